package sluice.store;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import sluice.api.DeadLetter;
import sluice.api.Job;

/** The dead letters by their numbers, which rise and are never used again. */
final class DeadLetterTable {

    private static final String ROW =
            "SELECT id, reason, detail, at, " + JobColumns.READ + " FROM dead_letters WHERE id ";

    private final Query insert;
    private final Query find;
    private final Query list;
    private final Query delete;
    private final Query deleteOldest;
    private final Query count;

    DeadLetterTable(Database database) {
        insert = database.query("INSERT INTO dead_letters (reason, detail, at, " + JobColumns.NAMES
                + ") VALUES (?, ?, ?, " + JobColumns.MARKS + ")");
        find = database.query(ROW + "= ?");
        list = database.query(ROW + "> ? ORDER BY id LIMIT ?");
        delete = database.query("DELETE FROM dead_letters WHERE id = ?");
        deleteOldest = database.query("DELETE FROM dead_letters WHERE id = (SELECT min(id) FROM dead_letters)");
        count = database.query("SELECT count(*) FROM dead_letters");
    }

    void add(Job job, DeadLetter.Reason reason, String detail, long at) {
        insert.update(JobColumns.values(job, reason.name(), detail, at));
    }

    Optional<DeadLetter> find(long id) {
        return find.first(DeadLetterTable::read, id);
    }

    List<DeadLetter> list(long afterId, int limit) {
        return list.list(DeadLetterTable::read, afterId, limit);
    }

    boolean delete(long id) {
        return delete.update(id) > 0;
    }

    void deleteOldest() {
        deleteOldest.update();
    }

    int count() {
        return (int) count.number();
    }

    private static DeadLetter read(Row row) throws SQLException {
        return new DeadLetter(
                row.longAt(1),
                JobColumns.read(row, 5),
                DeadLetter.Reason.valueOf(row.textAt(2)),
                row.textAt(3),
                Times.instant(row.longAt(4)));
    }
}
