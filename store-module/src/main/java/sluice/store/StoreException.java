package sluice.store;

import java.sql.SQLException;
import org.sqlite.SQLiteErrorCode;

/** The file cannot be read or written at present: no space, locked by another process, a broken disk. */
final class StoreException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    StoreException(String message, Throwable cause) {
        super(message, cause);
    }

    /** Whether this is what SQLite has answered. */
    boolean isOf(SQLiteErrorCode code) {
        return getCause() instanceof SQLException e && SQLiteErrorCode.getErrorCode(e.getErrorCode() & 0xff) == code;
    }
}
