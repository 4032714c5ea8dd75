package sluice.launcher.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import sluice.base.log.LogLevels;
import sluice.base.log.Secrets;
import sluice.config.Config;
import sluice.config.Problem;
import sluice.host.Survey;
import sluice.launcher.bot.ExitCode;
import sluice.telegram.ApiAnswer;
import sluice.telegram.BotApi;

/** Validates everything that {@code run} would need. */
@Command(name = "check", description = "Validates configuration, watches and token.", mixinStandardHelpOptions = true)
final class CheckCommand implements Callable<Integer> {

    private final Environment environment;

    @Mixin
    private ConfigOption option;

    CheckCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        Optional<Config> config = option.load(environment);
        if (config.isEmpty()) {
            return ExitCode.USAGE.code();
        }
        try (LogLevels _ = LogLevels.quiet()) {
            return check(config.get()).code();
        }
    }

    private ExitCode check(Config config) {
        Survey survey = Survey.tryingOut(config, environment.timeline());
        List<String> problems = new ArrayList<>(survey.problems());
        KeptProblems kept = problems.isEmpty() // else there may be no repository to ask
                ? KeptProblems.of(config, environment.timeline())
                : new KeptProblems(0, List.of());
        problems.addAll(Preflight.problems(config));
        problems.addAll(kept.problems());
        List<Problem> placed = Preflight.steps(config, environment.timeline());
        if (!problems.isEmpty() || !placed.isEmpty()) {
            ConfigOption.reportPlaced(placed, environment);
            option.report(problems, environment);
            return ExitCode.USAGE;
        }
        config.warnings().forEach(this::warn);
        survey.warnings().forEach(this::warn);
        Permissions.warnings(option.file(), config).forEach(this::warn);
        return token(config, kept.count());
    }

    private void warn(Object warning) {
        environment.err().println(Secrets.redact("warning: " + warning));
    }

    private ExitCode token(Config config, int kept) {
        try (BotApi api = new BotApi(config.telegram(), config.deliver().timeout(), environment.timeline())) {
            return switch (api.me()) {
                case ApiAnswer.Ok(var me) -> {
                    environment
                            .out()
                            .println("ok: @" + me.path("username").asText("?") + ", "
                                    + config.watches().size() + " watches"
                                    + (kept == 0 ? "" : " and " + kept + " in the data directory"));
                    yield ExitCode.DONE;
                }
                case ApiAnswer.Refused refused
                when refused.rejectsToken() -> {
                    environment.err().println("telegram.token: Telegram rejects it: " + refused.description());
                    yield ExitCode.TOKEN_REJECTED;
                }
                case ApiAnswer.Refused refused -> unreachable(config, refused.description());
                case ApiAnswer.Broken(int _, String detail) -> unreachable(config, detail);
                case ApiAnswer.Unreachable(String detail) -> unreachable(config, detail);
                case ApiAnswer.NoAnswer(String detail, boolean _) -> unreachable(config, detail);
            };
        }
    }

    private ExitCode unreachable(Config config, String detail) {
        environment
                .err()
                .println(Secrets.redact("telegram.api-url: the token could not be checked at "
                        + config.telegram().apiUrl() + ": " + detail));
        return ExitCode.UNEXPECTED;
    }
}
