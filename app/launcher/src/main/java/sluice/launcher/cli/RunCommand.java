package sluice.launcher.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import sluice.base.log.Warnings;
import sluice.base.text.Texts;
import sluice.config.BotFiles;
import sluice.config.Config;
import sluice.config.SourceFile;
import sluice.control.part.WebServer;
import sluice.control.part.WebServerFactory;
import sluice.host.DataDir;
import sluice.host.HostException;
import sluice.host.Survey;
import sluice.launcher.bot.Bot;
import sluice.launcher.bot.ExitCode;
import sluice.launcher.bot.Fleet;
import sluice.launcher.bot.Permissions;
import sluice.launcher.bot.Preflight;
import sluice.launcher.bot.ProcessResources;
import sluice.launcher.bot.Version;

/** Runs the bot until it is asked to stop. */
@Command(name = "run", description = "Runs the bot.", mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {

    private static final Logger LOG = LoggerFactory.getLogger(RunCommand.class);

    /** Bots that wait to ask for their rights when many start; `sluice check` asks for those of the others. */
    private static final int MOST_ASKING = 20;

    private final Environment environment;

    @Mixin
    private ConfigOption option;

    RunCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws InterruptedException {
        // Before it is read: what is edited while the bot starts must be noticed too.
        SourceFile.Mark seen = SourceFile.Mark.of(option.file());
        Optional<Config> config = option.load(environment);
        if (config.isEmpty()) {
            return ExitCode.USAGE.code();
        }
        config.get().logFormat().use();
        CompletableFuture<Void> ended = new CompletableFuture<>();
        environment.endWithProcess(ended);
        try (Warnings warnings = Warnings.listen(environment.timeline().clock())) {
            return run(config.get(), seen, warnings).code();
        } catch (HostException e) {
            return option.report(e, environment).code();
        } finally {
            ended.complete(null);
        }
    }

    private ExitCode run(Config config, SourceFile.Mark seen, Warnings warnings) throws InterruptedException {
        Optional<WebServerFactory> web = WebServer.find();
        try (ProcessResources process = new ProcessResources(config, environment.timeline(), environment.heap())) {
            return config.bots().isPresent()
                    ? runSeveral(config, seen, warnings, process, web)
                    : runOne(config, seen, warnings, process, web);
        } catch (IOException e) {
            environment.complain(option.file() + ": http.port: cannot listen on "
                    + config.http().bind() + ":" + config.http().port() + " (" + e.getMessage()
                    + "); 0 takes a free port");
            return ExitCode.USAGE;
        }
    }

    private ExitCode runOne(
            Config config,
            SourceFile.Mark seen,
            Warnings warnings,
            ProcessResources process,
            Optional<WebServerFactory> web)
            throws InterruptedException, IOException {
        List<String> problems = Preflight.problems(config, process.inventory());
        if (option.report(
                Preflight.steps(config, process.inventory(), environment.timeline()), problems, environment)) {
            return ExitCode.USAGE;
        }
        config.warnings().forEach(warning -> LOG.warn("{}", warning));
        Permissions.warning(config).ifPresent(LOG::warn);
        Bot bot = new Bot(config, process, () -> true);
        try (WebServer server =
                web.isEmpty() ? null : web.get().start(config.http(), bot.view(warnings, Version.text()))) {
            // First: a module that hangs when the bot starts is seen there.
            tellStart("data in " + dataDir(config), config, server);
            // Only now: a bot that cannot listen must not have taken anything in.
            bot.start();
            Thread.ofVirtual().name("sluice-rights").start(() -> tellWhatTelegramSays(bot, config));
            ConfigWatcher watcher = new ConfigWatcher(option.file(), seen, config, bot, process, environment);
            watcher.start();
            try {
                return untilEnd(process, bot.ended());
            } finally {
                watcher.stop();
            }
        } finally {
            bot.stop();
        }
    }

    private ExitCode runSeveral(
            Config config,
            SourceFile.Mark seen,
            Warnings warnings,
            ProcessResources process,
            Optional<WebServerFactory> web)
            throws InterruptedException, IOException {
        BotFiles files = config.bots().orElseThrow();
        List<String> problems = new ArrayList<>(Survey.of(config).problems());
        DataDir.problem(config.dataDir()).ifPresent(problems::add);
        if (!Files.isDirectory(files.folder())) {
            problems.add("bots-dir: there is no folder " + files.folder());
        }
        if (option.report(List.of(), problems, environment)) {
            return ExitCode.USAGE;
        }
        config.warnings().forEach(warning -> LOG.warn("{}", warning));
        Permissions.warning(config).ifPresent(LOG::warn);
        // One bot after the other, and not all of hundreds: they would ask Telegram ten thousands of questions.
        Semaphore asking = new Semaphore(1);
        Fleet fleet = new Fleet(
                option.file(),
                seen,
                config,
                environment.variables(),
                process,
                warnings,
                (bot, of) -> Thread.ofVirtual().name("sluice-rights").start(() -> {
                    if (asking.getQueueLength() >= MOST_ASKING) {
                        return;
                    }
                    asking.acquireUninterruptibly();
                    try {
                        tellWhatTelegramSays(bot, of);
                    } finally {
                        asking.release();
                    }
                }));
        try (WebServer server = web.isEmpty()
                ? null
                : web.get().start(config.http(), fleet, config.language(), environment.timeline(), Version.text())) {
            tellStart("bots in " + files.folder() + ", data in " + dataDir(config), config, server);
            fleet.start();
            return untilEnd(process, new CompletableFuture<>());
        } finally {
            fleet.stop();
        }
    }

    private static void tellStart(String where, Config config, WebServer server) {
        if (server == null) {
            LOG.info("Sluice {}, {}, without web pages in this image", Version.text(), where);
        } else {
            String bind = config.http().bind();
            LOG.info(
                    "Sluice {}, {}, listening on http://{}:{}/",
                    Version.text(),
                    where,
                    bind.contains(":") ? "[" + bind + "]" : bind,
                    server.port());
        }
    }

    private ExitCode untilEnd(ProcessResources process, CompletableFuture<ExitCode> bot) {
        return CompletableFuture.anyOf(bot, process.ended(), environment.stop().thenApply(_ -> ExitCode.DONE))
                .thenApply(ExitCode.class::cast)
                .join();
    }

    private static Path dataDir(Config config) {
        return config.dataDir().toAbsolutePath().normalize();
    }

    /** Beside the start: polling does not wait for it. */
    private void tellWhatTelegramSays(Bot bot, Config config) {
        bot.rights().botName().ifPresent(name -> LOG.info("this bot is @{}", name));
        RightsReport.tell(
                bot.watchesInUse(),
                bot.rights(),
                Texts.of(config.language()),
                environment.timeline(),
                () -> !environment.stop().isDone() && !bot.ended().isDone(),
                LOG::warn);
    }
}
