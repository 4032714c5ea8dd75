package sluice.store;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import sluice.api.Bounded;

/**
 * How many deliveries of a lane are claimed together. Where each of them takes longer than a write to the disk, it is one; where they
 * follow each other quickly, it is twice as many as the last time. This class is thread-safe.
 */
final class Appetite {

    /** A delivery that takes longer does not notice the disk. */
    private static final long QUICK = Duration.ofMillis(10).toNanos();

    private static final int MAX_LANES = 256;

    @Bounded("MAX_LANES: the one claimed longest ago goes first")
    private final Map<Long, Last> lanes = new LinkedHashMap<>();

    private record Last(long at, int count) {}

    /** How many to claim now, at most; 1 for none but the one that is to be sent. */
    synchronized int next(long lane, long nanos) {
        Last last = lanes.get(lane);
        return last == null || nanos - last.at() > QUICK * last.count()
                ? 1
                : Math.min(ClaimFile.SLOTS, 2 * last.count());
    }

    /** So many were claimed. */
    synchronized void took(long lane, long nanos, int count) {
        lanes.remove(lane);
        lanes.put(lane, new Last(nanos, count));
        if (lanes.size() > MAX_LANES) {
            lanes.remove(lanes.keySet().iterator().next());
        }
    }
}
