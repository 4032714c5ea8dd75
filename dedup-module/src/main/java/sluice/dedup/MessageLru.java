package sluice.dedup;

import java.util.LinkedHashMap;
import java.util.SequencedMap;
import sluice.api.Bounded;

/**
 * The newest messages: a strict LRU set of (chat id, message id) with an age limit. This class is thread-safe.
 *
 * <p>No cache library: those evict by frequency, in batches or some time later, and here the oldest entry goes at once.
 */
final class MessageLru {

    private record Key(long chat, int message) {}

    private final int capacity;
    private final long ttlNanos;
    private final int threshold;

    /** The ticker's reading when each message was marked, the least recently used first. A hit does not make a message younger. */
    @Bounded("dedup.max-messages")
    private final SequencedMap<Key, Long> marks = new LinkedHashMap<>(16, 0.75f, true);

    private int insertsSinceSweep;
    private long evictions;
    private long duplicates;

    /**
     * An empty set.
     *
     * @param capacity the most entries it holds, 1 or more
     * @param ttlNanos an entry older than this reads as absent; 0 or more
     * @param threshold above this many entries the expired ones are swept early, 1 or more
     */
    MessageLru(int capacity, long ttlNanos, int threshold) {
        this.capacity = capacity;
        this.ttlNanos = ttlNanos;
        this.threshold = threshold;
    }

    /**
     * Checks and marks a message in one atomic step.
     *
     * @param now the ticker's reading
     * @return {@code true} when it is not here or has expired; it is marked now
     */
    synchronized boolean mark(long chat, int message, long now) {
        Key key = new Key(chat, message);
        Long mark = marks.get(key);
        if (mark == null) {
            insert(key, now);
            return true;
        }
        if (expired(mark, now)) {
            marks.put(key, now);
            return true;
        }
        duplicates++;
        return false;
    }

    /** Removes the expired entries, and returns their number; {@code now} is the ticker's reading. */
    synchronized int sweep(long now) {
        insertsSinceSweep = 0;
        int before = marks.size();
        marks.values().removeIf(mark -> expired(mark, now));
        return before - marks.size();
    }

    /** The figures of one moment. */
    synchronized Figures figures() {
        return new Figures(marks.size(), evictions, duplicates);
    }

    /**
     * Counts since the start, and the present size.
     *
     * @param size the entries kept, expired ones that no sweep has removed yet included
     * @param evictions entries removed to make room for a new one
     * @param duplicates messages that were found here and had not expired
     */
    record Figures(int size, long evictions, long duplicates) {}

    /** A sweep looks at every entry, so while it frees too little the next one waits for as many inserts as the threshold. */
    private void insert(Key key, long now) {
        boolean passesThreshold = marks.size() == threshold;
        if (marks.size() == capacity) {
            marks.pollFirstEntry();
            evictions++;
        }
        marks.put(key, now);
        insertsSinceSweep++;
        if (marks.size() > threshold && (passesThreshold || insertsSinceSweep >= threshold)) {
            sweep(now);
        }
    }

    private boolean expired(long mark, long now) {
        return now - mark > ttlNanos;
    }
}
