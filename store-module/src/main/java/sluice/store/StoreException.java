package sluice.store;

import java.sql.SQLException;
import org.sqlite.SQLiteErrorCode;

/** The file cannot be read or written at present: no space, locked by another process, a broken disk. */
final class StoreException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    StoreException(String message, Throwable cause) {
        super(message, cause);
    }

    /** Whether it may be gone the next time without a change of the configuration. */
    boolean mayPass() {
        return isOf(SQLiteErrorCode.SQLITE_BUSY)
                || isOf(SQLiteErrorCode.SQLITE_FULL)
                || isOf(SQLiteErrorCode.SQLITE_IOERR);
    }

    /** Whether this is what SQLite has answered. */
    boolean isOf(SQLiteErrorCode code) {
        return getCause() instanceof SQLException e && SQLiteErrorCode.getErrorCode(e.getErrorCode() & 0xff) == code;
    }
}
