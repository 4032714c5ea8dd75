package sluice.queue.sqlite;

import java.sql.SQLException;
import org.sqlite.SQLiteErrorCode;

/** The file cannot be read or written at present: no space, locked by another process, a broken disk. */
final class StoreException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    StoreException(String message, Throwable cause) {
        super(message, cause);
    }

    /** True if it may pass without a change of the configuration. */
    boolean mayPass() {
        return isOf(SQLiteErrorCode.SQLITE_BUSY)
                || isOf(SQLiteErrorCode.SQLITE_FULL)
                || isOf(SQLiteErrorCode.SQLITE_IOERR);
    }

    /** True if SQLite answered with this error code. */
    boolean isOf(SQLiteErrorCode code) {
        return getCause() instanceof SQLException e && code(e) == code;
    }

    /** SQLite's primary code; the extended ones have it in their lowest byte. */
    static SQLiteErrorCode code(SQLException e) {
        return SQLiteErrorCode.getErrorCode(e.getErrorCode() & 0xff);
    }
}
