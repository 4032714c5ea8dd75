package sluice.queue.sqlite.tables;

import java.util.List;
import java.util.Optional;
import sluice.api.DeadLetter;
import sluice.api.Job;
import sluice.queue.sqlite.store.Database;
import sluice.queue.store.tables.DeadLetterTable;
import sluice.queue.store.tables.JobColumns;

/** The dead letters by their numbers, which rise and are never used again. */
final class SqliteDeadLetterTable implements DeadLetterTable {

    private static final String ROW =
            "SELECT id, reason, detail, at, " + JobColumns.NAMES + " FROM dead_letters WHERE id ";

    private final Database database;

    SqliteDeadLetterTable(Database database) {
        this.database = database;
    }

    @Override
    public void add(Job job, DeadLetter.Reason reason, String detail, long at) {
        database.update(
                "INSERT INTO dead_letters (reason, detail, at, " + JobColumns.NAMES + ") VALUES (?, ?, ?, "
                        + JobColumns.MARKS + ")",
                JobColumns.values(job, reason.name(), detail, at));
    }

    @Override
    public Optional<DeadLetter> find(long id) {
        return database.first(ROW + "= ?", DeadLetterTable::read, id);
    }

    @Override
    public List<DeadLetter> list(long afterId, int limit) {
        return database.list(ROW + "> ? ORDER BY id LIMIT ?", DeadLetterTable::read, afterId, limit);
    }

    @Override
    public boolean delete(long id) {
        return database.update("DELETE FROM dead_letters WHERE id = ?", id) > 0;
    }

    @Override
    public void deleteOldest() {
        database.update("DELETE FROM dead_letters WHERE id = (SELECT min(id) FROM dead_letters)");
    }

    @Override
    public int count() {
        return (int) database.number("SELECT count(*) FROM dead_letters");
    }
}
