package sluice.host.cleanup;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sluice.api.Bounded;
import sluice.api.Cleanable;
import sluice.api.CleanupContext;
import sluice.base.log.Sanitizer;
import sluice.base.time.Loop;
import sluice.base.time.Timeline;
import sluice.config.Config;
import sluice.config.LiveConfig;
import sluice.host.Concern;
import sluice.host.ModuleHost;
import sluice.host.status.Counters;
import sluice.host.status.Health;
import sluice.host.status.Supervisor;

/**
 * Cleans every concern each {@code cleanup.interval}, and at once when memory runs short; logs the figures each {@code
 * stats.interval}. All on one thread of its own: whatever else the bot does, it is not held up by it and does not hold it up.
 */
public final class CleanupScheduler {

    private static final Logger LOG = LoggerFactory.getLogger(CleanupScheduler.class);

    /** The maximum delay of a cleanup: each concern takes at most 10 s. */
    private static final Duration LATE = Duration.ofMinutes(3);

    /** The number of cleanups that are remembered. */
    private static final int REMEMBERED = 12;

    private final Timeline timeline;
    private final Loop loop;
    private final Runnable beforeCleanup;
    private final LogBlocks blocks;
    private final Heap heap;
    private final Pressure pressure;
    private final Counters counters;
    private final Health health;

    @Bounded("one for each concern")
    private final List<CleanupTask> tasks = new ArrayList<>();

    @Bounded("REMEMBERED, the oldest goes first")
    private final Deque<CleanupRun> runs = new ArrayDeque<>();

    private volatile Duration cleanupInterval;
    private volatile Duration statsInterval;
    private Instant cleanedAt;
    private Instant loggedAt;

    /**
     * A scheduler for the modules of a host.
     *
     * @param host the host whose concerns are cleaned
     * @param pacer a concern of the app itself
     * @param beforeCleanup called before each cleanup
     * @param blocks writes the log blocks
     * @param counters counts the cleanups
     * @param health is told when the next one is due
     * @param heap tells when memory runs short
     * @param timeline the clock, ticker and waits to use
     * @param config the intervals
     */
    public CleanupScheduler(
            ModuleHost host,
            Cleanable pacer,
            Runnable beforeCleanup,
            LogBlocks blocks,
            Counters counters,
            Health health,
            Heap heap,
            Timeline timeline,
            LiveConfig config) {
        this.timeline = timeline;
        this.loop = new Loop("cleaning", timeline, this::step);
        this.beforeCleanup = beforeCleanup;
        this.blocks = blocks;
        this.counters = counters;
        this.health = health;
        this.heap = heap;
        this.pressure = new Pressure(heap, timeline);
        for (Concern concern : host.concerns()) {
            concern.cleanable()
                    .ifPresent(cleanable -> tasks.add(
                            new CleanupTask(concern.name(), concern.provider(), cleanable, host.guard(), timeline)));
        }
        tasks.add(new CleanupTask("pacing", "pacing", pacer, host.guard(), timeline));
        // Shown from the start: a rate needs the zero before the first.
        tasks.forEach(task -> counters.removed(task.concern(), 0));
        change(config.get());
        config.onChange(this::change);
        cleanedAt = timeline.now();
        loggedAt = cleanedAt;
    }

    /**
     * Starts the thread.
     *
     * @param supervisor makes it
     */
    public void start(Supervisor supervisor) {
        supervisor.virtual("sluice-cleanup", loop).start();
    }

    /** Ends the thread soon. */
    public void stop() {
        loop.stop();
    }

    /** Takes other intervals and another threshold. */
    private void change(Config config) {
        cleanupInterval = config.cleanupInterval();
        statsInterval = config.statsInterval();
        pressure.watch(config.pressureThreshold(), loop::wake);
        expectNext();
        loop.wake();
    }

    private void expectNext() {
        health.expect("cleanup", timeline.now().plus(cleanupInterval).plus(LATE));
    }

    /**
     * Cleans every concern at once, as it is done each interval, and logs what that did. One cleanup waits for another. May be
     * called by any thread.
     *
     * @return the block that was logged
     * @throws InterruptedException when interrupted
     */
    public String cleanNow() throws InterruptedException {
        return clean(CleanupContext.scheduled());
    }

    /**
     * The last cleanups. May be called by any thread; it does not wait for a cleanup.
     *
     * @return at most {@value #REMEMBERED}, the last one first
     */
    public List<CleanupRun> recent() {
        synchronized (runs) {
            return new ArrayList<>(runs).reversed();
        }
    }

    private void remember(CleanupRun run) {
        synchronized (runs) {
            if (runs.size() == REMEMBERED) {
                runs.removeFirst();
            }
            runs.addLast(run);
        }
    }

    private Duration step() throws InterruptedException {
        Optional<Double> used = pressure.due();
        if (used.isPresent()) {
            relieve(used.get());
        }
        Instant now = timeline.now();
        if (!cleanedAt.plus(cleanupInterval).isAfter(now)) {
            cleanedAt = now;
            cleanNow();
            expectNext();
            heap.giveBack();
        }
        if (!loggedAt.plus(statsInterval).isAfter(now)) {
            loggedAt = now;
            blocks.statistics();
        }
        Instant cleanup = cleanedAt.plus(cleanupInterval);
        Instant log = loggedAt.plus(statsInterval);
        Instant next = cleanup.isBefore(log) ? cleanup : log;
        Duration regular = Duration.between(timeline.now(), next);
        Duration left =
                pressure.left().filter(wait -> wait.compareTo(regular) < 0).orElse(regular);
        return left.isNegative() ? Duration.ZERO : left;
    }

    /** The regular cleanup comes at its own time all the same. */
    private void relieve(double used) throws InterruptedException {
        LOG.warn(blocks.pressure(used));
        clean(CleanupContext.pressure(pressure.of(used)));
    }

    private synchronized String clean(CleanupContext context) throws InterruptedException {
        Instant at = timeline.now();
        beforeCleanup.run();
        List<CleanupRun.Result> results = new ArrayList<>();
        for (CleanupTask task : tasks) {
            results.add(task.run(context));
        }
        boolean underPressure = context.trigger() == CleanupContext.Trigger.PRESSURE;
        CleanupRun run = new CleanupRun(at, underPressure, results);
        remember(run);
        counters.cleaned(
                underPressure,
                results.stream().mapToLong(CleanupRun.Result::removed).sum());
        results.forEach(result -> counters.removed(result.concern(), result.removed()));
        String block = blocks.cleanup(run);
        LOG.info(Sanitizer.MULTI_LINE, block);
        return block;
    }
}
