package sluice.queue.postgres.tables;

import java.util.Optional;
import sluice.queue.postgres.db.Session;
import sluice.queue.postgres.db.Session.Table;
import sluice.queue.store.tables.TextTable;

/** Texts of one bot. */
final class PostgresTextTable implements TextTable {

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
            session.write(Table.TEXTS, name, "DELETE FROM texts WHERE bot = ? AND name = ?", bot, name);
        } else {
            session.write(
                    Table.TEXTS,
                    name,
                    "INSERT INTO texts (bot, name, text) VALUES (?, ?, ?)"
                            + " ON CONFLICT (bot, name) DO UPDATE SET text = excluded.text",
                    bot,
                    name,
                    text);
        }
    }
}
