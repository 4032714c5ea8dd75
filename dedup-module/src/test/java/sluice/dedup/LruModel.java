package sluice.dedup;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What {@link MessageLru} promises, written as plainly as possible. */
final class LruModel {

    record Key(long chat, int message) {}

    private final int capacity;
    private final long ttl;
    private final int threshold;
    private final Map<Key, Long> marks = new LinkedHashMap<>(16, 0.75f, true);
    private int insertsSinceSweep;
    private long evictions;
    private long duplicates;

    LruModel(int capacity, long ttl, int threshold) {
        this.capacity = capacity;
        this.ttl = ttl;
        this.threshold = threshold;
    }

    boolean mark(Key key, long now) {
        Long mark = marks.get(key);
        if (mark != null && now - mark <= ttl) {
            duplicates++;
            return false;
        }
        int before = marks.size();
        if (mark == null && before == capacity) {
            marks.remove(oldestFirst().getFirst());
            evictions++;
        }
        marks.put(key, now);
        if (mark == null) {
            insertsSinceSweep++;
            if (marks.size() > threshold && (before == threshold || insertsSinceSweep >= threshold)) {
                sweep(now);
            }
        }
        return true;
    }

    int sweep(long now) {
        insertsSinceSweep = 0;
        int before = marks.size();
        for (Iterator<Long> i = marks.values().iterator(); i.hasNext(); ) {
            if (now - i.next() > ttl) {
                i.remove();
            }
        }
        return before - marks.size();
    }

    MessageLru.Figures figures() {
        return new MessageLru.Figures(marks.size(), evictions, duplicates);
    }

    List<Key> oldestFirst() {
        return List.copyOf(marks.keySet());
    }
}
