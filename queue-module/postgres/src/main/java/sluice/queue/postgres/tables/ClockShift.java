package sluice.queue.postgres.tables;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import sluice.queue.postgres.db.Owned;
import sluice.queue.postgres.db.Session;
import sluice.queue.postgres.db.Session.Table;

/** Moves the times of a bot's queue to the clock of its new owner: nothing waits longer or shorter than it was to wait. */
public final class ClockShift {

    private static final Logger LOG = System.getLogger(ClockShift.class.getName());

    /** A table and a column of it. What is 0 or less stands for no time. */
    private record Column(Table table, String name) {}

    private static final List<Column> TIMES = List.of(
            new Column(Table.JOBS, "place_due"),
            new Column(Table.JOBS, "due"),
            new Column(Table.LANES, "not_before"),
            new Column(Table.LANES, "freed_at"),
            new Column(Table.LANES, "ready_at"),
            new Column(Table.ALBUMS, "place_due"),
            new Column(Table.ALBUMS, "latest"),
            new Column(Table.ALBUMS, "waits_until"),
            new Column(Table.DEAD_LETTERS, "due"),
            new Column(Table.SENT, "at"),
            new Column(Table.FACTS, "at"));

    private ClockShift() {}

    /** In a transaction; {@code true} if times were moved. */
    public static boolean apply(Session session, Owned owned) {
        session.update(Table.FACTS, "UPDATE bots SET clock_epoch = ? WHERE bot = ?", owned.epoch(), owned.bot());
        long step = owned.clockStep();
        if (step == 0) {
            return false;
        }
        session.patiently(() -> TIMES.forEach(column -> session.update(
                column.table(),
                "UPDATE " + column.table().name().toLowerCase(Locale.ROOT) + " SET " + column.name() + " = "
                        + column.name() + " + ? WHERE bot = ? AND " + column.name() + " > 0",
                step,
                owned.bot())));
        LOG.log(
                Level.WARNING,
                "the clock of this machine and that of the last owner differ by {0} s: the times of what waits were moved",
                Duration.ofNanos(step).toSeconds());
        return true;
    }
}
