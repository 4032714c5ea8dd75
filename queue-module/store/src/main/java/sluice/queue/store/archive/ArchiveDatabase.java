package sluice.queue.store.archive;

import static java.util.stream.Collectors.joining;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import sluice.api.Watch;

/** A connection to the tables of one bot, for one reading or writing. What fails is what its database throws for that. */
public abstract class ArchiveDatabase implements AutoCloseable {

    private final Optional<Long> bot;
    private final String collation;

    /**
     * A connection.
     *
     * @param bot the value of the column {@code bot}; empty where all rows are of one bot
     * @param collation added to a text that rows are sorted by, so that they are sorted by code points
     */
    protected ArchiveDatabase(Optional<Long> bot, String collation) {
        this.bot = bot;
        this.collation = collation;
    }

    /** The connection, to read row by row. */
    protected abstract Connection connection();

    /** What a failed statement comes to. */
    protected abstract RuntimeException failure(String sql, SQLException e);

    /** Begins a transaction that reads one state of the database. */
    protected abstract void beginReading();

    protected abstract void beginWriting();

    /** Ends the transaction with all that was written. */
    protected abstract void commit();

    /** The first number of a query. */
    protected abstract long number(String sql, Object... values);

    protected abstract void update(String sql, Object... values);

    /** Makes the same change for each of some rows. */
    protected abstract void updates(String sql, List<Object[]> rows);

    /** The facts of the bot, {@link ArchiveTable#LAST_DEAD_LETTER} among them, as a table in SQL. */
    protected abstract String facts();

    /** All stored watches, in their order. */
    protected abstract List<Watch> watches();

    /** Adds a watch after the others. */
    protected abstract void add(Watch watch);

    protected abstract void clearWatches();

    /** Brings what is kept elsewhere than in the tables into line with them, before the end of a writing transaction. */
    protected abstract void completed();

    /** The notes that are kept besides. */
    protected abstract long notes();

    /** Undoes what was not committed, and ends the connection. */
    @Override
    public abstract void close();

    final long count(ArchiveTable table) {
        return number("SELECT count(*) FROM " + from(table), key());
    }

    final boolean isEmpty() {
        for (ArchiveTable table : ArchiveTable.values()) {
            if (number("SELECT count(*) FROM (SELECT 1 FROM " + from(table) + " LIMIT 1) AS found", key()) > 0) {
                return false;
            }
        }
        return watches().isEmpty();
    }

    final ArchiveCursor rows(ArchiveTable table) {
        String order = table.order().stream()
                .map(column -> ArchiveTable.isText(column) ? column + collation : column)
                .collect(joining(", "));
        return new ArchiveCursor(
                this,
                table,
                "SELECT " + String.join(", ", table.columns()) + " FROM " + from(table) + " ORDER BY " + order,
                key());
    }

    /** Adds rows, each with the values of {@link ArchiveTable#columns}. */
    final void insert(ArchiveTable table, List<Object[]> rows) {
        // A copy has no number 0: there it stands for none.
        String marks = table.columns().stream()
                .map(column -> column.equals("to_message") ? "nullif(?, 0)" : "?")
                .collect(joining(", ", bot.isPresent() ? "?, " : "", ""));
        String columns = (bot.isPresent() ? "bot, " : "") + String.join(", ", table.columns());
        updates(
                "INSERT INTO " + table.table() + " (" + columns + ") VALUES (" + marks + ")",
                rows.stream()
                        .map(row -> Stream.concat(bot.stream(), Stream.of(row)).toArray())
                        .toList());
    }

    final void clear() {
        for (ArchiveTable table : ArchiveTable.values()) {
            String where = table == ArchiveTable.FACTS ? "name NOT IN " + ArchiveTable.OWN_FACTS : "true";
            update("DELETE FROM " + table.table() + " WHERE " + (bot.isPresent() ? "bot = ? AND " : "") + where, key());
        }
        clearWatches();
    }

    private String from(ArchiveTable table) {
        return (table == ArchiveTable.FACTS ? facts() : table.table()) + (bot.isPresent() ? " WHERE bot = ?" : "");
    }

    private Object[] key() {
        return bot.stream().toArray();
    }
}
