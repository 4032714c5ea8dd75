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
        return run(sql, statement -> {
            bind(statement, values);
            return statement.executeUpdate();
        });
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

    /** Changes, in their order and in one message to the server, which ends the transaction. */
    void updatesAndCommit(List<Statement> changes) {
        together(changes, new Statement("COMMIT", List.of()), statement -> statement.execute());
    }

    /** Makes changes and then reads all rows of a query, in one message to the server. */
    <T> List<T> updatesAndList(List<Statement> changes, String sql, Mapper<T> mapper, Object... values) {
        return together(changes, new Statement(sql, List.of(values)), statement -> {
            statement.execute();
            for (int i = 0; i < changes.size(); i++) {
                statement.getMoreResults();
            }
            return rows(statement.getResultSet(), mapper);
        });
    }

    private <T> T together(List<Statement> changes, Statement last, Call<T> call) {
        StringBuilder sql = new StringBuilder();
        List<Object> values = new ArrayList<>();
        for (Statement change : changes) {
            sql.append(change.sql).append("; ");
            values.addAll(change.values);
        }
        values.addAll(last.values);
        return run(sql.append(last.sql).toString(), statement -> {
            bind(statement, values.toArray());
            return call.run(statement);
        });
    }

    /** A statement with its values. */
    record Statement(String sql, List<Object> values) {}

    /** All rows. */
    public <T> List<T> list(String sql, Mapper<T> mapper, Object... values) {
        return run(sql, statement -> {
            bind(statement, values);
            return rows(statement.executeQuery(), mapper);
        });
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

    private void bind(PreparedStatement statement, Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            switch (values[i]) {
                case Number number -> statement.setLong(i + 1, number.longValue());
                case String text -> statement.setString(i + 1, StorableText.of(text));
                case Boolean flag -> statement.setBoolean(i + 1, flag);
                case Collection<?> array -> statement.setArray(i + 1, array(array));
                default -> throw new IllegalArgumentException("a value of " + values[i].getClass());
            }
        }
    }

    private java.sql.Array array(Collection<?> values) throws SQLException {
        boolean texts = values.stream().anyMatch(String.class::isInstance);
        Object[] elements = values.stream()
                .map(value ->
                        value instanceof String text ? StorableText.of(text) : (Object) ((Number) value).longValue())
                .toArray();
        return connection.createArrayOf(texts ? "text" : "bigint", elements);
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
