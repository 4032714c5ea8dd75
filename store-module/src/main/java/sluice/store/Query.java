package sluice.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One statement, compiled once and run often with other values. After a failure it is compiled anew, since the driver
 * does not use it again then. For the thread of its connection only.
 */
final class Query implements AutoCloseable {

    private final Connection connection;
    private final String sql;
    private PreparedStatement statement;

    Query(Connection connection, String sql) {
        this.connection = connection;
        this.sql = sql;
    }

    /** Makes something of a row. */
    interface Reader<T> {

        T read(ResultSet row) throws SQLException;
    }

    /** Runs a change; how many rows it changed. */
    int update(Object... values) {
        try {
            bind(values);
            return statement.executeUpdate();
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    /** The first row. */
    <T> Optional<T> first(Reader<T> reader, Object... values) {
        List<T> rows = new ArrayList<>(1);
        each(
                row -> {
                    rows.add(reader.read(row));
                    return false;
                },
                values);
        return rows.isEmpty() ? Optional.empty() : Optional.of(rows.getFirst());
    }

    /** A number in the first row, which is there. */
    long number(Object... values) {
        return first(row -> row.getLong(1), values).orElseThrow();
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
            bind(values);
            try (ResultSet rows = statement.executeQuery()) {
                boolean goOn = true;
                while (goOn && rows.next()) {
                    goOn = visitor.read(rows);
                }
            }
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    /** For one that is not run again; it may be all the same. */
    @Override
    public void close() {
        try {
            if (statement != null) {
                statement.close();
            }
        } catch (SQLException e) {
            throw Database.failure(e);
        }
        statement = null;
    }

    private RuntimeException failed(SQLException reason) {
        try {
            if (statement != null) {
                statement.close();
            }
        } catch (SQLException e) {
            reason.addSuppressed(e);
        }
        statement = null;
        return Database.failure(reason);
    }

    private void bind(Object... values) throws SQLException {
        if (statement == null) {
            statement = connection.prepareStatement(sql);
        }
        for (int i = 0; i < values.length; i++) {
            switch (values[i]) {
                case Long number -> statement.setLong(i + 1, number);
                case Integer number -> statement.setInt(i + 1, number);
                case null -> statement.setNull(i + 1, java.sql.Types.NULL);
                default -> statement.setString(i + 1, values[i].toString());
            }
        }
    }
}
