package sluice.queue.sqlite.store;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;

/**
 * Moves all times of the queue back by as much as the clock was set back since the store was used last: nothing waits longer than it
 * was to wait then. That something waits until a moment is written down together with the present one, as a fact or in its lane, so
 * that the latest of these tells how late it has been.
 */
public final class ClockStep {

    private static final Logger LOG = System.getLogger(ClockStep.class.getName());

    /** A table and a column of it. What is 0 or less stands for no time. */
    private record Column(String table, String name) {}

    private static final List<Column> TIMES = List.of(
            new Column("jobs", "place_due"),
            new Column("jobs", "due"),
            new Column("lanes", "not_before"),
            new Column("lanes", "freed_at"),
            new Column("lanes", "ready_at"),
            new Column("albums", "place_due"),
            new Column("albums", "latest"),
            new Column("albums", "waits_until"),
            new Column("dead_letters", "due"),
            new Column("facts", "at"));

    /** A step that nobody notices: clocks are corrected by less all the time, and the start itself takes a moment. */
    private static final long TOLERATED = Duration.ofSeconds(1).toNanos();

    private ClockStep() {}

    /**
     * Moves the times back if the clock was.
     *
     * @param database the store, in a transaction
     * @param now the present moment
     * @return {@code true} if they were moved
     */
    public static boolean follow(Database database, long now) {
        long latest = database.number(
                "SELECT max((SELECT coalesce(max(at), 0) FROM facts), (SELECT coalesce(max(freed_at), 0) FROM lanes))");
        long back = latest - now;
        if (back <= TOLERATED) {
            return false;
        }
        TIMES.forEach(column -> database.update(
                "UPDATE " + column.table() + " SET " + column.name() + " = " + column.name() + " - ? WHERE "
                        + column.name() + " > 0",
                back));
        LOG.log(
                Level.WARNING,
                "the clock is {0} s behind the last use of the store: waiting messages are due that much earlier",
                Duration.ofNanos(back).toSeconds());
        return true;
    }
}
