package sluice.queue.sqlite.store;

import java.sql.SQLException;
import java.util.function.Supplier;
import org.sqlite.SQLiteErrorCode;
import sluice.queue.store.tables.StoreException;

/** SQLite cannot read or write the file at present: no space, locked by another process, a broken disk. */
public final class SqliteException extends StoreException {

    private static final long serialVersionUID = 1L;

    SqliteException(String message, Throwable cause) {
        super(message, cause);
    }

    @Override
    public boolean isFull() {
        return isOf(SQLiteErrorCode.SQLITE_FULL);
    }

    /** True if it may pass without a change of the configuration. */
    boolean mayPass() {
        return isOf(SQLiteErrorCode.SQLITE_BUSY) || isFull() || isOf(SQLiteErrorCode.SQLITE_IOERR);
    }

    /** True if SQLite answered with this error code. */
    boolean isOf(SQLiteErrorCode code) {
        return getCause() instanceof SQLException e && code(e) == code;
    }

    /**
     * Does something for somebody who reads why it fails.
     *
     * @param failure the failed request, such as "the notes cannot be read"
     */
    public static <T> T explained(String failure, Supplier<T> work) {
        try {
            return work.get();
        } catch (SqliteException e) {
            String why = e.isOf(SQLiteErrorCode.SQLITE_BUSY)
                    ? "another program keeps " + StoreFile.NAME + " locked; try again when it is done"
                    : e.getMessage();
            throw new StoreException(failure + ": " + why, e.getCause());
        }
    }

    /** SQLite's primary code; the extended ones have it in their lowest byte. */
    static SQLiteErrorCode code(SQLException e) {
        return SQLiteErrorCode.getErrorCode(e.getErrorCode() & 0xff);
    }
}
