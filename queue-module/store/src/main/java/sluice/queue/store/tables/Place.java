package sluice.queue.store.tables;

import java.util.Comparator;
import java.util.List;

/**
 * The position of a delivery in its lane, which is also the key of its rows.
 *
 * @param rank {@link #RETRIED} or {@link #FRESH}
 * @param due its due time
 * @param entry the number of its arrival, which rises
 */
public record Place(int rank, long due, long entry) implements Comparable<Place> {

    /** The rank of a retry, before all untried deliveries. */
    public static final int RETRIED = 0;

    /** The rank of an untried delivery. */
    public static final int FRESH = 1;

    /** The place before all others. */
    public static final Place FIRST = new Place(RETRIED, Long.MIN_VALUE, Long.MIN_VALUE);

    private static final Comparator<Place> ORDER =
            Comparator.comparingInt(Place::rank).thenComparingLong(Place::due).thenComparingLong(Place::entry);

    /** The values of its columns in the file. */
    public List<Object> key() {
        return List.of(rank, due, entry);
    }

    @Override
    public int compareTo(Place other) {
        return ORDER.compare(this, other);
    }
}
