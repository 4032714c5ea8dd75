package sluice.queue.sqlite;

/**
 * The position of a delivery in its lane, which is also the key of its rows.
 *
 * @param rank {@link #RETRIED} or {@link #FRESH}
 * @param due its due time
 * @param entry the number of its arrival, which rises
 */
record Place(int rank, long due, long entry) implements Comparable<Place> {

    /** The rank of a retry, before all untried deliveries. */
    static final int RETRIED = 0;

    /** The rank of an untried delivery. */
    static final int FRESH = 1;

    /** The place before all others. */
    static final Place FIRST = new Place(RETRIED, Long.MIN_VALUE, Long.MIN_VALUE);

    @Override
    public int compareTo(Place other) {
        if (rank != other.rank) {
            return Integer.compare(rank, other.rank);
        }
        return due != other.due ? Long.compare(due, other.due) : Long.compare(entry, other.entry);
    }
}
