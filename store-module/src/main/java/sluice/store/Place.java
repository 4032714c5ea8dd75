package sluice.store;

/**
 * Where a delivery stands in its lane, which is also what names its rows.
 *
 * @param rank {@link #RETRIED} or {@link #FRESH}
 * @param due its due time
 * @param entry when it arrived: a number that rises
 */
record Place(int rank, long due, long entry) implements Comparable<Place> {

    /** Before all that was not tried yet. */
    static final int RETRIED = 0;

    /** Not tried yet. */
    static final int FRESH = 1;

    /** Before all others. */
    static final Place FIRST = new Place(RETRIED, Long.MIN_VALUE, Long.MIN_VALUE);

    @Override
    public int compareTo(Place other) {
        if (rank != other.rank) {
            return Integer.compare(rank, other.rank);
        }
        return due != other.due ? Long.compare(due, other.due) : Long.compare(entry, other.entry);
    }
}
