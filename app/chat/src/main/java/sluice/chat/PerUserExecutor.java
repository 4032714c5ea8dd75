package sluice.chat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

    private record Lane(Deque<Runnable> waiting, Thread thread) {}

    @Bounded("maxUsers, MAX_WAITING each")
    private final Map<Long, Lane> lanes = new HashMap<>();

    PerUserExecutor(int maxUsers, Timeline timeline) {
        this.maxUsers = maxUsers;
        this.timeline = timeline;
        this.quiet = timeline.alarm();
    }

    /** Takes work for a user. Returns {@code false} at once when there is no room. */
    synchronized boolean offer(long user, Runnable work) {
        if (stopping) {
            return false;
        }
        Lane lane = lanes.get(user);
        if (lane != null) {
            return lane.waiting.size() < MAX_WAITING && lane.waiting.add(work);
        }
        if (lanes.size() >= maxUsers) {
            return false;
        }
        Thread thread = Thread.ofVirtual().name("sluice-chat-" + user).unstarted(() -> serve(user));
        lanes.put(user, new Lane(new ArrayDeque<>(List.of(work)), thread));
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
        Optional<Runnable> work = Optional.ofNullable(lanes.get(user).waiting.poll());
        if (work.isEmpty()) {
            lanes.remove(user);
        }
        return work;
    }
}
