package sluice.queue.postgres.tables;

import java.util.Optional;
import sluice.queue.postgres.db.Rows;
import sluice.queue.postgres.db.Session;
import sluice.queue.postgres.db.Session.Table;
import sluice.queue.store.tables.TextTable;

/** Texts of one bot. */
final class PostgresTextTable implements TextTable {

    private static final String PUT = Rows.insert("texts", "bot bigint, name text, text text")
            + " ON CONFLICT (bot, name) DO UPDATE SET text = excluded.text";
    private static final String DELETE = Rows.delete("texts", "bot bigint, name text");

    private final Session session;
    private final long bot;

    PostgresTextTable(Session session, long bot) {
        this.session = session;
        this.bot = bot;
    }

    @Override
    public Optional<String> find(String name) {
        return session.first(
                Table.TEXTS, "SELECT text FROM texts WHERE bot = ? AND name = ?", row -> row.getString(1), bot, name);
    }

    @Override
    public void put(String name, String text) {
        if (text.isEmpty()) {
            session.put(Table.TEXTS, name, DELETE, bot, name);
        } else {
            session.put(Table.TEXTS, name, PUT, bot, name, text);
        }
    }
}
