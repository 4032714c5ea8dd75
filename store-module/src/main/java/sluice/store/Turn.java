package sluice.store;

/**
 * When it is a lane's turn.
 *
 * @param readyAt from when on its first delivery may go, in nanoseconds since 1970
 * @param entry which of two lanes goes first where that is equal
 */
record Turn(long readyAt, long entry) implements Comparable<Turn> {

    /** Before all others. */
    static final Turn FIRST = new Turn(Long.MIN_VALUE, Long.MIN_VALUE);

    /** After all others. */
    static final Turn LAST = new Turn(Long.MAX_VALUE, Long.MAX_VALUE);

    boolean isBefore(Turn other) {
        return compareTo(other) < 0;
    }

    @Override
    public int compareTo(Turn other) {
        int byTime = Long.compare(readyAt, other.readyAt);
        return byTime != 0 ? byTime : Long.compare(entry, other.entry);
    }
}
