package sluice.launcher.bot;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import sluice.api.Watch;
import sluice.api.WatchRepository;
import sluice.base.log.Secrets;
import sluice.base.time.Timeline;
import sluice.config.Config;
import sluice.config.Problem;
import sluice.config.WatchEntries;
import sluice.control.watches.WatchYaml;
import sluice.engine.steps.StepCatalog;
import sluice.host.BotOwners;
import sluice.host.DataDir;
import sluice.host.HostException;
import sluice.host.Inventory;
import sluice.host.ModuleHost;

/**
 * The watches that are kept in the data directory or a shared database, checked as if they stood in the configuration file.
 *
 * @param problems what is wrong with them, a line each
 */
public record KeptProblems(List<Watch> watches, List<String> problems) {

    private static final KeptProblems NONE = new KeptProblems(List.of(), List.of());

    /**
     * Reads and checks them. Problems of the folder itself are reported elsewhere. Where nothing is kept, nothing is made: it
     * might belong to another user than the bot's.
     */
    public static KeptProblems of(Config config, Inventory inventory, Timeline timeline) {
        boolean shared = BotOwners.areShared(config, inventory);
        if (!shared
                && (isEmpty(config.dataDir())
                        || DataDir.problem(config.dataDir()).isPresent())) {
            return NONE;
        }
        String place = shared ? "queue: " : "data-dir: ";
        try {
            Optional<Supplier<WatchRepository>> start = ModuleHost.watchRepository(config, inventory, timeline);
            return start.isEmpty() ? NONE : read(config, start.get().get(), place, inventory, timeline);
        } catch (HostException e) {
            return new KeptProblems(List.of(), e.problems());
        } catch (RuntimeException e) {
            return new KeptProblems(List.of(), List.of(place + Secrets.redact(String.valueOf(e.getMessage()))));
        }
    }

    private static boolean isEmpty(Path dir) {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(dir)) {
            return !files.iterator().hasNext();
        } catch (IOException e) {
            // It is not there, or not a folder.
            return true;
        }
    }

    private static KeptProblems read(
            Config config, WatchRepository repository, String place, Inventory inventory, Timeline timeline) {
        StepCatalog steps = Preflight.catalog(config, inventory, timeline);
        Function<Watch, Optional<String>> support = Preflight.support(config, inventory);
        try {
            List<Watch> watches = repository.watches();
            List<String> problems = new ArrayList<>();
            watches.forEach(watch -> problems.addAll(problems(watch, place, steps, support)));
            return new KeptProblems(watches, problems);
        } finally {
            repository.close();
        }
    }

    private static List<String> problems(
            Watch watch, String where, StepCatalog steps, Function<Watch, Optional<String>> support) {
        String place = where + "watch " + watch.id() + ": ";
        List<String> problems = new ArrayList<>();
        switch (WatchEntries.parse(Path.of(""), WatchYaml.write(List.of(watch)), Optional.empty())) {
            case WatchEntries.Parsed.Entries(List<WatchEntries.Entry> entries) ->
                entries.forEach(entry -> entry.problems()
                        .forEach(problem -> problems.add(place + withoutPlace(problem, entry.name() + "."))));
            case WatchEntries.Parsed.Unusable(List<Problem> unusable) ->
                unusable.forEach(problem -> problems.add(place + problem.message()));
        }
        support.apply(watch).or(() -> steps.problem(watch)).ifPresent(reason -> problems.add(place + reason));
        return problems;
    }

    private static String withoutPlace(Problem problem, String place) {
        String key = problem.key().startsWith(place) ? problem.key().substring(place.length()) : problem.key();
        return key + ": " + problem.message();
    }
}
