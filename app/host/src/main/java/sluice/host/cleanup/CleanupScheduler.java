package sluice.host.cleanup;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sluice.api.Bounded;
import sluice.api.CleanupContext;
import sluice.base.time.Loop;
import sluice.base.time.Timeline;
import sluice.config.Config;
import sluice.host.status.Supervisor;

/**
 * Cleans the concerns of each bot every {@code cleanup.interval}, and those of all at once when memory runs short; logs the figures
 * each {@code stats.interval}. All on one thread of its own: whatever else the bots do, they are not held up by it and do not hold it
 * up. Several bots have their turns spread over the interval. This class is thread-safe.
 */
public final class CleanupScheduler {

    private static final Logger LOG = LoggerFactory.getLogger(CleanupScheduler.class);

    /** The maximum delay of a cleanup. */
    private static final Duration LATE = Duration.ofMinutes(3);

    /** Multiples of it, without their whole part, lie evenly between 0 and 1, however many there are. */
    private static final double GOLDEN = (Math.sqrt(5) - 1) / 2;

    /** A bot's concerns, and when they are cleaned next. */
    private static final class Turn {
        private final CleanupGroup group;
        private volatile Instant due;

        Turn(CleanupGroup group, Instant due) {
            this.group = group;
            expect(due);
        }

        private void expect(Instant next) {
            due = next;
            group.expect(next.plus(LATE));
        }
    }

    private final Timeline timeline;
    private final Loop loop;
    private final Heap heap;
    private final Pressure pressure;
    private final Supervisor supervisor;

    @Bounded("the bots of the process")
    private final List<Turn> turns = new CopyOnWriteArrayList<>();

    private volatile Duration cleanupInterval;
    private volatile Duration statsInterval;
    private long added;
    private Instant collectedAt;
    private Instant loggedAt;

    public CleanupScheduler(Config config, Supervisor supervisor, Heap heap, Timeline timeline) {
        this.timeline = timeline;
        this.loop = new Loop("cleaning", timeline, this::step);
        this.heap = heap;
        this.supervisor = supervisor;
        this.pressure = new Pressure(heap, timeline);
        collectedAt = timeline.now();
        loggedAt = collectedAt;
        change(config);
    }

    public void start() {
        supervisor.virtual("sluice-cleanup", loop).start();
    }

    public void stop() {
        loop.stop();
    }

    /** Cleans the concerns of a bot from now on; those of the first bot in an interval, the others' turns are between. */
    public synchronized void add(CleanupGroup group) {
        double part = 1 - (added++ * GOLDEN) % 1;
        turns.add(new Turn(group, timeline.now().plus(Duration.ofNanos((long) (part * cleanupInterval.toNanos())))));
        loop.wake();
    }

    public synchronized void remove(CleanupGroup group) {
        turns.removeIf(turn -> turn.group == group);
        if (turns.isEmpty()) {
            added = 0;
        }
    }

    public void change(Config config) {
        Duration before = cleanupInterval;
        cleanupInterval = config.cleanupInterval();
        statsInterval = config.statsInterval();
        pressure.watch(config.pressureThreshold(), loop::wake);
        if (before != null && !before.equals(cleanupInterval)) {
            turns.forEach(turn -> turn.expect(turn.due.minus(before).plus(cleanupInterval)));
        }
        loop.wake();
    }

    private Duration step() throws InterruptedException {
        Optional<Double> used = pressure.due();
        if (used.isPresent() && !turns.isEmpty()) {
            LOG.warn(turns.getFirst().group.pressure(used.get()));
            // The regular cleanups come at their own time all the same.
            CleanupContext context = CleanupContext.pressure(pressure.of(used.get()));
            for (Turn turn : turns) {
                clean(turn.group, context);
            }
        }
        Instant now = timeline.now();
        Instant next = loggedAt.plus(statsInterval);
        for (Turn turn : turns) {
            if (!turn.due.isAfter(now)) {
                clean(turn.group, CleanupContext.scheduled());
                turn.expect(timeline.now().plus(cleanupInterval));
            }
            next = turn.due.isBefore(next) ? turn.due : next;
        }
        if (!collectedAt.plus(cleanupInterval).isAfter(now)) {
            collectedAt = now;
            heap.giveBack();
        }
        if (!loggedAt.plus(statsInterval).isAfter(now)) {
            loggedAt = now;
            turns.forEach(turn -> turn.group.logFigures());
            next = timeline.now();
        }
        Duration regular = Duration.between(timeline.now(), next);
        Duration left =
                pressure.left().filter(wait -> wait.compareTo(regular) < 0).orElse(regular);
        return left.isNegative() ? Duration.ZERO : left;
    }

    /** The concerns of one bot that hang must not hold up those of the others. */
    private void clean(CleanupGroup group, CleanupContext context) throws InterruptedException {
        if (turns.size() == 1) {
            group.clean(context);
            return;
        }
        supervisor
                .virtual("sluice-cleanup-of-a-bot", () -> {
                    try {
                        group.clean(context);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    } catch (RuntimeException e) {
                        LOG.error("cleaning failed unexpectedly: {}", e.toString());
                        LOG.debug("cleaning failed", e);
                    }
                })
                .start();
    }
}
