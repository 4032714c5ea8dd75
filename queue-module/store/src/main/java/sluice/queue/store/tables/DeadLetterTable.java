package sluice.queue.store.tables;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import sluice.api.DeadLetter;
import sluice.api.Job;

/** The dead letters by their numbers, which rise and are never used again. */
public interface DeadLetterTable {

    /** The dead letter in a row: its number, reason, detail, time, and the columns of its job. */
    static DeadLetter read(ResultSet row) throws SQLException {
        return new DeadLetter(
                row.getLong(1),
                JobColumns.read(row, 5),
                DeadLetter.Reason.valueOf(row.getString(2)),
                row.getString(3),
                Times.instant(row.getLong(4)));
    }

    void add(Job job, DeadLetter.Reason reason, String detail, long at);

    Optional<DeadLetter> find(long id);

    /** A page of them, after a number. */
    List<DeadLetter> list(long afterId, int limit);

    /** Removes one; {@code false} when it was not there. */
    boolean delete(long id);

    void deleteOldest();

    int count();
}
