package sluice.queue.sqlite.tables;

import sluice.queue.sqlite.store.Database;
import sluice.queue.store.tables.FactTable;

/** Single values, and since when they stand. */
final class SqliteFactTable implements FactTable {

    private final Database database;

    SqliteFactTable(Database database) {
        this.database = database;
    }

    @Override
    public void put(String name, long value, long now) {
        database.update("INSERT OR REPLACE INTO facts (name, value, at) VALUES (?, ?, ?)", name, value, now);
    }

    @Override
    public long valueSince(String name, long time) {
        return database.find("SELECT value FROM facts WHERE name = ? AND at >= ?", name, time)
                .orElse(0L);
    }
}
