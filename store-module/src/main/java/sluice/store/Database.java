package sluice.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import java.util.Set;
import java.util.function.Supplier;
import org.sqlite.JDBC;
import org.sqlite.SQLiteErrorCode;

/** A connection to the file. For one thread at a time. */
final class Database implements AutoCloseable {

    /** What SQLite answers when we have asked for something wrong; it would be as wrong the next time. */
    private static final Set<SQLiteErrorCode> OURS = Set.of(
            SQLiteErrorCode.SQLITE_ERROR,
            SQLiteErrorCode.SQLITE_CONSTRAINT,
            SQLiteErrorCode.SQLITE_MISMATCH,
            SQLiteErrorCode.SQLITE_MISUSE,
            SQLiteErrorCode.SQLITE_RANGE,
            SQLiteErrorCode.SQLITE_TOOBIG);

    private final Connection connection;

    private Database(Connection connection) {
        this.connection = connection;
    }

    static Database open(Path file) {
        try {
            return new Database(new JDBC().connect(JDBC.PREFIX + file, new Properties()));
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    /** Runs a statement whose answer, if it has one, does not matter. */
    void execute(String sql) {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    /**
     * Does all of it or nothing.
     *
     * @param kind {@code IMMEDIATE} to change something, {@code DEFERRED} to read one state of the file
     */
    <T> T transaction(String kind, Supplier<T> work) {
        execute("BEGIN " + kind);
        try {
            T result = work.get();
            execute("COMMIT");
            return result;
        } catch (RuntimeException | Error e) {
            rollBack(e);
            throw e;
        }
    }

    /** After some faults of the disk SQLite has rolled back by itself, and says that there is nothing to roll back. */
    private void rollBack(Throwable reason) {
        try {
            execute("ROLLBACK");
        } catch (RuntimeException e) {
            reason.addSuppressed(e);
        }
    }

    /** The first value of the first row, such as that of a pragma. */
    String value(String sql) {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            return rows.next() ? rows.getString(1) : "";
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    Query query(String sql) {
        try {
            return new Query(connection.prepareStatement(sql));
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    /** Tells apart what may go by itself from what is a fault of ours. */
    static RuntimeException failure(SQLException e) {
        SQLiteErrorCode code = SQLiteErrorCode.getErrorCode(e.getErrorCode() & 0xff);
        return OURS.contains(code)
                ? new IllegalStateException(e.getMessage(), e)
                : new StoreException(e.getMessage(), e);
    }
}
