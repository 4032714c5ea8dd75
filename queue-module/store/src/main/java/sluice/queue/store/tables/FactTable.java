package sluice.queue.store.tables;

/** Single values, and since when they stand. */
public interface FactTable {

    void put(String name, long value, long now);

    /** A value that was put since a time, else 0. */
    long valueSince(String name, long time);

    /** A value, else 0. */
    default long value(String name) {
        return valueSince(name, Long.MIN_VALUE);
    }
}
