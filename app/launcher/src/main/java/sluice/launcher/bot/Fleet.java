package sluice.launcher.bot;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sluice.api.Bounded;
import sluice.api.Ownership;
import sluice.api.Stats;
import sluice.base.file.FileProblem;
import sluice.base.log.RepeatedWarnings;
import sluice.base.log.Warnings;
import sluice.base.text.Texts;
import sluice.base.time.Loop;
import sluice.config.BotFiles;
import sluice.config.Config;
import sluice.config.ConfigLoader;
import sluice.config.Loaded;
import sluice.config.Problem;
import sluice.config.SourceFile;
import sluice.control.part.FleetView;
import sluice.host.BotOwners;
import sluice.host.status.Report;

/**
 * The bots of a process that has several, one for each file in its {@code bots-dir}. Every five seconds it looks at the files, and gives
 * each bot a turn: a file that appears starts one, one that goes ends it, one that changes is taken over. Where machines share the bots
 * it also asks which of them it is to run, and looks at once when that changes. Thread-safe.
 */
public final class Fleet implements FleetView {

    private static final Logger LOG = LoggerFactory.getLogger(Fleet.class);

    /** The interval at which the files are looked at. */
    private static final Duration EVERY = Duration.ofSeconds(5);

    /** The time limit for stopping all bots; the whole process has 10 s. */
    private static final Duration STOP_LIMIT = Duration.ofSeconds(9);

    /** Bots that start or stop at a time: more only wait for the processor, and for the disk, together. */
    private static final int TURNS = 2 * Runtime.getRuntime().availableProcessors();

    private final Path file;

    @Bounded("the variables of the process")
    private final Map<String, String> variables;

    private final ProcessResources process;
    private final Warnings warnings;
    private final BiConsumer<Bot, Config> started;
    private final Loop loop;
    private final Thread thread;
    private final BotOwners owners;
    private final Semaphore turns = new Semaphore(TURNS);

    @Bounded("BotFiles.MOST")
    private final Map<String, FleetBot> bots = new ConcurrentHashMap<>();

    private volatile Config config;
    private volatile BotFiles files;
    private volatile String folderProblem = "";

    /** What the files said when they could last be read. */
    @Bounded("BotFiles.MOST")
    private Map<String, Loaded> loaded = Map.of();

    private SourceFile.Mark seen;
    private Instant loggedAt;

    /**
     * The bots of a configuration that has {@code bots-dir}; none runs yet. To be stopped also when it was not started.
     *
     * @param file the file of the process
     * @param seen its mark before the configuration was read from it
     * @param variables the environment of the process
     * @param started learns that a bot has started, on the thread of its turn
     * @throws sluice.host.HostException if what decides which machine runs a bot cannot be started
     */
    public Fleet(
            Path file,
            SourceFile.Mark seen,
            Config config,
            Map<String, String> variables,
            ProcessResources process,
            Warnings warnings,
            BiConsumer<Bot, Config> started) {
        this.file = file;
        this.seen = seen;
        this.config = config;
        this.files = config.bots().orElseThrow();
        this.variables = variables;
        this.process = process;
        this.warnings = warnings;
        this.started = started;
        this.loggedAt = process.timeline().now();
        this.loop = new Loop("looking after the bots", process.timeline(), this::step);
        this.thread = process.supervisor().virtual("sluice-bots", loop);
        this.owners = BotOwners.start(config, process.inventory(), process.timeline(), loop::wake);
    }

    /** Starts the bots, and looks after them from now on. */
    public void start() {
        owners.node().ifPresent(node -> LOG.info("this machine shares the bots with others, as {}", node));
        thread.start();
    }

    /** Stops all bots at the same time, each of which another machine may then run at once, and waits for that. */
    public void stop() throws InterruptedException {
        loop.stop();
        if (thread.getState() != Thread.State.NEW) {
            thread.join(Duration.ofSeconds(1));
        }
        List<Thread> ends = new ArrayList<>();
        bots.forEach((name, bot) ->
                ends.add(Thread.ofVirtual().name("sluice-end-" + name).start(bot::end)));
        Instant end = process.timeline().now().plus(STOP_LIMIT);
        for (Thread ending : ends) {
            Duration left = Duration.between(process.timeline().now(), end);
            if (!left.isPositive() || !ending.join(left)) {
                LOG.warn("{} has not ended in time", ending.getName());
            }
        }
        owners.close();
    }

    @Override
    public List<Entry> bots() {
        return bots.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(bot -> bot.getValue().entry())
                .toList();
    }

    @Override
    public boolean pause(String name, boolean paused) {
        if (!bots.containsKey(name)) {
            return false;
        }
        owners.pause(name, paused);
        LOG.info("bot {} is {}", name, paused ? "paused" : "no longer paused");
        loop.wake();
        return true;
    }

    @Override
    public Optional<Map<String, Ownership.Owner>> owners() {
        return owners.shared();
    }

    @Override
    public Optional<Stats> ownership() {
        return owners.stats();
    }

    @Override
    public List<String> problems() {
        List<String> problems = new ArrayList<>(liveness());
        if (!folderProblem.isEmpty()) {
            problems.add(folderProblem);
        }
        problems.addAll(owners.problems());
        return problems;
    }

    @Override
    public List<String> liveness() {
        return process.supervisor().problems();
    }

    private Duration step() {
        lookAtOwnFile();
        try {
            loaded = files.look();
            folderProblem = "";
        } catch (IOException e) {
            folderProblem = "bots-dir: " + files.folder() + " cannot be read: " + FileProblem.reason(e);
            LOG.warn("{}; the bots go on as they are", folderProblem);
        }
        give();
        Instant now = process.timeline().now();
        if (!loggedAt.plus(config.statsInterval()).isAfter(now)) {
            loggedAt = now;
            logFigures();
        }
        return EVERY;
    }

    private void give() {
        bots.keySet().stream()
                .filter(name -> !loaded.containsKey(name))
                .toList()
                .forEach(this::end);
        loaded.keySet()
                .forEach(name ->
                        bots.computeIfAbsent(name, _ -> new FleetBot(name, process, owners, warnings, started)));
        owners.claim(bots.entrySet().stream()
                // One that runs goes on with what its file said before.
                .filter(bot -> loaded.get(bot.getKey()) instanceof Loaded.Valid
                        || bot.getValue().runs())
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet()));
        if (owners.known()) {
            loaded.forEach((name, file) -> bots.get(name).turn(file, turns));
        }
    }

    private void end(String name) {
        LOG.info("bot {} ends, its file is gone; what waits for it is kept", name);
        FleetBot gone = bots.remove(name);
        Thread.ofVirtual().name("sluice-end-" + name).start(() -> {
            gone.end();
            warnings.forget(name);
        });
    }

    private void lookAtOwnFile() {
        SourceFile.Mark now = SourceFile.Mark.of(file);
        if (now.equals(seen)) {
            return;
        }
        seen = now;
        switch (ConfigLoader.load(file, variables)) {
            case Loaded.Invalid(List<Problem> problems) -> refuse(problems);
            case Loaded.Valid(Config changed) -> take(changed);
        }
    }

    private void take(Config changed) {
        List<String> restart = new ArrayList<>(new ConfigChange(config, changed).needsRestart());
        // Each bot takes these over by itself.
        restart.removeAll(List.of("telegram", "language", ConfigChange.SECTIONS));
        if (!restart.isEmpty()) {
            refuse(List.of("these changes need a restart of the process: " + String.join(", ", restart)));
            return;
        }
        changed.logFormat().use();
        process.change(changed);
        config = changed;
        files = changed.bots().get();
        LOG.info("the edited configuration is in use");
    }

    private static void refuse(List<?> problems) {
        LOG.warn(RepeatedWarnings.EACH_TIME, "cannot apply the edited configuration, the running one stays in use:");
        problems.forEach(problem -> LOG.warn(RepeatedWarnings.EACH_TIME, "{}", problem));
    }

    private void logFigures() {
        List<Entry> all = bots();
        List<Map<String, Stats>> figures = all.stream()
                .flatMap(bot -> bot.view().stream())
                .map(view -> view.report().figures())
                .toList();
        Map<State, Long> states = all.stream().collect(Collectors.groupingBy(Entry::state, Collectors.counting()));
        LOG.info(Texts.of(config.language())
                .get(
                        "stats.bots",
                        states.getOrDefault(State.RUNNING, 0L),
                        all.size(),
                        sum(figures, "intake", "taken"),
                        sum(figures, "worker", "processed"),
                        sum(figures, "worker", "failed"),
                        sum(figures, "queue", "pending"),
                        sum(figures, "queue", "dead_letters")));
    }

    private static long sum(List<Map<String, Stats>> figures, String concern, String figure) {
        return figures.stream()
                .map(bot -> Report.find(bot, concern, figure))
                .flatMap(Optional::stream)
                .mapToLong(Number::longValue)
                .sum();
    }
}
