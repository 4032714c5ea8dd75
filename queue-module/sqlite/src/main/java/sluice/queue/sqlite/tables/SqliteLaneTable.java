package sluice.queue.sqlite.tables;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import sluice.queue.sqlite.store.Database;
import sluice.queue.store.tables.LaneTable;
import sluice.queue.store.tables.Turn;

/** The lanes that have jobs, in the order of their turns. */
final class SqliteLaneTable implements LaneTable {

    private final Database database;

    SqliteLaneTable(Database database) {
        this.database = database;
    }

    @Override
    public Map<Long, Pause> find(Collection<Long> lanes) {
        Map<Long, Pause> pauses = new HashMap<>();
        for (long lane : lanes) {
            database.first(
                            "SELECT not_before, freed_at FROM lanes WHERE lane = ?",
                            row -> new Pause(row.getLong(1), row.getLong(2)),
                            lane)
                    .ifPresent(pause -> pauses.put(lane, pause));
        }
        return pauses;
    }

    @Override
    public void put(long lane, Pause pause, Turn turn) {
        database.update(
                "INSERT OR REPLACE INTO lanes (lane, not_before, freed_at, ready_at, entry) VALUES (?, ?, ?, ?, ?)",
                lane,
                pause.notBefore(),
                pause.freedAt(),
                turn.readyAt(),
                turn.entry());
    }

    @Override
    public void delete(long lane) {
        database.update("DELETE FROM lanes WHERE lane = ?", lane);
    }

    @Override
    public List<Listed> inOrder(int limit) {
        return database.list(
                "SELECT lane, ready_at, entry FROM lanes ORDER BY ready_at, entry LIMIT ?",
                row -> new Listed(row.getLong(1), new Turn(row.getLong(2), row.getLong(3))),
                limit);
    }

    @Override
    public List<Long> freedAfter(long now, int limit) {
        return database.list(
                "SELECT lane FROM lanes WHERE ready_at > ? AND freed_at > ? LIMIT ?",
                row -> row.getLong(1),
                now,
                now,
                limit);
    }
}
