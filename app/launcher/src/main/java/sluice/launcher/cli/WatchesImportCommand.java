package sluice.launcher.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import sluice.api.Watch;
import sluice.base.log.Sanitizer;
import sluice.control.watches.Entry;
import sluice.control.watches.Importer;
import sluice.control.watches.WatchFile;
import sluice.engine.steps.StepCatalog;
import sluice.host.Inventory;
import sluice.launcher.bot.ExitCode;
import sluice.launcher.bot.Preflight;

/** Takes watches over from a file, each as a whole or not at all, and says of each what became of it. */
@Command(
        name = "import",
        description = {
            "Imports watches into the data directory: from YAML as it is exported or as in a configuration file,",
            "or from the watch_config.json of the Python bot. Each is imported as a whole or refused, and reported on a line;",
            "a watch with an existing ID replaces the existing watch."
        },
        mixinStandardHelpOptions = true,
        footer = {"", "Exits with 0 if all were imported, and with 2 if some were refused; the others are imported."})
final class WatchesImportCommand implements Callable<Integer> {

    private final Environment environment;

    @Mixin
    private BotOption option;

    @Parameters(paramLabel = "FILE", description = "The file to read.")
    private Path file;

    @Option(names = "--dry-run", description = "Print what would happen to each watch, and change nothing.")
    private boolean dryRun;

    WatchesImportCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        KeptWatches.Use use = dryRun ? KeptWatches.Use.READ : KeptWatches.Use.CHANGE;
        return KeptWatches.with(environment, option, use, kept -> switch (WatchFile.read(
                file, kept.config().admins().stream().findFirst())) {
            case WatchFile.Content.Unusable(List<String> problems) -> {
                problems.forEach(problem -> environment.err().println(Sanitizer.line(problem)));
                yield ExitCode.USAGE;
            }
            case WatchFile.Content.Entries(List<Entry> entries) -> take(entries, kept);
        });
    }

    private ExitCode take(List<Entry> entries, KeptWatches kept) {
        Inventory inventory = Inventory.of(kept.config());
        Function<Watch, Optional<String>> support = Preflight.support(kept.config(), inventory);
        StepCatalog steps = Preflight.catalog(kept.config(), inventory, environment.timeline());
        Consumer<Watch> save = dryRun ? _ -> {} : kept::save;
        Importer importer = new Importer(
                kept.watches(),
                kept.moves(),
                kept.config().watches().stream().map(Watch::id).collect(Collectors.toSet()),
                watch -> support.apply(watch).or(() -> steps.problem(watch)),
                save);
        Map<Importer.Outcome, Integer> counts = new EnumMap<>(Importer.Outcome.class);
        try {
            for (Entry entry : entries) {
                Importer.Result result = importer.take(entry);
                counts.merge(result.outcome(), 1, Integer::sum);
                environment.print(line(result));
            }
        } finally {
            if (entries.isEmpty() || !counts.isEmpty()) {
                environment.print(summary(counts, kept));
            }
        }
        return counts.containsKey(Importer.Outcome.REFUSED) ? ExitCode.USAGE : ExitCode.DONE;
    }

    private static String line(Importer.Result result) {
        List<String> parts = new ArrayList<>();
        parts.add(result.detail());
        parts.addAll(result.notes());
        return onOneLine(word(result.outcome()) + " " + result.name() + ": " + String.join("; ", parts));
    }

    private String summary(Map<Importer.Outcome, Integer> counts, KeptWatches kept) {
        String found = counts.isEmpty()
                ? "no watches in the file"
                : counts.entrySet().stream()
                        .map(count -> count.getValue() + " " + word(count.getKey()))
                        .collect(Collectors.joining(", "));
        return found + " (" + kept.place() + ")" + (dryRun ? "; nothing was changed, since this is a dry run" : "");
    }

    private static String word(Importer.Outcome outcome) {
        return outcome.name().toLowerCase(Locale.ROOT);
    }

    /** Keys of a foreign file may hold anything. */
    private static String onOneLine(String text) {
        return Sanitizer.line(text.replaceAll("\\p{Cc}", " "));
    }
}
