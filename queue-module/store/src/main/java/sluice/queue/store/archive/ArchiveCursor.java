package sluice.queue.store.archive;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import sluice.api.Bounded;

/** The rows of a table, read one after the other as lines. */
final class ArchiveCursor implements AutoCloseable {

    /** Rows that come from a server together. */
    private static final int FETCHED = 200;

    private final ArchiveDatabase database;
    private final ArchiveTable table;

    @Bounded("the columns of a table")
    private final List<String> columns;

    private final String sql;
    private final PreparedStatement statement;
    private final ResultSet rows;

    ArchiveCursor(ArchiveDatabase database, ArchiveTable table, String sql, Object... values) {
        this.database = database;
        this.table = table;
        this.columns = table.columns();
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

    /** The line of the next row; empty after the last. */
    Optional<String> next() {
        try {
            return rows.next() ? Optional.of(ArchiveLine.Json.row(table, columns, rows)) : Optional.empty();
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
