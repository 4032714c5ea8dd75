package sluice.queue.sqlite.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Supplier;
import org.sqlite.JDBC;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteErrorCode;
import sluice.api.Bounded;

/**
 * A JDBC connection to the file, with its prepared statements. For one thread at a time.
 *
 * <p>What fails is a {@link SqliteException} when it may work the next time, and an {@link IllegalStateException}, with the statement,
 * when SQLite was asked for something wrong.
 *
 * <p>The values of a statement take the place of its question marks in their order; a list among them stands for several.
 */
public final class Database implements AutoCloseable {

    /** SQLite's answers to a wrong question, which would be as wrong the next time. */
    private static final Set<SQLiteErrorCode> FAULTS = Set.of(
            SQLiteErrorCode.SQLITE_ERROR,
            SQLiteErrorCode.SQLITE_CONSTRAINT,
            SQLiteErrorCode.SQLITE_MISMATCH,
            SQLiteErrorCode.SQLITE_MISUSE,
            SQLiteErrorCode.SQLITE_RANGE,
            SQLiteErrorCode.SQLITE_TOOBIG);

    /** More than the queue has; only searches for notes have others. */
    private static final int MAX_STATEMENTS = 64;

    private final Connection connection;

    @Bounded("MAX_STATEMENTS: the one used longest ago is closed")
    private final SequencedMap<String, PreparedStatement> statements = new LinkedHashMap<>(MAX_STATEMENTS, 0.75f, true);

    private Database(Connection connection) {
        this.connection = connection;
    }

    public static Database open(Path file) {
        SQLiteConfig config = new SQLiteConfig();
        // Otherwise the driver asks for the key after each INSERT.
        config.setGetGeneratedKeys(false);
        try {
            return new Database(JDBC.createConnection(JDBC.PREFIX + file, config.toProperties()));
        } catch (SQLException e) {
            throw failure(JDBC.PREFIX + file, e);
        }
    }

    /** The connection itself, to read row by row. */
    public Connection connection() {
        return connection;
    }

    /** Maps the row that a result set has reached. */
    public interface Mapper<T> {

        T map(ResultSet row) throws SQLException;
    }

    private interface Call<T> {

        T run(PreparedStatement statement) throws SQLException;
    }

    /** Runs a statement that is not run again and whose answer, if it has one, does not matter. */
    public void execute(String sql) {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw failure(sql, e);
        }
    }

    /** Runs a change; how many rows it changed. */
    public int update(String sql, Object... values) {
        return run(sql, PreparedStatement::executeUpdate, values);
    }

    /** The first row. */
    public <T> Optional<T> first(String sql, Mapper<T> mapper, Object... values) {
        List<T> rows = new ArrayList<>(1);
        each(sql, row -> !rows.add(mapper.map(row)), values);
        return rows.stream().findFirst();
    }

    /** The number in the first row, which must be there. */
    public long number(String sql, Object... values) {
        return find(sql, values).orElseThrow();
    }

    /** The number in the first row; empty when there is no row. */
    public Optional<Long> find(String sql, Object... values) {
        return first(sql, row -> row.getLong(1), values);
    }

    /** The text in the first row, such as that of a pragma; empty when there is none. */
    public String value(String sql) {
        return first(sql, row -> row.getString(1)).orElse("");
    }

    /** All rows; for statements with a limit. */
    public <T> List<T> list(String sql, Mapper<T> mapper, Object... values) {
        List<T> rows = new ArrayList<>();
        each(sql, row -> rows.add(mapper.map(row)), values);
        return rows;
    }

    /** Shows one row after the other, for as long as the visitor answers {@code true}. */
    public void each(String sql, Mapper<Boolean> visitor, Object... values) {
        run(
                sql,
                statement -> {
                    try (ResultSet rows = statement.executeQuery()) {
                        boolean more = true;
                        while (more && rows.next()) {
                            more = visitor.map(rows);
                        }
                        return more;
                    }
                },
                values);
    }

    /** A statement that has failed is closed, since the driver does not run it again. */
    private <T> T run(String sql, Call<T> call, Object... values) {
        try {
            PreparedStatement statement = prepared(sql);
            int count = 0;
            for (Object value : values) {
                for (Object column : value instanceof List<?> key ? key : List.of(value)) {
                    statement.setObject(++count, column);
                }
            }
            return call.run(statement);
        } catch (SQLException e) {
            close(statements.remove(sql), e);
            throw failure(sql, e);
        }
    }

    private PreparedStatement prepared(String sql) throws SQLException {
        PreparedStatement known = statements.get(sql);
        if (known != null) {
            return known;
        }
        PreparedStatement statement = connection.prepareStatement(sql);
        statements.put(sql, statement);
        if (statements.size() > MAX_STATEMENTS) {
            statements.pollFirstEntry().getValue().close();
        }
        return statement;
    }

    /** Gives back the memory of statements and pages, 0.2 MB of a queue with few messages; they are made again when they are needed. */
    public void rest() {
        try {
            for (PreparedStatement statement : statements.values()) {
                statement.close();
            }
        } catch (SQLException e) {
            throw failure("close", e);
        } finally {
            statements.clear();
        }
        execute("PRAGMA shrink_memory");
    }

    private static void close(PreparedStatement statement, SQLException reason) {
        try {
            if (statement != null) {
                statement.close();
            }
        } catch (SQLException e) {
            reason.addSuppressed(e);
        }
    }

    /**
     * Begins a transaction that is to change something. Not by {@code setAutoCommit} and {@code commit} of the connection: that begins
     * the next transaction at once, which would keep others out, and believes in one that has not begun because the file was locked.
     */
    public void begin() {
        update("BEGIN IMMEDIATE");
    }

    /** Ends the transaction; what it has changed is on the disk then. */
    public void commit() {
        update("COMMIT");
    }

    public void rollBack() {
        update("ROLLBACK");
    }

    /**
     * Does all of it or nothing.
     *
     * @param kind {@code IMMEDIATE} to change something, {@code DEFERRED} to read one state of the file
     */
    public <T> T transaction(String kind, Supplier<T> work) {
        update("BEGIN " + kind);
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

    /** Closes the statements too. */
    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw failure("close", e);
        }
    }

    /** What a failed statement comes to. */
    public static RuntimeException failure(String sql, SQLException e) {
        return FAULTS.contains(SqliteException.code(e))
                ? new IllegalStateException(e.getMessage() + ": " + sql, e)
                : new SqliteException(e.getMessage(), e);
    }
}
