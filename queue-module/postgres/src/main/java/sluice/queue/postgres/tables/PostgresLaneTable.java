package sluice.queue.postgres.tables;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import sluice.queue.postgres.db.Rows;
import sluice.queue.postgres.db.Session;
import sluice.queue.postgres.db.Session.Table;
import sluice.queue.store.tables.LaneTable;
import sluice.queue.store.tables.Turn;

/** The lanes of one bot that have jobs, in the order of their turns. */
final class PostgresLaneTable implements LaneTable {

    private static final String PUT = Rows.insert(
                    "lanes",
                    "bot bigint, lane bigint, not_before bigint, freed_at bigint, ready_at bigint, entry bigint")
            + " ON CONFLICT (bot, lane) DO UPDATE SET not_before = excluded.not_before, freed_at = excluded.freed_at,"
            + " ready_at = excluded.ready_at, entry = excluded.entry";
    private static final String DELETE = Rows.delete("lanes", "bot bigint, lane bigint");

    private final Session session;
    private final long bot;

    PostgresLaneTable(Session session, long bot) {
        this.session = session;
        this.bot = bot;
    }

    @Override
    public Map<Long, Pause> find(Collection<Long> lanes) {
        Map<Long, Pause> pauses = new HashMap<>();
        session.list(
                Table.LANES,
                "SELECT lane, not_before, freed_at FROM lanes WHERE bot = ? AND lane = ANY (?)",
                row -> pauses.put(row.getLong(1), new Pause(row.getLong(2), row.getLong(3))),
                bot,
                lanes);
        return pauses;
    }

    @Override
    public void put(long lane, Pause pause, Turn turn) {
        session.put(
                Table.LANES, lane, PUT, bot, lane, pause.notBefore(), pause.freedAt(), turn.readyAt(), turn.entry());
    }

    @Override
    public void delete(long lane) {
        session.put(Table.LANES, lane, DELETE, bot, lane);
    }

    @Override
    public List<Listed> inOrder(int limit) {
        return session.list(
                Table.LANES,
                "SELECT lane, ready_at, entry FROM lanes WHERE bot = ? ORDER BY ready_at, entry LIMIT ?",
                row -> new Listed(row.getLong(1), new Turn(row.getLong(2), row.getLong(3))),
                bot,
                limit);
    }

    @Override
    public List<Long> freedAfter(long now, int limit) {
        return session.list(
                Table.LANES,
                "SELECT lane FROM lanes WHERE bot = ? AND ready_at > ? AND freed_at > ? LIMIT ?",
                row -> row.getLong(1),
                bot,
                now,
                now,
                limit);
    }
}
