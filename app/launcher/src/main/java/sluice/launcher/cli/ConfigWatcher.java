package sluice.launcher.cli;

import static sluice.base.log.RepeatedWarnings.EACH_TIME;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sluice.base.log.Secrets;
import sluice.base.time.Loop;
import sluice.config.Config;
import sluice.config.ConfigLoader;
import sluice.config.Loaded;
import sluice.config.Problem;
import sluice.config.SourceFile;
import sluice.host.Survey;
import sluice.launcher.bot.Bot;
import sluice.launcher.bot.ConfigChange;
import sluice.launcher.bot.Preflight;
import sluice.launcher.bot.ProcessResources;

/**
 * Takes an edited configuration file over while the bot runs. It looks at the file every two seconds, since notifications of the
 * file system are not to be had everywhere (network drives, containers).
 */
final class ConfigWatcher {

    private static final Logger LOG = LoggerFactory.getLogger(ConfigWatcher.class);

    private static final Duration EVERY = Duration.ofSeconds(2);

    private static final Duration STOP_LIMIT = Duration.ofSeconds(1);

    private final Path file;
    private final Bot bot;
    private final ProcessResources process;
    private final Environment environment;
    private final Loop loop;
    private final Config started;
    private SourceFile.Mark seen;
    private final Thread thread;

    /**
     * A watcher that has not started.
     *
     * @param seen the mark of the file before the configuration of the start was read from it
     */
    ConfigWatcher(
            Path file,
            SourceFile.Mark seen,
            Config started,
            Bot bot,
            ProcessResources process,
            Environment environment) {
        this.file = file;
        this.started = started;
        this.bot = bot;
        this.process = process;
        this.environment = environment;
        this.loop = new Loop("reading the edited configuration", environment.timeline(), this::step);
        this.seen = seen;
        this.thread = bot.supervisor().virtual("sluice-config", loop);
    }

    void start() {
        thread.start();
    }

    /** Ends it, and waits until it asks the bot no more, which is about to stop. */
    void stop() throws InterruptedException {
        loop.stop();
        thread.join(STOP_LIMIT);
    }

    private Duration step() {
        look();
        return EVERY;
    }

    private void look() {
        bot.refresh();
        SourceFile.Mark now = SourceFile.Mark.of(file);
        if (loop.isStopping() || now.equals(seen)) {
            return;
        }
        seen = now;
        switch (ConfigLoader.load(file, environment.variables())) {
            case Loaded.Invalid(List<Problem> problems) -> refuse(problems);
            case Loaded.Valid(Config config)
            when config.bots().isPresent() -> refuse(List.of("bots-dir: to run several bots needs a restart"));
            case Loaded.Valid(Config config) -> {
                List<String> unsupported = new ArrayList<>(Preflight.unsupported(config, process.inventory()));
                bot.steps().problems(config.stepUses()).forEach(problem -> unsupported.add(problem.toString()));
                if (!config.modules().equals(started.modules())) {
                    // It takes a restart to change modules; but one that the restart would not find is wrong now.
                    Survey.of(config).problems().forEach(problem -> unsupported.add(file + ": " + problem));
                }
                if (unsupported.isEmpty()) {
                    take(config);
                } else {
                    refuse(unsupported);
                }
            }
        }
    }

    private static void refuse(List<?> problems) {
        LOG.warn(EACH_TIME, "cannot apply the edited configuration, the running one stays in use:");
        problems.forEach(problem -> LOG.warn(EACH_TIME, "{}", problem));
    }

    private void take(Config config) {
        config.secrets().forEach(Secrets::hide);
        config.logFormat().use();
        process.change(config);
        bot.change(config);
        LOG.info(
                "the edited configuration is in use: {} watches",
                config.watches().size());
        config.warnings().forEach(warning -> LOG.warn("{}", warning));
        List<String> later = new ConfigChange(started, config).needsRestart();
        if (!later.isEmpty()) {
            LOG.warn(EACH_TIME, "these changes need a restart: {}", String.join(", ", later));
        }
    }
}
