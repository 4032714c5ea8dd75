package sluice.queue.sqlite.tables;

import java.util.Optional;
import sluice.queue.sqlite.store.Database;
import sluice.queue.store.tables.TextTable;

/** Texts of the bot, each under its name. */
final class SqliteTextTable implements TextTable {

    private final Database database;

    SqliteTextTable(Database database) {
        this.database = database;
    }

    @Override
    public Optional<String> find(String name) {
        return database.first("SELECT text FROM texts WHERE name = ?", row -> row.getString(1), name);
    }

    @Override
    public void put(String name, String text) {
        if (text.isEmpty()) {
            database.update("DELETE FROM texts WHERE name = ?", name);
        } else {
            database.update("INSERT OR REPLACE INTO texts (name, text) VALUES (?, ?)", name, text);
        }
    }
}
