package sluice.queue.postgres.tables;

import sluice.queue.postgres.db.Rows;
import sluice.queue.postgres.db.Session;
import sluice.queue.postgres.db.Session.Table;
import sluice.queue.store.tables.FactTable;

/** Single values of one bot. */
final class PostgresFactTable implements FactTable {

    private static final String PUT = Rows.insert("facts", "bot bigint, name text, value bigint, at bigint")
            + " ON CONFLICT (bot, name) DO UPDATE SET value = excluded.value, at = excluded.at";

    private final Session session;
    private final long bot;

    PostgresFactTable(Session session, long bot) {
        this.session = session;
        this.bot = bot;
    }

    @Override
    public void put(String name, long value, long now) {
        session.put(Table.FACTS, name, PUT, bot, name, value, now);
    }

    @Override
    public long valueSince(String name, long time) {
        return session.first(
                        Table.FACTS,
                        "SELECT value FROM facts WHERE bot = ? AND name = ? AND at >= ?",
                        row -> row.getLong(1),
                        bot,
                        name,
                        time)
                .orElse(0L);
    }
}
