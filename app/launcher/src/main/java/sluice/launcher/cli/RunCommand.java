package sluice.launcher.cli;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import sluice.base.log.Warnings;
import sluice.config.Config;
import sluice.config.Problem;
import sluice.engine.part.WebServer;
import sluice.engine.part.WebServerFactory;
import sluice.host.HostException;
import sluice.launcher.bot.Bot;
import sluice.launcher.bot.ExitCode;

/** Runs the bot until it is told to stop. */
@Command(name = "run", description = "Runs the bot.", mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {

    private static final Logger LOG = LoggerFactory.getLogger(RunCommand.class);

    private final Environment environment;

    @Mixin
    private ConfigOption option;

    RunCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws InterruptedException {
        // Before it is read: what is edited while the bot starts must be noticed too.
        ConfigWatcher.Mark seen = ConfigWatcher.Mark.of(option.file());
        Optional<Config> config = option.load(environment);
        if (config.isEmpty()) {
            return ExitCode.USAGE.code();
        }
        CompletableFuture<Void> ended = new CompletableFuture<>();
        environment.endWithProcess(ended);
        try (Warnings warnings = Warnings.listen(environment.timeline().clock())) {
            return run(config.get(), seen, warnings).code();
        } catch (HostException e) {
            option.report(e.problems(), environment);
            return (e.mayPass() ? ExitCode.UNEXPECTED : ExitCode.USAGE).code();
        } finally {
            ended.complete(null);
        }
    }

    private ExitCode run(Config config, ConfigWatcher.Mark seen, Warnings warnings) throws InterruptedException {
        Optional<WebServerFactory> web = WebServer.find();
        List<String> problems = Preflight.problems(config);
        List<Problem> placed = Preflight.steps(config, environment.timeline());
        if (!problems.isEmpty() || !placed.isEmpty()) {
            ConfigOption.reportPlaced(placed, environment);
            option.report(problems, environment);
            return ExitCode.USAGE;
        }
        config.warnings().forEach(warning -> LOG.warn("{}", warning));
        Permissions.warnings(option.file(), config).forEach(LOG::warn);
        Bot bot = new Bot(config, environment.timeline(), environment.heap());
        try (WebServer server =
                web.isEmpty() ? null : web.get().start(config.http(), bot.view(warnings, Version.text()))) {
            // First: a module that hangs when the bot starts is seen there.
            if (server == null) {
                LOG.info("this image has no web pages: nothing listens");
            } else {
                LOG.info("listening on http://{}:{}/healthz", config.http().bind(), server.port());
            }
            // Only now: a bot that cannot listen must not have taken anything in.
            bot.start();
            return untilEnd(bot, config, seen);
        } catch (IOException e) {
            environment
                    .err()
                    .println(option.file() + ": http.port: cannot listen on "
                            + config.http().bind() + ":" + config.http().port() + " (" + e.getMessage()
                            + "); 0 takes a free port");
            return ExitCode.USAGE;
        } finally {
            bot.stop();
        }
    }

    private ExitCode untilEnd(Bot bot, Config config, ConfigWatcher.Mark seen) throws InterruptedException {
        ConfigWatcher watcher = new ConfigWatcher(option.file(), seen, config, bot, environment);
        watcher.start();
        try {
            return CompletableFuture.anyOf(bot.ended(), environment.stop().thenApply(_ -> ExitCode.DONE))
                    .thenApply(ExitCode.class::cast)
                    .join();
        } finally {
            watcher.stop();
        }
    }
}
