package sluice.launcher.cli;

import static sluice.base.log.RepeatedWarnings.EACH_TIME;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sluice.base.time.Loop;
import sluice.config.Config;
import sluice.config.ConfigLoader;
import sluice.config.Loaded;
import sluice.config.Problem;
import sluice.host.Survey;
import sluice.launcher.bot.Bot;

/**
 * Takes an edited configuration file over while the bot runs. It looks at the file every two seconds, since notifications of the
 * file system are not to be had everywhere (network drives, containers).
 */
final class ConfigWatcher {

    private static final Logger LOG = LoggerFactory.getLogger(ConfigWatcher.class);

    private static final Duration EVERY = Duration.ofSeconds(2);

    private static final Duration STOP_LIMIT = Duration.ofSeconds(1);

    /** The mark that tells one version of the file from another. */
    record Mark(FileTime modified, long size) {

        static Mark of(Path file) {
            try {
                return new Mark(Files.getLastModifiedTime(file), Files.size(file));
            } catch (IOException e) {
                // Editors replace files: for a moment there is none. When it stays away, reading it will say so.
                return new Mark(FileTime.fromMillis(0), -1);
            }
        }
    }

    private final Path file;
    private final Bot bot;
    private final Environment environment;
    private final Loop loop;
    private Config running;
    private Mark seen;
    private final Thread thread;

    /**
     * A watcher that has not started.
     *
     * @param file the path of the configuration
     * @param seen what the file was like before the running configuration was read from it
     * @param running that configuration
     * @param bot takes changes over
     * @param environment the process
     */
    ConfigWatcher(Path file, Mark seen, Config running, Bot bot, Environment environment) {
        this.file = file;
        this.running = running;
        this.bot = bot;
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
        Mark now = Mark.of(file);
        if (loop.isStopping() || now.equals(seen)) {
            return;
        }
        seen = now;
        switch (ConfigLoader.load(file, environment.variables())) {
            case Loaded.Invalid(List<Problem> problems) -> refuse(problems);
            case Loaded.Valid(Config config) -> {
                List<String> unsupported = new ArrayList<>(Preflight.unsupported(config));
                bot.steps().problems(config.stepUses()).forEach(problem -> unsupported.add(problem.toString()));
                if (!config.modules().equals(running.modules())) {
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
        LOG.warn(EACH_TIME, "the edited configuration is not taken over, the running one stays:");
        problems.forEach(problem -> LOG.warn(EACH_TIME, "{}", problem));
    }

    private void take(Config config) {
        ConfigOption.hideSecrets(config);
        bot.change(config);
        LOG.info(
                "the edited configuration is taken over: {} watches",
                config.watches().size());
        config.warnings().forEach(warning -> LOG.warn("{}", warning));
        List<String> later = afterRestart(config);
        if (!later.isEmpty()) {
            LOG.warn(EACH_TIME, "these changes need a restart: {}", String.join(", ", later));
        }
        running = config;
    }

    private List<String> afterRestart(Config config) {
        List<String> later = new ArrayList<>();
        addIfChanged(later, "telegram", running.telegram(), config.telegram());
        addIfChanged(later, "language", running.language(), config.language());
        addIfChanged(later, "data-dir", running.dataDir(), config.dataDir());
        addIfChanged(later, "plugins-dir", running.pluginsDir(), config.pluginsDir());
        addIfChanged(later, "modules", running.modules(), config.modules());
        addIfChanged(later, "http", running.http(), config.http());
        addIfChanged(later, "sizes and times of the modules", running.sections(), config.sections());
        return later;
    }

    private static void addIfChanged(List<String> later, String key, Object before, Object after) {
        if (!before.equals(after)) {
            later.add(key);
        }
    }
}
