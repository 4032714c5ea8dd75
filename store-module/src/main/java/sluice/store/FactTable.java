package sluice.store;

/** Single values, and since when they stand. */
final class FactTable {

    private final Query put;
    private final Query since;

    FactTable(Database database) {
        put = database.query("INSERT OR REPLACE INTO facts (name, value, at) VALUES (?, ?, ?)");
        since = database.query("SELECT value FROM facts WHERE name = ? AND at >= ?");
    }

    void put(String name, long value, long now) {
        put.update(name, value, now);
    }

    /** A value that was put since a time, else 0. */
    long valueSince(String name, long time) {
        return since.first(row -> row.longAt(1), name, time).orElse(0L);
    }
}
