package sluice.queue.sqlite;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import sluice.api.DeadLetter;
import sluice.api.Job;

/** The dead letters by their numbers, which rise and are never used again. */
final class DeadLetterTable {

    private static final String ROW =
            "SELECT id, reason, detail, at, " + JobColumns.NAMES + " FROM dead_letters WHERE id ";

    private final Database database;

    DeadLetterTable(Database database) {
        this.database = database;
    }

    void add(Job job, DeadLetter.Reason reason, String detail, long at) {
        database.update(
                "INSERT INTO dead_letters (reason, detail, at, " + JobColumns.NAMES + ") VALUES (?, ?, ?, "
                        + JobColumns.MARKS + ")",
                JobColumns.values(job, reason.name(), detail, at));
    }

    Optional<DeadLetter> find(long id) {
        return database.first(ROW + "= ?", DeadLetterTable::read, id);
    }

    List<DeadLetter> list(long afterId, int limit) {
        return database.list(ROW + "> ? ORDER BY id LIMIT ?", DeadLetterTable::read, afterId, limit);
    }

    boolean delete(long id) {
        return database.update("DELETE FROM dead_letters WHERE id = ?", id) > 0;
    }

    void deleteOldest() {
        database.update("DELETE FROM dead_letters WHERE id = (SELECT min(id) FROM dead_letters)");
    }

    int count() {
        return (int) database.number("SELECT count(*) FROM dead_letters");
    }

    private static DeadLetter read(ResultSet row) throws SQLException {
        return new DeadLetter(
                row.getLong(1),
                JobColumns.read(row, 5),
                DeadLetter.Reason.valueOf(row.getString(2)),
                row.getString(3),
                Times.instant(row.getLong(4)));
    }
}
