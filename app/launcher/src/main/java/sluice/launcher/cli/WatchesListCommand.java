package sluice.launcher.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import sluice.api.Durations;
import sluice.api.Step;
import sluice.api.Watch;
import sluice.launcher.bot.ExitCode;

/** Prints all watches, wherever they stand. */
@Command(
        name = "list",
        description = {
            "Lists all watches: those of the configuration file, and those that are kept in the data directory.",
            "A watch that is `hidden` has the id of one in the file, which goes before it."
        },
        mixinStandardHelpOptions = true)
final class WatchesListCommand implements Callable<Integer> {

    private static final List<String> HEADER =
            List.of("ID", "OWNER", "SOURCE", "DESTINATION", "MODE", "FILTERS", "OPTIONS", "STEPS", "WHERE");

    private final Environment environment;

    @Mixin
    private ConfigOption option;

    WatchesListCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        return KeptWatches.with(environment, option, KeptWatches.Use.READ, kept -> {
            List<Watch> fixed = kept.config().watches();
            Set<String> ids = fixed.stream().map(Watch::id).collect(Collectors.toSet());
            List<List<String>> rows = new ArrayList<>();
            rows.add(HEADER);
            String others = kept.config().steps().isEmpty() ? "-" : "default";
            fixed.forEach(watch -> rows.add(row(watch, others, "file")));
            kept.watches()
                    .forEach(watch -> rows.add(row(watch, others, ids.contains(watch.id()) ? "data, hidden" : "data")));
            Table.print(rows, environment.out());
            return ExitCode.DONE;
        });
    }

    private static List<String> row(Watch watch, String otherwise, String where) {
        return List.of(
                watch.id(),
                Long.toString(watch.owner()),
                chat(watch.source(), watch.topic()),
                watch.destination() == watch.owner() ? "me" : chat(watch.destination(), watch.destinationTopic()),
                watch.mode().name().toLowerCase(java.util.Locale.ROOT),
                filters(watch),
                options(watch),
                watch.steps().map(WatchesListCommand::steps).orElse(otherwise),
                where);
    }

    private static String steps(List<Step> steps) {
        return joined(steps.stream().map(Step::name).toList());
    }

    private static String chat(long id, int topic) {
        return id + (topic == 0 ? "" : " topic " + topic);
    }

    private static String filters(Watch watch) {
        List<String> parts = new ArrayList<>();
        count(parts, "whitelist", watch.filters().whitelist());
        count(parts, "blacklist", watch.filters().blacklist());
        count(parts, "whitelist-regex", watch.filters().whitelistRegex());
        count(parts, "blacklist-regex", watch.filters().blacklistRegex());
        count(parts, "extract-patterns", watch.extractPatterns());
        return joined(parts);
    }

    private static void count(List<String> parts, String name, List<String> entries) {
        if (!entries.isEmpty()) {
            parts.add(name + " " + entries.size());
        }
    }

    private static String options(Watch watch) {
        List<String> parts = new ArrayList<>();
        add(parts, watch.paused(), "paused");
        add(parts, watch.preserveSource(), "preserve-source");
        add(parts, watch.record(), "record");
        add(parts, !watch.delay().isZero(), "delay " + Durations.format(watch.delay()));
        add(parts, !watch.keepReplies(), "no keep-replies");
        add(parts, watch.syncEdits(), "sync-edits");
        return joined(parts);
    }

    private static void add(List<String> parts, boolean given, String part) {
        if (given) {
            parts.add(part);
        }
    }

    private static String joined(List<String> parts) {
        return parts.isEmpty() ? "-" : String.join(", ", parts);
    }
}
