package sluice.host.status;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import sluice.api.Bounded;

/** Counters per watch, since the bot started or the watch was made. This class is thread-safe, and nobody waits in it. */
public final class WatchCounters {

    /** Beyond so many watches the others are not counted. */
    static final int MAX_WATCHES = 10_000;

    /**
     * The figures of one watch, in messages.
     *
     * @param taken received and passed
     * @param delivered sent
     * @param filtered filtered, duplicates not among them
     * @param duplicates filtered because they were handled before
     * @param failed dead letters
     * @param lastSeen when the last message came from its source, in milliseconds of Unix time; 0 for never
     */
    public record Figures(long taken, long delivered, long filtered, long duplicates, long failed, long lastSeen) {

        private static final Figures NONE = new Figures(0, 0, 0, 0, 0, 0);

        public Figures plus(Figures other) {
            return new Figures(
                    taken + other.taken,
                    delivered + other.delivered,
                    filtered + other.filtered,
                    duplicates + other.duplicates,
                    failed + other.failed,
                    Math.max(lastSeen, other.lastSeen));
        }
    }

    @Bounded("MAX_WATCHES; those that are gone are dropped at each cleanup")
    private final Map<String, Figures> byWatch = new ConcurrentHashMap<>();

    WatchCounters() {}

    void taken(String watch) {
        add(watch, new Figures(1, 0, 0, 0, 0, 0));
    }

    void delivered(String watch, int messages) {
        add(watch, new Figures(0, messages, 0, 0, 0, 0));
    }

    /** A message has come from the source of a watch, whatever becomes of it. */
    public void seen(String watch, Instant now) {
        add(watch, new Figures(0, 0, 0, 0, 0, now.toEpochMilli()));
    }

    /** A watch, by its id, filtered messages. */
    public void skipped(String watch, SkipReason reason, int messages) {
        boolean duplicate = reason == SkipReason.DUPLICATE;
        add(watch, new Figures(0, 0, duplicate ? 0 : messages, duplicate ? messages : 0, 0, 0));
    }

    void failed(String watch, int messages) {
        add(watch, new Figures(0, 0, 0, 0, messages, 0));
    }

    /** The figures of a watch; zeros if nothing was counted for it. */
    public Figures of(String watch) {
        return byWatch.getOrDefault(watch, Figures.NONE);
    }

    /** The figures of all watches for which something was counted, in the order of their ids. */
    Map<String, Figures> all() {
        return new TreeMap<>(byWatch);
    }

    public void retain(Set<String> watches) {
        byWatch.keySet().retainAll(watches);
    }

    /** What the bot itself says belongs to no watch. A few more than the limit do no harm: threads need not wait for each other. */
    private void add(String watch, Figures more) {
        if (byWatch.containsKey(watch) || (!watch.isEmpty() && byWatch.size() < MAX_WATCHES)) {
            byWatch.merge(watch, more, Figures::plus);
        }
    }
}
