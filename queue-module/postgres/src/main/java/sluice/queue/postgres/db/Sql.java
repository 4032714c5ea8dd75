package sluice.queue.postgres.db;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Supplier;
import sluice.api.Bounded;
import sluice.queue.store.tables.StorableText;

/**
 * Statements on one connection. For one thread at a time.
 *
 * <p>The values of a statement take the place of its question marks in their order. Numbers are 64 bits wide; a collection of numbers or
 * texts is an array. What PostgreSQL's texts cannot hold, a zero character or half of a surrogate pair, becomes U+FFFD.
 */
public final class Sql implements AutoCloseable {

    /** Many more than there are statements and orders in which a transaction has them. */
    private static final int MAX_STATEMENTS = 200;

    private static final int ALIVE_SECONDS = 2;

    private final Connection connection;

    /** The most recently used last. */
    @Bounded("MAX_STATEMENTS")
    private final SequencedMap<String, PreparedStatement> statements = new LinkedHashMap<>(16, 0.75f, true);

    public Sql(Connection connection) {
        this.connection = connection;
    }

    /** Maps the row that a result set has reached. */
    public interface Mapper<T> {

        T map(ResultSet row) throws SQLException;
    }

    private interface Call<T> {

        T run(PreparedStatement statement) throws SQLException;
    }

    public Connection connection() {
        return connection;
    }

    /** Runs a change; how many rows it changed. */
    public int update(String sql, Object... values) {
        return execute(List.of(), sql, values);
    }

    /** Runs the same change for several rows, in one message to the server. */
    public void updates(String sql, List<Object[]> rows) {
        run(sql, statement -> {
            statement.clearBatch();
            for (Object[] row : rows) {
                bind(statement, row);
                statement.addBatch();
            }
            return statement.executeBatch();
        });
    }

    /** Makes changes in their order and then another one, all in one message to the server; how many rows the last one changed. */
    int execute(List<Statement> changes, String sql, Object... values) {
        return together(changes, sql, PreparedStatement::getUpdateCount, values);
    }

    /** Makes changes in their order and then reads all rows of a query, in one message to the server. */
    <T> List<T> list(List<Statement> changes, String sql, Mapper<T> mapper, Object... values) {
        return together(changes, sql, statement -> rows(statement.getResultSet(), mapper), values);
    }

    private <T> T together(List<Statement> changes, String last, Call<T> call, Object... values) {
        List<Object> all = new ArrayList<>();
        StringBuilder sql = new StringBuilder();
        for (Statement change : changes) {
            sql.append(change.sql).append("; ");
            all.addAll(change.values);
        }
        all.addAll(List.of(values));
        return run(sql.append(last).toString(), statement -> {
            bind(statement, all.toArray());
            statement.execute();
            for (int i = 0; i < changes.size(); i++) {
                statement.getMoreResults();
            }
            return call.run(statement);
        });
    }

    /** A statement with its values. */
    record Statement(String sql, List<Object> values) {}

    /** All rows. */
    public <T> List<T> list(String sql, Mapper<T> mapper, Object... values) {
        return list(List.of(), sql, mapper, values);
    }

    private static <T> List<T> rows(ResultSet result, Mapper<T> mapper) throws SQLException {
        try (ResultSet rows = result) {
            List<T> list = new ArrayList<>();
            while (rows.next()) {
                list.add(mapper.map(rows));
            }
            return list;
        }
    }

    /** The first row. */
    public <T> Optional<T> first(String sql, Mapper<T> mapper, Object... values) {
        return list(sql, mapper, values).stream().findFirst();
    }

    /** The number in the first row, which must be there. */
    public long number(String sql, Object... values) {
        return first(sql, row -> row.getLong(1), values).orElseThrow();
    }

    private <T> T run(String sql, Call<T> call) {
        try {
            PreparedStatement statement = statements.get(sql);
            if (statement == null) {
                statement = connection.prepareStatement(sql);
                statements.put(sql, statement);
                if (statements.size() > MAX_STATEMENTS) {
                    statements.pollFirstEntry().getValue().close();
                }
            }
            return call.run(statement);
        } catch (SQLException e) {
            throw PostgresException.of(sql, e);
        }
    }

    private static void bind(PreparedStatement statement, Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            switch (values[i]) {
                case Number number -> statement.setLong(i + 1, number.longValue());
                case String text -> statement.setString(i + 1, StorableText.of(text));
                case Boolean flag -> statement.setBoolean(i + 1, flag);
                case Collection<?> array -> statement.setObject(i + 1, array(array));
                default -> throw new IllegalArgumentException("a value of " + values[i].getClass());
            }
        }
    }

    private static Object array(Collection<?> values) {
        return values.stream().anyMatch(String.class::isInstance)
                ? values.stream().map(text -> StorableText.of((String) text)).toArray(String[]::new)
                : values.stream()
                        .mapToLong(number -> ((Number) number).longValue())
                        .toArray();
    }

    /** Does all of it or nothing. When it throws, the connection is to be closed. */
    public <T> T transaction(Supplier<T> work) {
        try {
            connection.setAutoCommit(false);
            T result = work.get();
            connection.commit();
            connection.setAutoCommit(true);
            return result;
        } catch (SQLException e) {
            throw PostgresException.of("commit", e);
        }
    }

    /** Asks the server; false when it does not answer soon. */
    public boolean isAlive() {
        try {
            return connection.isValid(ALIVE_SECONDS);
        } catch (SQLException e) {
            throw PostgresException.of("isValid", e);
        }
    }

    @Override
    public void close() {
        Connector.close(connection);
    }
}
