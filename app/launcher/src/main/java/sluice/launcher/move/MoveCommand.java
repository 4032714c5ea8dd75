package sluice.launcher.move;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import sluice.api.Bounded;
import sluice.config.Config;
import sluice.config.Loaded;
import sluice.host.DataDir;
import sluice.launcher.bot.ExitCode;
import sluice.launcher.cli.ConfigOption;
import sluice.launcher.cli.Environment;

/** Copies what bots keep from the queue of the configuration to another one, and compares both. */
@Command(
        name = "move",
        description = {
            "Copies what bots keep from the queue of the configuration to another one, and compares both row for row.",
            "The settings of both are those of the section `queue`. The bots must not run meanwhile; notes are not moved."
        },
        footer = {
            "",
            "Each bot is copied as a whole or not at all. What it keeps in the queue of the configuration stays there."
        },
        mixinStandardHelpOptions = true)
final class MoveCommand implements Callable<Integer> {

    private final Environment environment;

    @Mixin
    private ConfigOption option;

    @Option(names = "--to", paramLabel = "QUEUE", required = true, description = "The other queue: sqlite or postgres.")
    private String to;

    @Bounded("the arguments of a command line")
    @Option(
            names = "--bot",
            paramLabel = "NAME",
            description = "A bot of the bots-dir, by the name of its file; may be repeated. Without it, all of them.")
    private List<String> names = new ArrayList<>();

    @Option(
            names = "--replace",
            description = "Replace what is kept there for the bots; without it, nothing may be there.")
    private boolean replace;

    MoveCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        return option.loadOrDefaults(environment)
                .map(this::move)
                .orElse(ExitCode.USAGE)
                .code();
    }

    private ExitCode move(Config process) {
        String from = BotStore.queue(process);
        if (from.equals(to)) {
            option.report(
                    List.of("modules.queue: is `" + to
                            + "` already; --to names another queue, and this is changed after the move"),
                    environment);
            return ExitCode.USAGE;
        }
        Optional<List<Config>> bots = bots(process);
        if (bots.isEmpty()) {
            return ExitCode.USAGE;
        }
        for (Config bot : bots.get()) {
            ExitCode code = option.guarded(environment, () -> move(bot, from));
            if (code != ExitCode.DONE) {
                return code;
            }
        }
        environment.print("Now write `modules: {queue: " + to + "}` in " + option.file()
                + " and start it. Never start it with `" + from
                + "` again: what is sent from now on would be sent once more.");
        return ExitCode.DONE;
    }

    /** The bots that were named, or all; empty, with the reason printed, if one cannot be had. */
    private Optional<List<Config>> bots(Config process) {
        if (process.bots().isEmpty()) {
            if (names.isEmpty()) {
                return Optional.of(List.of(process));
            }
            option.report(List.of("bots-dir: is not set, so that there is one bot without a name"), environment);
            return Optional.empty();
        }
        Optional<Map<String, Loaded>> all = option.bots(process.bots().get(), environment);
        if (all.isEmpty()) {
            return Optional.empty();
        }
        List<Config> bots = new ArrayList<>();
        for (String name : names.isEmpty() ? new TreeMap<>(all.get()).keySet() : names) {
            Loaded loaded = all.get().get(name);
            if (loaded == null) {
                environment.complain("--bot: there is no `" + name + "`; `sluice bots list` lists them");
                return Optional.empty();
            }
            Optional<Config> bot = ConfigOption.reported(loaded, environment);
            if (bot.isEmpty()) {
                return Optional.empty();
            }
            bots.add(bot.get());
        }
        return Optional.of(bots);
    }

    private ExitCode move(Config config, String from) {
        DataDir.make(config.dataDir());
        try (BotStore source = BotStore.open(config, from, environment);
                BotStore target = BotStore.open(config, to, environment)) {
            if (!replace && !target.archive().isEmpty()) {
                return compared(source, target);
            }
            Progress progress = new Progress(environment, source.name());
            try (Stream<String> lines = source.archive().read()) {
                target.archive().write(lines.peek(progress::line));
            }
            if (!isEqual(source, target)) {
                environment.complain(source.name() + ": what is in `" + to + "` is not what is in `" + from
                        + "`; it was removed there again");
                return ExitCode.UNEXPECTED;
            }
            progress.end();
            environment.print(source.name() + ": " + progress.rows() + " copied from " + from + " to " + to
                    + ", the same row for row");
            return ExitCode.DONE;
        }
    }

    /** What an earlier move has brought there is as good as moved now. */
    private ExitCode compared(BotStore source, BotStore target) {
        if (source.equalRows(target)) {
            environment.print(source.name() + ": is in " + to + " already, the same row for row");
            return ExitCode.DONE;
        }
        environment.complain(
                source.name() + ": something else is kept for it in `" + to + "` already; --replace removes it first");
        return ExitCode.USAGE;
    }

    /** Nothing stays there that is not known to be equal. */
    private static boolean isEqual(BotStore source, BotStore target) {
        boolean equal = false;
        try {
            equal = source.equalRows(target);
        } finally {
            if (!equal) {
                target.archive().clear();
            }
        }
        return equal;
    }
}
