package sluice.store;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sqlite.SQLiteConnection;
import org.sqlite.core.Codes;
import org.sqlite.core.CoreStatement;
import org.sqlite.core.DB;

/**
 * One statement, compiled once and run often with other values. After a failure it is compiled anew, since the driver
 * does not use it again then. For the thread of its connection only.
 *
 * <p>It speaks to the driver one floor below JDBC, where a statement is bound, stepped and reset and nothing else: what JDBC adds
 * to each of them (names of columns, generated keys, a result set) took more time than SQLite.
 */
final class Query implements AutoCloseable {

    private final SQLiteConnection connection;
    private final String sql;
    private CoreStatement statement;
    private long pointer;
    private Row row;

    Query(SQLiteConnection connection, String sql) {
        this.connection = connection;
        this.sql = sql;
    }

    /** Makes something of a row. */
    interface Reader<T> {

        T read(Row row) throws SQLException;
    }

    /** Runs a change; how many rows it changed. */
    int update(Object... values) {
        try {
            DB driver = prepare();
            if (driver.execute(statement, values)) {
                driver.reset(pointer);
            }
            return (int) driver.changes();
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    /** The first row. */
    <T> Optional<T> first(Reader<T> reader, Object... values) {
        try {
            DB driver = prepare();
            if (!driver.execute(statement, values)) {
                return Optional.empty();
            }
            try {
                return Optional.of(reader.read(row));
            } finally {
                driver.reset(pointer);
            }
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    /** A number in the first row, which is there. */
    long number(Object... values) {
        return first(row -> row.longAt(1), values).orElseThrow();
    }

    /** All rows; for statements with a limit. */
    <T> List<T> list(Reader<T> reader, Object... values) {
        List<T> rows = new ArrayList<>();
        each(row -> rows.add(reader.read(row)), values);
        return rows;
    }

    /** Shows one row after the other, for as long as the visitor answers {@code true}. */
    void each(Reader<Boolean> visitor, Object... values) {
        try {
            DB driver = prepare();
            if (!driver.execute(statement, values)) {
                return;
            }
            try {
                boolean more = true;
                while (more && visitor.read(row)) {
                    more = next(driver);
                }
            } finally {
                driver.reset(pointer);
            }
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    private boolean next(DB driver) throws SQLException {
        int answer = driver.step(pointer);
        if (answer != Codes.SQLITE_ROW && answer != Codes.SQLITE_DONE) {
            driver.throwex(answer);
        }
        return answer == Codes.SQLITE_ROW;
    }

    /** For one that is not run again; it may be all the same. */
    @Override
    public void close() {
        try {
            if (statement != null) {
                statement.pointer.close();
            }
        } catch (SQLException e) {
            throw Database.failure(e);
        } finally {
            statement = null;
        }
    }

    private RuntimeException failed(SQLException reason) {
        try {
            close();
        } catch (RuntimeException e) {
            reason.addSuppressed(e);
        }
        return Database.failure(reason);
    }

    private DB prepare() throws SQLException {
        DB driver = connection.getDatabase();
        if (statement == null) {
            statement = (CoreStatement) connection.prepareStatement(sql);
            pointer = statement.pointer.safeRunLong((_, address) -> address);
            row = new Row(driver, pointer);
        }
        return driver;
    }
}
