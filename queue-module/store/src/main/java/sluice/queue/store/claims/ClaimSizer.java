package sluice.queue.store.claims;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import sluice.api.Bounded;

/**
 * Chooses how many deliveries of a lane are claimed together. It goes by the last ones: as many as will be sent in the
 * next moment, and at most twice as many as then. A lane that is paced at a few a second claims one at a time. This
 * class is thread-safe.
 */
public final class ClaimSizer {

    /** The time for which one batch should last. After a power cut, deliveries due in it have an unknown outcome. */
    private static final long MOMENT = Duration.ofMillis(250).toNanos();

    private static final int MAX_LANES = 256;

    @Bounded("MAX_LANES: the one claimed longest ago goes first")
    private final SequencedMap<Long, Last> lanes = new LinkedHashMap<>();

    private record Last(long at, int count) {}

    /** The maximum number to claim now; 1 for just the one that is to be sent. */
    public synchronized int next(long lane, long nanos) {
        Last last = lanes.get(lane);
        if (last == null) {
            return 1;
        }
        long each = Math.max(1, (nanos - last.at()) / last.count());
        return (int) Math.clamp(MOMENT / each, 1, Math.min(ClaimFile.SLOTS, 2L * last.count()));
    }

    /** Records the number that was claimed. */
    public synchronized void took(long lane, long nanos, int count) {
        lanes.remove(lane);
        lanes.put(lane, new Last(nanos, count));
        if (lanes.size() > MAX_LANES) {
            lanes.pollFirstEntry();
        }
    }
}
