package sluice.store;

/**
 * A table whose rows are kept for a time and up to a number. Their ids rise with their age, and only the oldest are
 * deleted, so that the first and the last id tell how many there are at most.
 */
final class AgedTable {

    private final int maxRows;
    private final Query size;
    private final Query trim;
    private final Query sweep;

    AgedTable(Database database, String name, int maxRows) {
        this.maxRows = maxRows;
        size = database.query(
                "SELECT coalesce((SELECT max(id) FROM " + name + ") - (SELECT min(id) FROM " + name + ") + 1, 0)");
        trim = database.query("DELETE FROM " + name + " WHERE id <= (SELECT max(id) FROM " + name + ") - ?");
        sweep = database.query("DELETE FROM " + name + " WHERE id IN (SELECT id FROM (SELECT id, at FROM " + name
                + " ORDER BY id LIMIT ?) WHERE at < ?)");
    }

    /** How many rows there are at most. */
    long size() {
        return size.number();
    }

    /** Removes the oldest until there are no more than there may be. */
    void trim() {
        if (size() > maxRows) {
            trim.update(maxRows);
        }
    }

    /** Removes those of the oldest few that are from before a time; how many. */
    int sweep(long before, int limit) {
        return sweep.update(limit, before);
    }
}
