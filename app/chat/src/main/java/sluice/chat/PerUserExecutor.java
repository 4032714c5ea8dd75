package sluice.chat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sluice.api.Bounded;
import sluice.base.time.Alarm;
import sluice.base.time.Timeline;

/**
 * One lane for each user who wants something at the moment: what one does is handled in order, and nobody waits for another.
 * What does not fit is turned away, so that whoever floods the chat floods nothing else. This class is thread-safe.
 */
final class PerUserExecutor {

    private static final Logger LOG = LoggerFactory.getLogger(PerUserExecutor.class);

    /** The most that one user may have waiting, besides what is under way. */
    static final int MAX_WAITING = 16;

    private final int maxUsers;
    private final Timeline timeline;
    private final Alarm quiet;
    private boolean stopping;

    private static final class Lane {
        @Bounded("MAX_WAITING")
        private final Deque<Runnable> waiting = new ArrayDeque<>();

        private final Thread thread;
        private int turnedAway;
        private IntConsumer report = _ -> {};

        Lane(Thread thread) {
            this.thread = thread;
        }
    }

    @Bounded("maxUsers, MAX_WAITING each")
    private final Map<Long, Lane> lanes = new HashMap<>();

    PerUserExecutor(int maxUsers, Timeline timeline) {
        this.maxUsers = maxUsers;
        this.timeline = timeline;
        this.quiet = timeline.alarm();
    }

    /** Takes work for a user. Returns {@code false} at once when there is no room. */
    boolean offer(long user, Runnable work) {
        return offer(user, work, _ -> {});
    }

    /**
     * Takes work for a user. Returns {@code false} at once when there is no room.
     *
     * @param report is given the number of those turned away, when all that was taken is done
     */
    synchronized boolean offer(long user, Runnable work, IntConsumer report) {
        if (stopping) {
            return false;
        }
        Lane lane = lanes.get(user);
        if (lane != null) {
            if (lane.waiting.size() < MAX_WAITING) {
                return lane.waiting.add(work);
            }
            lane.turnedAway++;
            lane.report = report;
            return false;
        }
        if (lanes.size() >= maxUsers) {
            return false;
        }
        Thread thread = Thread.ofVirtual().name("sluice-chat-" + user).unstarted(() -> serve(user));
        lane = new Lane(thread);
        lane.waiting.add(work);
        lanes.put(user, lane);
        thread.start();
        return true;
    }

    /** True if something of a user is running or waiting. */
    synchronized boolean serves(long user) {
        return lanes.containsKey(user);
    }

    /** Takes nothing more, lets what is under way come to its end, and after the limit interrupts it. */
    void stop(Duration limit) throws InterruptedException {
        synchronized (this) {
            stopping = true;
            lanes.values().forEach(lane -> lane.waiting.clear());
        }
        Instant end = timeline.now().plus(limit);
        while (isBusy() && timeline.now().isBefore(end)) {
            quiet.await(Duration.between(timeline.now(), end));
        }
        synchronized (this) {
            lanes.values().forEach(lane -> lane.thread.interrupt());
        }
    }

    private synchronized boolean isBusy() {
        return !lanes.isEmpty();
    }

    private void serve(long user) {
        Optional<Runnable> work = next(user);
        while (work.isPresent()) {
            try {
                work.get().run();
            } catch (RuntimeException | Error e) {
                // A lane that ends without being taken out would be closed to its user for ever.
                LOG.error("serving user {} failed unexpectedly: {}", user, e.toString());
            }
            work = next(user);
        }
        quiet.ring();
    }

    private synchronized Optional<Runnable> next(long user) {
        Lane lane = lanes.get(user);
        Optional<Runnable> work = Optional.ofNullable(lane.waiting.poll());
        if (work.isEmpty() && lane.turnedAway > 0 && !stopping) {
            int count = lane.turnedAway;
            IntConsumer report = lane.report;
            lane.turnedAway = 0;
            return Optional.of(() -> report.accept(count));
        }
        if (work.isEmpty()) {
            lanes.remove(user);
        }
        return work;
    }
}
