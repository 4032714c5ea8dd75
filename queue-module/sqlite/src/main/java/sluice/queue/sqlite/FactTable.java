package sluice.queue.sqlite;

/** Single values, and since when they stand. */
final class FactTable {

    private final Database database;

    FactTable(Database database) {
        this.database = database;
    }

    void put(String name, long value, long now) {
        database.update("INSERT OR REPLACE INTO facts (name, value, at) VALUES (?, ?, ?)", name, value, now);
    }

    /** A value, else 0. */
    long value(String name) {
        return valueSince(name, Long.MIN_VALUE);
    }

    /** A value that was put since a time, else 0. */
    long valueSince(String name, long time) {
        return database.first("SELECT value FROM facts WHERE name = ? AND at >= ?", row -> row.getLong(1), name, time)
                .orElse(0L);
    }
}
