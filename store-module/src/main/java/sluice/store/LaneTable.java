package sluice.store;

import java.util.List;

/** The lanes that have jobs, in the order of their turns. */
final class LaneTable {

    private final Query find;
    private final Query put;
    private final Query delete;
    private final Query inOrder;
    private final Query freedAfter;

    LaneTable(Database database) {
        find = database.query("SELECT not_before, freed_at FROM lanes WHERE lane = ?");
        put = database.query("INSERT OR REPLACE INTO lanes (lane, not_before, freed_at, ready_at, entry)"
                + " VALUES (?, ?, ?, ?, ?)");
        delete = database.query("DELETE FROM lanes WHERE lane = ?");
        inOrder = database.query("SELECT lane, ready_at, entry FROM lanes ORDER BY ready_at, entry LIMIT ?");
        freedAfter = database.query("SELECT lane FROM lanes WHERE ready_at > ? AND freed_at > ? LIMIT ?");
    }

    /**
     * A lane and its turn.
     *
     * @param lane the lane
     * @param turn its turn
     */
    record Listed(long lane, Turn turn) {}

    /**
     * From when on a lane may go.
     *
     * @param notBefore not earlier than that
     * @param freedAt since when it is free
     */
    record Pause(long notBefore, long freedAt) {

        /** Of a lane that has no job. */
        static final Pause NONE = new Pause(Times.NEVER_BEFORE, Times.NEVER_BEFORE);
    }

    Pause find(long lane) {
        return find.first(row -> new Pause(row.longAt(1), row.longAt(2)), lane).orElse(Pause.NONE);
    }

    void put(LaneState state, Turn turn) {
        put.update(state.lane(), state.notBefore(), state.freedAt(), turn.readyAt(), turn.entry());
    }

    void delete(long lane) {
        delete.update(lane);
    }

    List<Listed> inOrder(int limit) {
        return inOrder.list(row -> new Listed(row.longAt(1), new Turn(row.longAt(2), row.longAt(3))), limit);
    }

    /** Lanes that were freed after a time, which is in the future when the clock was set back. */
    List<Long> freedAfter(long now, int limit) {
        return freedAfter.list(row -> row.longAt(1), now, now, limit);
    }
}
