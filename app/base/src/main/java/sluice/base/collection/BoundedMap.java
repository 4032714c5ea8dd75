package sluice.base.collection;

import java.util.LinkedHashMap;
import java.util.Map;

/** A map of limited size: when it is full, each new entry drops the eldest. This class is not thread-safe. */
public final class BoundedMap<K, V> extends LinkedHashMap<K, V> {

    private static final long serialVersionUID = 1L;

    private final int max;

    private BoundedMap(int max, boolean byUse) {
        super(16, 0.75f, byUse);
        this.max = max;
    }

    /** An empty map that drops the entry which was added longest ago. */
    public static <K, V> BoundedMap<K, V> byAge(int max) {
        return new BoundedMap<>(max, false);
    }

    /** An empty map that drops the entry which was used longest ago. */
    public static <K, V> BoundedMap<K, V> byUse(int max) {
        return new BoundedMap<>(max, true);
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
        return size() > max;
    }
}
