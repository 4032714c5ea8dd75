package sluice.dedup;

import java.util.LinkedHashMap;
import java.util.SequencedMap;
import sluice.api.Bounded;
import sluice.api.GroupKey;

/** The verdicts on the newest media groups, in strict LRU order. This class is thread-safe. */
final class MediaGroups {

    /** The most evictions in one sweep step, so that a sweep never holds up intake for long. */
    static final int MAX_EVICTIONS = 50;

    private final int max;

    @Bounded("dedup.max-media-groups")
    private final SequencedMap<GroupKey, Boolean> verdicts = new LinkedHashMap<>(16, 0.75f, true);

    private long evictions;

    /** No verdicts yet; {@code max} is the most that are remembered, 1 or more. */
    MediaGroups(int max) {
        this.max = max;
    }

    /** The verdict that stands: the first one, as long as it is remembered. */
    synchronized boolean judge(GroupKey key, boolean passes) {
        Boolean standing = verdicts.get(key);
        if (standing != null) {
            return standing;
        }
        if (verdicts.size() == max) {
            evictOldest();
        }
        verdicts.put(key, passes);
        return passes;
    }

    /**
     * Gives up a share of the verdicts, the least recently used first.
     *
     * @param share from 0.0 to 1.0, rounded up to whole verdicts; never more than {@link #MAX_EVICTIONS}
     * @return the number of removed entries
     */
    synchronized int giveUp(double share) {
        int count = Math.min(MAX_EVICTIONS, (int) Math.ceil(share * verdicts.size()));
        for (int i = 0; i < count; i++) {
            evictOldest();
        }
        return count;
    }

    synchronized int size() {
        return verdicts.size();
    }

    /** Verdicts that had to go, because one more came in or memory ran short. */
    synchronized long evictions() {
        return evictions;
    }

    private void evictOldest() {
        verdicts.pollFirstEntry();
        evictions++;
    }
}
