package sluice.store;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import sluice.api.Bounded;

/**
 * How many deliveries of a lane are claimed together: as many as will be sent in the next moment, going by the last ones, and at most
 * twice as many as then. A lane that is paced at a few a second claims one at a time. This class is thread-safe.
 */
final class Appetite {

    /** After a power cut, what was to be sent in this time has an unknown outcome. */
    private static final long MOMENT = Duration.ofMillis(250).toNanos();

    private static final int MAX_LANES = 256;

    @Bounded("MAX_LANES: the one claimed longest ago goes first")
    private final Map<Long, Last> lanes = new LinkedHashMap<>();

    private record Last(long at, int count) {}

    /** How many to claim now, at most; 1 for none but the one that is to be sent. */
    synchronized int next(long lane, long nanos) {
        Last last = lanes.get(lane);
        if (last == null) {
            return 1;
        }
        long each = Math.max(1, (nanos - last.at()) / last.count());
        return (int) Math.clamp(MOMENT / each, 1, Math.min(ClaimFile.SLOTS, 2L * last.count()));
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
