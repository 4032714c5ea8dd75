package sluice.queue.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import sluice.api.ComponentContext;
import sluice.api.Provider;
import sluice.api.SettingsException;
import sluice.api.Watch;
import sluice.queue.postgres.db.Owned;
import sluice.queue.postgres.db.PostgresException;
import sluice.queue.postgres.db.Sql;
import sluice.queue.postgres.node.Node;
import sluice.queue.store.archive.ArchiveDatabase;
import sluice.queue.store.archive.ArchiveTable;
import sluice.queue.store.archive.StoredArchive;
import sluice.queue.store.tables.StoreException;
import sluice.queue.store.tables.Times;
import sluice.queue.store.tables.WatchJson;

/**
 * The archive of a bot in the database. It takes the bot, so that an earlier owner cannot change anything any more, and then keeps the
 * bot's row locked: a process that looks for bots to take passes over it.
 */
@Provider(name = "postgres", section = "queue")
public final class PostgresArchive extends StoredArchive {

    /** The time that one statement may take, far more than any needs. */
    private static final Duration LONGEST = Duration.ofMinutes(10);

    private Node node;
    private Clock clock;
    private Sql lock;
    private long bot;

    /** Creates the provider, for the service loader. */
    public PostgresArchive() {}

    @Override
    public void start(ComponentContext context) {
        super.start(context);
        clock = context.clock();
        String name = context.bot();
        if (name.isEmpty()) {
            throw new SettingsException(
                    "PostgreSQL keeps bots by their names, those of the files in `bots-dir`; there is none");
        }
        node = Node.join(context);
        try {
            lock = connect();
            requireFree(name);
            Owned owned = node.take(name);
            beginTransaction(lock, Connection.TRANSACTION_READ_COMMITTED);
            bot = lock.first(
                            "SELECT bot FROM bots WHERE bot = ? AND epoch = ? AND node IS NULL FOR UPDATE SKIP LOCKED",
                            row -> row.getLong(1),
                            owned.bot(),
                            owned.epoch())
                    .orElseThrow(() -> new StoreException("the bot " + name + " was just taken; try again", null));
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    private void requireFree(String name) {
        if (lock.number("SELECT count(*) FROM bots WHERE name = ?", name) == 0) {
            return;
        }
        String owner = lock.first(
                        "SELECT coalesce(nodes.name, '') FROM bots LEFT JOIN nodes ON nodes.node = bots.node AND NOT dead"
                                + " AND expires > now() WHERE bots.name = ? FOR UPDATE OF bots SKIP LOCKED",
                        row -> row.getString(1),
                        name)
                .orElseThrow(() -> new SettingsException("the bot `" + name + "` is in use by another command"));
        if (!owner.isEmpty()) {
            throw new SettingsException(
                    "the bot `" + name + "` is run by `" + owner + "`; `sluice bots pause " + name + "` stops it");
        }
    }

    /** The version of the watches and the clock are kept when the lock is given back. */
    @Override
    public void close() {
        if (lock != null) {
            try {
                if (!lock.connection().getAutoCommit()) {
                    lock.connection().commit();
                }
            } catch (SQLException e) {
                throw PostgresException.of("commit", e);
            } finally {
                lock.close();
                lock = null;
            }
        }
        if (node != null) {
            node.leave();
            node = null;
        }
    }

    @Override
    protected ArchiveDatabase open() {
        return new Rows(connect());
    }

    /** For statements that take long, between which others may take long too. */
    private Sql connect() {
        Sql sql = node.connections().open();
        try {
            sql.update("SET idle_in_transaction_session_timeout = 0");
            sql.connection().setNetworkTimeout(Runnable::run, (int) LONGEST.toMillis());
            return sql;
        } catch (SQLException e) {
            sql.close();
            throw PostgresException.of("connect", e);
        }
    }

    private static void beginTransaction(Sql sql, int isolation) {
        try {
            sql.connection().setTransactionIsolation(isolation);
            sql.connection().setAutoCommit(false);
        } catch (SQLException e) {
            throw PostgresException.of("begin", e);
        }
    }

    /** The rows of the bot. */
    private final class Rows extends ArchiveDatabase {

        private final Sql sql;

        Rows(Sql sql) {
            super(Optional.of(bot), " COLLATE \"C\"");
            this.sql = sql;
        }

        @Override
        protected Connection connection() {
            return sql.connection();
        }

        @Override
        protected RuntimeException failure(String statement, SQLException e) {
            return PostgresException.of(statement, e);
        }

        @Override
        protected void beginReading() {
            beginTransaction(sql, Connection.TRANSACTION_REPEATABLE_READ);
        }

        @Override
        protected void beginWriting() {
            beginTransaction(sql, Connection.TRANSACTION_READ_COMMITTED);
        }

        /** Nothing is kept once the lock is lost: another process may have the bot. */
        @Override
        protected void commit() {
            lock.number("SELECT 1");
            try {
                sql.connection().commit();
            } catch (SQLException e) {
                throw PostgresException.of("commit", e);
            }
        }

        @Override
        protected long number(String statement, Object... values) {
            return sql.number(statement, values);
        }

        @Override
        protected void update(String statement, Object... values) {
            sql.update(statement, values);
        }

        @Override
        protected void updates(String statement, List<Object[]> rows) {
            sql.updates(statement, rows);
        }

        @Override
        protected String facts() {
            return "(SELECT bot, name, value, CASE name WHEN '" + ArchiveTable.LAST_DEAD_LETTER
                    + "' THEN 0 ELSE at END AS at FROM facts WHERE name NOT IN " + ArchiveTable.OWN_FACTS
                    + ") AS facts";
        }

        @Override
        protected List<Watch> watches() {
            return sql.list(
                    "SELECT watch, source, destination FROM watches WHERE bot = ? ORDER BY seq",
                    row -> WatchJson.read(row.getString(1)).between(row.getLong(2), row.getLong(3)),
                    bot);
        }

        @Override
        protected void add(Watch watch) {
            PostgresWatches.insert(sql, bot, watch);
        }

        @Override
        protected void clearWatches() {
            sql.update("DELETE FROM watches WHERE bot = ?", bot);
        }

        /** The times are those of this machine from now on. */
        @Override
        protected void completed() {
            Instant now = lock.first(
                            "SELECT clock_timestamp()",
                            row -> row.getTimestamp(1).toInstant())
                    .orElseThrow();
            lock.update(
                    "UPDATE bots SET watches = watches + 1, clock_ahead = ? WHERE bot = ?",
                    Times.nanos(Duration.between(now, clock.instant())),
                    bot);
        }

        @Override
        protected long notes() {
            return sql.number("SELECT coalesce(sum(notes), 0) FROM note_totals WHERE bot = ?", bot);
        }

        /** The server undoes what was not committed. */
        @Override
        public void close() {
            sql.close();
        }
    }
}
