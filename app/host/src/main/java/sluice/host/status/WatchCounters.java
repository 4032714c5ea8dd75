package sluice.host.status;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLongArray;
import sluice.api.Bounded;

/** Counters per watch, since the bot started or the watch was made. This class is thread-safe, and nobody waits in it. */
public final class WatchCounters {

    /** Beyond so many watches the others are not counted. */
    static final int MAX_WATCHES = 10_000;

    private static final int TAKEN = 0;
    private static final int DELIVERED = 1;
    private static final int FILTERED = 2;
    private static final int DUPLICATES = 3;
    private static final int FAILED = 4;
    private static final int KINDS = 5;

    /**
     * The figures of one watch, in messages.
     *
     * @param taken that passed when they came in
     * @param delivered that were sent
     * @param filtered that were left out for any other reason than being a duplicate
     * @param duplicates that were left out because they were handled before
     * @param failed that became dead letters by themselves, not with all that waited for their chat
     */
    public record Figures(long taken, long delivered, long filtered, long duplicates, long failed) {

        private static final Figures NONE = new Figures(0, 0, 0, 0, 0);

        /**
         * The figures of two watches together.
         *
         * @param other those of the other
         * @return the sum of each figure
         */
        public Figures plus(Figures other) {
            return new Figures(
                    taken + other.taken,
                    delivered + other.delivered,
                    filtered + other.filtered,
                    duplicates + other.duplicates,
                    failed + other.failed);
        }
    }

    @Bounded("MAX_WATCHES; those that are gone are dropped at each cleanup")
    private final Map<String, AtomicLongArray> byWatch = new ConcurrentHashMap<>();

    WatchCounters() {}

    void taken(String watch) {
        add(watch, TAKEN, 1);
    }

    void delivered(String watch, int messages) {
        add(watch, DELIVERED, messages);
    }

    /**
     * A watch left messages out.
     *
     * @param watch its id
     * @param reason the reason that is counted
     * @param messages the number of messages
     */
    public void skipped(String watch, SkipReason reason, int messages) {
        add(watch, reason == SkipReason.DUPLICATE ? DUPLICATES : FILTERED, messages);
    }

    void failed(String watch, int messages) {
        add(watch, FAILED, messages);
    }

    /**
     * The figures of a watch.
     *
     * @param watch its id
     * @return the counters; zeros when nothing was counted for it
     */
    public Figures of(String watch) {
        AtomicLongArray counts = byWatch.get(watch);
        return counts == null
                ? Figures.NONE
                : new Figures(
                        counts.get(TAKEN),
                        counts.get(DELIVERED),
                        counts.get(FILTERED),
                        counts.get(DUPLICATES),
                        counts.get(FAILED));
    }

    /**
     * The figures of all watches for which something was counted.
     *
     * @return by the id of the watch, in the order of the ids
     */
    Map<String, Figures> all() {
        Map<String, Figures> all = new TreeMap<>();
        byWatch.keySet().forEach(watch -> all.put(watch, of(watch)));
        return all;
    }

    /**
     * Forgets all other watches.
     *
     * @param watches the ids of those that there are
     */
    public void retain(Set<String> watches) {
        byWatch.keySet().retainAll(watches);
    }

    /**
     * Adds to the count of a watch; what the bot itself says belongs to none. A few more than the limit do no harm:
     * threads need not wait for each other.
     */
    private void add(String watch, int kind, int messages) {
        AtomicLongArray counts = byWatch.get(watch);
        if (counts == null) {
            if (watch.isEmpty() || byWatch.size() >= MAX_WATCHES) {
                return;
            }
            counts = byWatch.computeIfAbsent(watch, _ -> new AtomicLongArray(KINDS));
        }
        counts.addAndGet(kind, messages);
    }
}
