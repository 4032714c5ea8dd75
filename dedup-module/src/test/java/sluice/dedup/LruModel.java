package sluice.dedup;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What {@link MessageLru} promises, as a plain list, the least recently used first. */
final class LruModel {

    record Key(long chat, int message) {}

    private record Entry(Key key, long mark) {}

    private final int capacity;
    private final long ttl;
    private final int threshold;
    private final List<Entry> entries = new ArrayList<>();
    private int insertsSinceSweep;
    private long evictions;
    private long duplicates;

    LruModel(int capacity, long ttl, int threshold) {
        this.capacity = capacity;
        this.ttl = ttl;
        this.threshold = threshold;
    }

    boolean mark(Key key, long now) {
        Optional<Entry> found =
                entries.stream().filter(entry -> entry.key().equals(key)).findFirst();
        found.ifPresent(entries::remove);
        if (found.isPresent() && now - found.get().mark() <= ttl) {
            entries.add(found.get());
            duplicates++;
            return false;
        }
        int before = entries.size();
        if (before == capacity) {
            entries.removeFirst();
            evictions++;
        }
        entries.add(new Entry(key, now));
        if (found.isEmpty()) {
            insertsSinceSweep++;
            if (entries.size() > threshold && (before == threshold || insertsSinceSweep >= threshold)) {
                sweep(now);
            }
        }
        return true;
    }

    int sweep(long now) {
        insertsSinceSweep = 0;
        int before = entries.size();
        entries.removeIf(entry -> now - entry.mark() > ttl);
        return before - entries.size();
    }

    MessageLru.Figures figures() {
        return new MessageLru.Figures(entries.size(), evictions, duplicates);
    }

    List<Key> oldestFirst() {
        return entries.stream().map(Entry::key).toList();
    }
}
