package sluice.queue.sqlite;

import java.util.List;

/** The lanes that have jobs, in the order of their turns. */
final class LaneTable {

    private final Database database;

    LaneTable(Database database) {
        this.database = database;
    }

    /**
     * A lane and its turn.
     *
     * @param lane the destination chat
     * @param turn the time and order in which the lane is next
     */
    record Listed(long lane, Turn turn) {}

    /**
     * The time from which a lane may go.
     *
     * @param notBefore not earlier than that
     * @param freedAt since when it is free
     */
    record Pause(long notBefore, long freedAt) {

        /** The pause of a lane that has no job. */
        static final Pause NONE = new Pause(Times.NEVER_BEFORE, Times.NEVER_BEFORE);
    }

    Pause find(long lane) {
        return database.first(
                        "SELECT not_before, freed_at FROM lanes WHERE lane = ?",
                        row -> new Pause(row.getLong(1), row.getLong(2)),
                        lane)
                .orElse(Pause.NONE);
    }

    void put(LaneState state, Turn turn) {
        database.update(
                "INSERT OR REPLACE INTO lanes (lane, not_before, freed_at, ready_at, entry) VALUES (?, ?, ?, ?, ?)",
                state.lane(),
                state.notBefore(),
                state.freedAt(),
                turn.readyAt(),
                turn.entry());
    }

    void delete(long lane) {
        database.update("DELETE FROM lanes WHERE lane = ?", lane);
    }

    List<Listed> inOrder(int limit) {
        return database.list(
                "SELECT lane, ready_at, entry FROM lanes ORDER BY ready_at, entry LIMIT ?",
                row -> new Listed(row.getLong(1), new Turn(row.getLong(2), row.getLong(3))),
                limit);
    }

    /** Lanes that were freed after a time, which is in the future when the clock was set back. */
    List<Long> freedAfter(long now, int limit) {
        return database.list(
                "SELECT lane FROM lanes WHERE ready_at > ? AND freed_at > ? LIMIT ?",
                row -> row.getLong(1),
                now,
                now,
                limit);
    }
}
