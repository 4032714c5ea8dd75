package sluice.queue.postgres.db;

import java.util.Arrays;
import java.util.Collection;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The SQL of changes to many rows at once. The rows stand for a table {@code given}; each of its columns is one value of the statement, an
 * array.
 */
public final class Rows {

    private Rows() {}

    /** The table of the rows. Columns are given with their types, as {@code bot bigint, name text}. */
    private static String given(String columns) {
        return "unnest("
                + Arrays.stream(columns.split(", ", -1))
                        .map(column -> "?::" + column.split(" ", -1)[1] + "[]")
                        .collect(Collectors.joining(", "))
                + ") AS given (" + names(columns) + ")";
    }

    private static String names(String columns) {
        return Arrays.stream(columns.split(", ", -1))
                .map(column -> column.split(" ", -1)[0])
                .collect(Collectors.joining(", "));
    }

    private static String where(String table, String key) {
        return " WHERE "
                + Arrays.stream(names(key).split(", ", -1))
                        .map(name -> table + "." + name + " = given." + name)
                        .collect(Collectors.joining(" AND "));
    }

    /** Adds the rows. */
    public static String insert(String table, String columns) {
        return "INSERT INTO " + table + " (" + names(columns) + ") SELECT * FROM " + given(columns);
    }

    /** Changes the rows that have the given keys. */
    public static String update(String table, String set, String key) {
        return "UPDATE " + table + " SET " + set + " FROM " + given(key) + where(table, key);
    }

    /** Removes the rows that have the given keys. */
    public static String delete(String table, String key) {
        return "DELETE FROM " + table + " USING " + given(key) + where(table, key);
    }

    /** The values of a statement for some rows, one at least. */
    public static Object[] values(Collection<Object[]> rows) {
        return IntStream.range(0, rows.iterator().next().length)
                .mapToObj(column -> rows.stream().map(row -> row[column]).toList())
                .toArray();
    }
}
