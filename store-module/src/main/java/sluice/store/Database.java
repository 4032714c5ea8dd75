package sluice.store;

import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import java.util.Set;
import java.util.function.Supplier;
import org.sqlite.JDBC;
import org.sqlite.SQLiteConnection;
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

    private final SQLiteConnection connection;
    private final Query begin;
    private final Query commit;
    private final Query rollback;

    private Database(SQLiteConnection connection) {
        this.connection = connection;
        begin = query("BEGIN IMMEDIATE");
        commit = query("COMMIT");
        rollback = query("ROLLBACK");
    }

    static Database open(Path file) {
        try {
            SQLiteConnection connection = JDBC.createConnection(JDBC.PREFIX + file, new Properties());
            // Transactions begin and end with statements of ours. Otherwise the driver tries after each whether one is
            // open.
            connection.getConnectionConfig().setAutoCommit(false);
            return new Database(connection);
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

    /** Begins a transaction that is to change something. */
    void begin() {
        begin.update();
    }

    /** Ends it; what it has changed is on the disk then. */
    void commit() {
        commit.update();
    }

    /** Ends it as if it had not been. */
    void rollBack() {
        rollback.update();
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
            commit();
            return result;
        } catch (RuntimeException | Error e) {
            rollBack(e);
            throw e;
        }
    }

    /** After some faults of the disk SQLite has rolled back by itself, and says that there is nothing to roll back. */
    private void rollBack(Throwable reason) {
        try {
            rollBack();
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

    /** A statement to be run often. */
    Query query(String sql) {
        return new Query(connection, sql);
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
