package sluice.launcher.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
            "A `hidden` watch has the same ID as one in the configuration file, which takes precedence."
        },
        mixinStandardHelpOptions = true)
final class WatchesListCommand implements Callable<Integer> {

    private static final List<String> HEADER =
            List.of("ID", "OWNER", "SOURCE", "DESTINATION", "MODE", "FILTERS", "OPTIONS", "STEPS", "WHERE");

    private final Environment environment;

    @Mixin
    private BotOption option;

    WatchesListCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        return KeptWatches.with(environment, option, KeptWatches.Use.READ, kept -> {
            List<Watch> fixed = kept.config().watches();
            Set<String> ids = fixed.stream().map(Watch::id).collect(Collectors.toSet());
            List<List<String>> rows = new ArrayList<>();
            String others = kept.config().steps().isEmpty() ? "-" : "default";
            fixed.forEach(watch -> rows.add(row(watch, others, "file")));
            kept.watches()
                    .forEach(watch -> rows.add(row(watch, others, ids.contains(watch.id()) ? "data, hidden" : "data")));
            Table.print(HEADER, rows, environment.out());
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
        return joined(steps.stream().map(Step::name));
    }

    private static String chat(long id, int topic) {
        return id + (topic == 0 ? "" : " topic " + topic);
    }

    private static String filters(Watch watch) {
        return joined(Stream.of(
                count("whitelist", watch.filters().whitelist()),
                count("blacklist", watch.filters().blacklist()),
                count("whitelist-regex", watch.filters().whitelistRegex()),
                count("blacklist-regex", watch.filters().blacklistRegex()),
                count("extract-patterns", watch.extractPatterns())));
    }

    private static String count(String name, List<String> entries) {
        return entries.isEmpty() ? "" : name + " " + entries.size();
    }

    private static String options(Watch watch) {
        return joined(Stream.of(
                watch.paused() ? "paused" : "",
                watch.preserveSource() ? "preserve-source" : "",
                watch.record() ? "record" : "",
                watch.delay().isZero() ? "" : "delay " + Durations.format(watch.delay()),
                watch.keepReplies() ? "" : "no keep-replies",
                watch.syncEdits() ? "sync-edits" : ""));
    }

    private static String joined(Stream<String> parts) {
        String all = parts.filter(part -> !part.isEmpty()).collect(Collectors.joining(", "));
        return all.isEmpty() ? "-" : all;
    }
}
