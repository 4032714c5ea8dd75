package sluice.launcher.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import sluice.api.Bounded;
import sluice.api.Ownership;
import sluice.api.Watch;
import sluice.base.log.LogLevels;
import sluice.base.text.Texts;
import sluice.config.BotFiles;
import sluice.config.Config;
import sluice.config.Loaded;
import sluice.engine.rights.Rights;
import sluice.host.BotOwners;
import sluice.host.HostException;
import sluice.host.Inventory;
import sluice.host.ModuleRecord;
import sluice.host.Survey;
import sluice.launcher.bot.ExitCode;
import sluice.launcher.bot.KeptProblems;
import sluice.launcher.bot.Permissions;
import sluice.launcher.bot.Preflight;
import sluice.telegram.ApiAnswer;
import sluice.telegram.BotApi;
import sluice.telegram.Connections;

/** Validates everything that {@code run} would need. */
@Command(name = "check", description = "Validates configuration, watches and token.", mixinStandardHelpOptions = true)
final class CheckCommand implements Callable<Integer> {

    private final Environment environment;

    @Mixin
    private BotOption option;

    @Bounded("the warnings about plugins, which are the same for all bots")
    private final Set<String> told = new HashSet<>();

    CheckCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        Optional<Config> config = option.bot().isPresent() ? option.load(environment) : option.loadProcess(environment);
        if (config.isEmpty()) {
            return ExitCode.USAGE.code();
        }
        try (LogLevels _ = LogLevels.quiet();
                Connections connections = new Connections(environment.timeline())) {
            Inventory inventory = Inventory.of(config.get());
            if (config.get().bots().isEmpty()) {
                return check(config.get(), "", inventory, connections).code();
            }
            checkSharing(config.get(), inventory);
            return checkAll(config.get().bots().get(), inventory, connections).code();
        } catch (HostException e) {
            return option.report(e, environment).code();
        }
    }

    /** Nothing else is checked while what the bots need cannot be had, such as their database. */
    private void checkSharing(Config config, Inventory inventory) {
        if (BotOwners.areShared(config, inventory)) {
            Ownership ownership = BotOwners.open(config, inventory, environment.timeline());
            try {
                ownership.problems().forEach(this::warn);
                config.section("notes")
                        .text("dir")
                        .filter(dir -> !Files.isWritable(Path.of(dir)))
                        .ifPresent(dir -> warn("notes.dir: there is no folder " + dir
                                + " that can be written on this machine; until there is, notes wait"));
            } finally {
                ownership.close();
            }
        }
    }

    /** Checks each bot, and returns the worst of what came out. */
    private ExitCode checkAll(BotFiles files, Inventory inventory, Connections connections) {
        Optional<Map<String, Loaded>> bots = option.bots(files, environment);
        if (bots.isEmpty()) {
            return ExitCode.USAGE;
        }
        Map<ExitCode, Integer> counts = new EnumMap<>(ExitCode.class);
        new TreeMap<>(bots.get())
                .forEach((name, loaded) -> counts.merge(
                        ConfigOption.reported(loaded, environment)
                                .map(config -> check(config, name + ": ", inventory, connections))
                                .orElse(ExitCode.USAGE),
                        1,
                        Integer::sum));
        environment.print(
                counts.getOrDefault(ExitCode.DONE, 0) + " of " + bots.get().size() + " bots are ok");
        return Stream.of(ExitCode.USAGE, ExitCode.TOKEN_REJECTED, ExitCode.UNEXPECTED)
                .filter(counts::containsKey)
                .findFirst()
                .orElse(ExitCode.DONE);
    }

    private ExitCode check(Config config, String place, Inventory inventory, Connections connections) {
        Survey survey = Survey.tryingOut(config, inventory, environment.timeline());
        List<String> problems = new ArrayList<>(survey.problems());
        KeptProblems kept = problems.isEmpty() // else there may be no repository to ask
                ? KeptProblems.of(config, inventory, environment.timeline())
                : new KeptProblems(List.of(), List.of());
        problems.addAll(Preflight.problems(config, inventory));
        problems.addAll(kept.problems());
        problems.replaceAll(problem -> place + problem);
        if (option.report(Preflight.steps(config, inventory, environment.timeline()), problems, environment)) {
            return ExitCode.USAGE;
        }
        config.warnings().forEach(this::warn);
        survey.warnings().forEach(warning -> warn(place + warning));
        survey.records().stream()
                .filter(module -> module.state() == ModuleRecord.State.FAILED)
                .map(module -> "plugin " + module.origin() + " is not used: " + module.detail())
                .filter(told::add)
                .forEach(this::warn);
        Permissions.warning(config).ifPresent(this::warn);
        return token(config, place, kept.watches(), connections);
    }

    private void warn(Object warning) {
        environment.complain("warning: " + warning);
    }

    private ExitCode token(Config config, String place, List<Watch> kept, Connections connections) {
        try (BotApi api =
                new BotApi(config.telegram(), config.deliver().timeout(), connections, environment.timeline())) {
            return switch (api.me()) {
                case ApiAnswer.Ok(var me) -> {
                    List<Watch> watches = new ArrayList<>(config.watches());
                    watches.addAll(kept);
                    int wrong = RightsReport.tell(
                            watches,
                            new Rights(api, environment.timeline().ticker()),
                            Texts.of(config.language()),
                            environment.timeline(),
                            () -> true,
                            line -> warn(place + line));
                    environment.print(place + (wrong == 0 ? "ok: @" : "@")
                            + me.path("username").asText("?") + ", "
                            + config.watches().size() + " watches"
                            + (kept.isEmpty() ? "" : " and " + kept.size() + " in the data directory")
                            + (wrong == 0 ? "" : "; " + wrong + " cannot work yet, see the warnings"));
                    yield ExitCode.DONE;
                }
                case ApiAnswer.Refused refused
                when refused.rejectsToken() -> {
                    environment.complain(place + "telegram.token: Telegram rejects it: " + refused.description());
                    yield ExitCode.TOKEN_REJECTED;
                }
                case ApiAnswer.Refused refused -> unreachable(config, place, refused.description());
                case ApiAnswer.Failed failed -> unreachable(config, place, failed.detail());
            };
        }
    }

    private ExitCode unreachable(Config config, String place, String detail) {
        environment.complain(place + "telegram.api-url: the token could not be checked at "
                + config.telegram().apiUrl() + ": " + detail);
        return ExitCode.UNEXPECTED;
    }
}
