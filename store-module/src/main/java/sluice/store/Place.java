package sluice.store;

/**
 * Where a delivery stands in its lane, which is also what names its rows.
 *
 * @param rank {@link #RETRIED} or {@link #FRESH}
 * @param due its due time
 * @param entry when it arrived: a number that rises
 */
record Place(int rank, long due, long entry) {

    /** Before all that was not tried yet. */
    static final int RETRIED = 0;

    /** Not tried yet. */
    static final int FRESH = 1;
}
