package sluice.queue.store.notes;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/**
 * Statements on the tables {@code notes}, {@code note_messages} and {@code note_totals}, whose columns are the same in each database. In a
 * statement {@code @} is the condition that a row belongs to this bot. For one thread at a time.
 */
public interface NoteSql {

    /** Maps the row that a result set has reached. */
    interface Mapper<T> {

        T map(ResultSet row) throws SQLException;
    }

    /** Takes a condition on a row {@code n} of {@code notes}, and its values. */
    interface Conditions {

        void add(String condition, Object... values);
    }

    /** Runs a change; how many rows it changed. */
    int update(String sql, Object... values);

    /** All rows; for statements with a limit. */
    <T> List<T> list(String sql, Mapper<T> mapper, Object... values);

    /** Adds a row of this bot. */
    void insert(String table, String columns, Object... values);

    /** Has a note found by the words of a text, where the database does not do that by itself. */
    void index(long note, String text);

    /** The conditions for a text with all these words, in any case. */
    void search(List<String> words, Conditions conditions);

    /** As many question marks as there are values. */
    static String marks(Object... values) {
        return "?, ".repeat(values.length - 1) + "?";
    }
}
