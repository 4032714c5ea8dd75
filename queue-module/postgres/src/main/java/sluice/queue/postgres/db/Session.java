package sluice.queue.postgres.db;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import sluice.api.Bounded;
import sluice.queue.store.Transactions;
import sluice.queue.store.tables.StoreException;
import sluice.queue.store.tables.Tables;

/**
 * The transactions of several bots over one connection, which is made anew when it breaks. For the writer thread.
 *
 * <p>A transaction begins by counting up {@code seq} of each bot that it is about, where the epoch is still the one in which this process
 * took it. A bot whose row is not found is not this process's any more, and is left out. When the connection breaks while a commit is under
 * way, {@code seq} tells whether it got through.
 *
 * <p>Changes are collected, and go to the server in one message with what is read next that they may be about, or with the commit.
 */
public final class Session implements Transactions, AutoCloseable {

    private static final Logger LOG = System.getLogger(Session.class.getName());

    private static final Duration CONNECT_AGAIN = Duration.ofMillis(200);

    private static final Duration LONG = Duration.ofMinutes(5);

    private static final String FENCE =
            Rows.update("bots", "seq = seq + 1", "bot bigint, epoch bigint") + " RETURNING bots.bot, seq";

    /** Many more than there are statements that change something. */
    private static final int MAX_CHANGES = 40;

    /** The tables whose changes are collected. */
    public enum Table {
        JOBS,
        LANES,
        ALBUMS,
        DEAD_LETTERS,
        SENT,
        FACTS,
        TEXTS
    }

    /** Who owns the tables of a bot. */
    public interface OwnedTables extends Tables {

        Owned owned();
    }

    /** A statement of {@link Rows} with its rows, each under what it replaces an earlier one of. */
    private record Change(String sql, Map<Object, Object[]> rows) {

        private Sql.Statement statement() {
            return new Sql.Statement(sql, List.of(Rows.values(rows.values())));
        }
    }

    private final Connector connector;
    private final AtomicLong fenced;
    private Sql sql;

    /** Why there was no connection the last time. */
    private Optional<PostgresException> unreachable = Optional.empty();

    private long triedAt;

    /** By statement; those without rows only keep their place, so that there are few orders for the server to prepare. */
    @Bounded("MAX_CHANGES, and the jobs that one transaction is about")
    private final List<Change> changes = new ArrayList<>();

    /** The last of the changes that is about a key: what comes later for it must not go before. */
    @Bounded("the jobs that one transaction is about")
    private final Map<List<Object>, Integer> lastOf = new HashMap<>();

    @Bounded("the tables")
    private final Set<Table> changed = EnumSet.noneOf(Table.class);

    @Bounded("the bots of one transaction")
    private final Map<Owned, Long> numbers = new LinkedHashMap<>();

    private volatile boolean closing;

    /**
     * A session that connects when it is first used.
     *
     * @param fenced counts the changes that were refused since another process owns the bot
     */
    public Session(Connector connector, AtomicLong fenced) {
        this.connector = connector;
        this.fenced = fenced;
    }

    private Sql sql() {
        if (sql == null) {
            long now = System.nanoTime();
            if (unreachable.isPresent() && now - triedAt < CONNECT_AGAIN.toNanos()) {
                throw unreachable.get();
            }
            try {
                sql = new Sql(connector.connect());
                unreachable = Optional.empty();
            } catch (PostgresException e) {
                unreachable = Optional.of(e);
                triedAt = System.nanoTime();
                throw e;
            }
        }
        return sql;
    }

    @Override
    public Set<Tables> begin(Collection<Tables> of) {
        discard();
        Map<Owned, Tables> wanted = new LinkedHashMap<>();
        of.forEach(tables -> wanted.put(((OwnedTables) tables).owned(), tables));
        try {
            beginAgain(wanted.keySet());
        } catch (SQLException e) {
            throw failed(e);
        } catch (StoreException e) {
            disconnect();
            throw e;
        }
        Set<Tables> lost = new HashSet<>();
        wanted.forEach((owned, tables) -> {
            if (!numbers.containsKey(owned)) {
                if (!owned.isLost()) {
                    fenced.incrementAndGet();
                }
                owned.lost();
                lost.add(tables);
            }
        });
        return lost;
    }

    /** Begins; once more over a new connection if the one that there was has ended meanwhile, since nothing is done yet. */
    private void beginAgain(Collection<Owned> wanted) throws SQLException {
        boolean fresh = sql == null;
        try {
            fence(wanted);
        } catch (PostgresException e) {
            if (fresh || !e.isDisconnected()) {
                throw e;
            }
            LOG.log(Level.DEBUG, "connects again: {0}", e.getMessage());
            disconnect();
            fence(wanted);
        }
    }

    private void fence(Collection<Owned> wanted) throws SQLException {
        sql().connection().setAutoCommit(false);
        if (wanted.isEmpty()) {
            return;
        }
        // Of a bot that was lost and taken again, the row is that of the later owner.
        Map<Long, Owned> byBot = wanted.stream()
                .collect(Collectors.toMap(Owned::bot, owned -> owned, (a, b) -> a.epoch() > b.epoch() ? a : b));
        sql().list(
                        FENCE,
                        row -> Map.entry(row.getLong(1), row.getLong(2)),
                        Rows.values(wanted.stream()
                                .map(owned -> new Object[] {owned.bot(), owned.epoch()})
                                .toList()))
                .forEach(row -> numbers.put(byBot.get(row.getKey()), row.getValue()));
    }

    /** Where the transaction is about bots of this process, the fence has changed something already. */
    @Override
    public void probe(Collection<Tables> all) {
        if (!numbers.isEmpty()) {
            return;
        }
        try {
            fence(all.stream()
                    .map(tables -> ((OwnedTables) tables).owned())
                    .filter(owned -> !owned.isLost())
                    .toList());
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    @Override
    public void commit() {
        try {
            sql.execute(collected(), "COMMIT");
            sql.connection().setAutoCommit(true);
        } catch (PostgresException e) {
            disconnect();
            resolve(e);
        } catch (SQLException e) {
            disconnect();
            resolve(PostgresException.unreachable(e));
        }
        discard();
    }

    /** Learns whether a commit got through whose answer has not come. All bots of it are in the same transaction. */
    private void resolve(PostgresException unkept) {
        if (numbers.isEmpty()) {
            throw unkept;
        }
        Map.Entry<Owned, Long> one = numbers.entrySet().iterator().next();
        while (!closing && !one.getKey().isLost()) {
            try {
                // Waits for the end of the transaction, where the server still has it.
                Optional<Long> seq = sql().first(
                                "SELECT seq FROM bots WHERE bot = ? AND epoch = ? FOR UPDATE",
                                row -> row.getLong(1),
                                one.getKey().bot(),
                                one.getKey().epoch());
                if (seq.filter(number -> number >= one.getValue()).isPresent()) {
                    return;
                }
                throw unkept;
            } catch (PostgresException e) {
                if (e == unkept) {
                    throw e;
                }
                LOG.log(Level.DEBUG, "cannot learn yet whether a change was kept: {0}", e.getMessage());
                disconnect();
                LockSupport.parkNanos(CONNECT_AGAIN.toNanos());
            }
        }
        throw unkept;
    }

    @Override
    public void rollBack() {
        discard();
        if (sql == null) {
            return;
        }
        try {
            if (!sql.connection().getAutoCommit()) {
                sql.connection().rollback();
                sql.connection().setAutoCommit(true);
            }
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    private void discard() {
        forget();
        numbers.clear();
    }

    private PostgresException failed(SQLException e) {
        disconnect();
        return PostgresException.unreachable(e);
    }

    private void disconnect() {
        if (sql != null) {
            sql.close();
            sql = null;
        }
    }

    /**
     * Collects a change.
     *
     * @param key what it is about: of what is about the same, the order is kept
     * @param statement one of {@link Rows}, whose first column is the bot
     */
    public void add(Table table, Object key, String statement, Object... row) {
        change(table, key, statement, new Object(), row);
    }

    /** Collects a change that stands for itself and for all earlier ones of this statement with the same key. */
    public void put(Table table, Object key, String statement, Object... row) {
        change(table, key, statement, List.of(row[0], key), row);
    }

    private void change(Table table, Object key, String statement, Object replaces, Object... row) {
        changed.add(table);
        List<Object> about = List.of(table, row[0], key);
        int at = lastOf.getOrDefault(about, 0);
        while (at < changes.size() && !changes.get(at).sql.equals(statement)) {
            at++;
        }
        if (at == changes.size()) {
            changes.add(new Change(statement, new LinkedHashMap<>()));
        }
        changes.get(at).rows.put(replaces, row);
        lastOf.put(about, at);
    }

    private void forget() {
        changes.forEach(change -> change.rows.clear());
        if (changes.size() > MAX_CHANGES) {
            changes.clear();
        }
        lastOf.clear();
        changed.clear();
    }

    /** The collected changes, which go to the server now. */
    private List<Sql.Statement> collected() {
        List<Sql.Statement> statements = changes.stream()
                .filter(change -> !change.rows.isEmpty())
                .map(Change::statement)
                .toList();
        forget();
        return statements;
    }

    /** The collected changes, where those to a table are among them. */
    private List<Sql.Statement> before(Table table) {
        return changed.contains(table) ? collected() : List.of();
    }

    public <T> List<T> list(Table table, String statement, Sql.Mapper<T> mapper, Object... values) {
        return guarded(() -> sql().list(before(table), statement, mapper, values));
    }

    public <T> Optional<T> first(Table table, String statement, Sql.Mapper<T> mapper, Object... values) {
        return list(table, statement, mapper, values).stream().findFirst();
    }

    public long number(Table table, String statement, Object... values) {
        return first(table, statement, row -> row.getLong(1), values).orElseThrow();
    }

    /** Makes a change at once; how many rows it changed. */
    public int update(Table table, String statement, Object... values) {
        return guarded(() -> sql().execute(before(table), statement, values));
    }

    /** Makes changes in a transaction that may take long, since they are about many rows. */
    public void patiently(Runnable work) {
        try {
            Connection connection = sql().connection();
            int before = connection.getNetworkTimeout();
            connection.setNetworkTimeout(Runnable::run, Math.toIntExact(LONG.toMillis()));
            work.run();
            connection.setNetworkTimeout(Runnable::run, before);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    /** Between two transactions a broken connection is given up here; within one, when that is undone. */
    private <T> T guarded(Supplier<T> work) {
        try {
            return work.get();
        } catch (PostgresException e) {
            if (numbers.isEmpty()) {
                disconnect();
            }
            throw e;
        }
    }

    /** What waits for the database is given up. For any thread; the writer thread ends after that. */
    public void stop() {
        closing = true;
    }

    /** After the writer thread has ended. */
    @Override
    public void close() {
        disconnect();
    }
}
