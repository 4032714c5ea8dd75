package sluice.queue.store.archive;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** The rows of a query, read one after the other. */
final class ArchiveCursor implements AutoCloseable {

    /** Rows that come from a server together. */
    private static final int FETCHED = 200;

    private final ArchiveDatabase database;
    private final String sql;
    private final PreparedStatement statement;
    private final ResultSet rows;

    ArchiveCursor(ArchiveDatabase database, String sql, Object... values) {
        this.database = database;
        this.sql = sql;
        try {
            statement = database.connection().prepareStatement(sql);
            statement.setFetchSize(FETCHED);
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            rows = statement.executeQuery();
        } catch (SQLException e) {
            throw database.failure(sql, e);
        }
    }

    /** Goes to the next row; {@code false} after the last. */
    boolean next() {
        try {
            return rows.next();
        } catch (SQLException e) {
            throw database.failure(sql, e);
        }
    }

    /** A column of the row, counted from 1. */
    long number(int column) {
        try {
            return rows.getLong(column);
        } catch (SQLException e) {
            throw database.failure(sql, e);
        }
    }

    /** A column of the row, counted from 1. */
    String text(int column) {
        try {
            return rows.getString(column);
        } catch (SQLException e) {
            throw database.failure(sql, e);
        }
    }

    @Override
    public void close() {
        try {
            statement.close();
        } catch (SQLException e) {
            throw database.failure(sql, e);
        }
    }
}
