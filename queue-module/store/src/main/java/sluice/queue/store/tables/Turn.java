package sluice.queue.store.tables;

/**
 * The time and order in which a lane is next.
 *
 * @param readyAt from when on its first delivery may go, in nanoseconds since 1970
 * @param entry the tie-break: of two lanes with equal times the lower goes first
 */
public record Turn(long readyAt, long entry) implements Comparable<Turn> {

    /** The turn before all others. */
    public static final Turn FIRST = new Turn(Long.MIN_VALUE, Long.MIN_VALUE);

    /** The turn after all others. */
    public static final Turn LAST = new Turn(Long.MAX_VALUE, Long.MAX_VALUE);

    public boolean isBefore(Turn other) {
        return compareTo(other) < 0;
    }

    @Override
    public int compareTo(Turn other) {
        int byTime = Long.compare(readyAt, other.readyAt);
        return byTime != 0 ? byTime : Long.compare(entry, other.entry);
    }
}
