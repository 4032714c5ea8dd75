package sluice.queue.postgres.node;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.postgresql.PGConnection;
import sluice.queue.postgres.db.Owned;
import sluice.queue.postgres.db.PostgresException;
import sluice.queue.postgres.db.Sql;

/**
 * The tables that say which process runs which bot, {@code nodes} and {@code bots}. Whatever frees or takes a bot tells all processes.
 * For one thread at a time.
 */
public final class OwnerTables implements AutoCloseable {

    /** Tells all processes that something has changed. */
    private static final String CHANNEL = "sluice";

    /** A bot, and the process that runs it: 0 and an empty name when none does. */
    record Bot(long bot, String name, long node, String nodeName, Instant since, boolean paused, long watches) {}

    /** A process by its number and the time of the database. */
    record Joined(long node, Instant now) {}

    /**
     * The other processes.
     *
     * @param count those that are not marked dead
     * @param wished the bots that they would run
     * @param expiry until the next of their leases is over, zero when one is; empty when there are none
     */
    record Others(int count, Set<Long> wished, Optional<Duration> expiry) {}

    /** A bot that was taken; how far the clock of this process is ahead of that of the last owner, if that is known. */
    record Taken(long bot, String name, long epoch, Optional<Long> clockStep) {}

    private final Sql sql;

    OwnerTables(Sql sql) {
        this.sql = sql;
    }

    @Override
    public void close() {
        sql.close();
    }

    /** What a failover could lose; empty when all is well. */
    String replicationProblem() {
        boolean standbys = sql.number("SELECT count(*) FROM pg_stat_replication") > 0;
        boolean synchronous = sql.first(
                        "SELECT current_setting('synchronous_standby_names') <> ''"
                                + " AND current_setting('synchronous_commit') NOT IN ('off', 'local')",
                        row -> row.getBoolean(1))
                .orElse(false);
        return standbys && !synchronous
                ? "the database has a standby that does not get every change before it is confirmed: after a failover to it"
                        + " messages are missing, and others are sent twice; set synchronous_standby_names"
                : "";
    }

    void listen() {
        sql.update("LISTEN " + CHANNEL);
    }

    /** Waits until a process tells that something has changed; false when the time is over first. */
    boolean awaitChange(int millis) {
        try {
            return sql.connection().unwrap(PGConnection.class).getNotifications(millis).length > 0;
        } catch (SQLException e) {
            throw PostgresException.of("listen", e);
        }
    }

    /** Tells all processes to look at once, when the transaction of the connection is kept. */
    public static void tell(Sql sql) {
        sql.first("SELECT pg_notify('" + CHANNEL + "', '')", row -> row.getString(1));
    }

    Joined join(String name, Duration lease) {
        return sql.first(
                        "INSERT INTO nodes (name, expires) VALUES (?, clock_timestamp() + ?::interval)"
                                + " RETURNING node, clock_timestamp()",
                        row -> new Joined(row.getLong(1), row.getTimestamp(2).toInstant()),
                        name,
                        interval(lease))
                .orElseThrow();
    }

    /** Renews a lease; the time of the database, or empty when the process was marked dead. */
    Optional<Instant> renew(long node, Duration lease, long clockAhead) {
        return sql.first(
                "UPDATE nodes SET expires = clock_timestamp() + ?::interval, clock_ahead = ?"
                        + " WHERE node = ? AND NOT dead RETURNING clock_timestamp()",
                row -> row.getTimestamp(1).toInstant(),
                interval(lease),
                clockAhead,
                node);
    }

    private static String interval(Duration time) {
        return time.toMillis() + " milliseconds";
    }

    void leave(long node) {
        sql.update("DELETE FROM nodes WHERE node = ?", node);
        tell(sql);
    }

    /** All bots by their names. */
    Map<String, Bot> bots() {
        Map<String, Bot> found = new TreeMap<>();
        sql.list(
                        "SELECT bots.bot, bots.name, coalesce(bots.node, 0), coalesce(nodes.name, ''), since, paused, watches"
                                + " FROM bots LEFT JOIN nodes ON nodes.node = bots.node AND NOT nodes.dead",
                        row -> new Bot(
                                row.getLong(1),
                                row.getString(2),
                                row.getLong(3),
                                row.getString(4),
                                row.getTimestamp(5).toInstant(),
                                row.getBoolean(6),
                                row.getLong(7)))
                .forEach(bot -> found.put(bot.name, bot));
        return found;
    }

    void add(Collection<String> names) {
        sql.update("INSERT INTO bots (name) SELECT unnest(?::text[]) ON CONFLICT DO NOTHING", names);
    }

    Others others(long node) {
        Set<Long> wished = new HashSet<>();
        List<Long> left = sql.list(
                "SELECT (extract(epoch FROM expires - clock_timestamp()) * 1000)::bigint, wishes FROM nodes"
                        + " WHERE NOT dead AND node <> ?",
                row -> {
                    wished.addAll(List.of((Long[]) row.getArray(2).getArray()));
                    return row.getLong(1);
                },
                node);
        return new Others(
                left.size(),
                wished,
                left.stream()
                        .min(Long::compare)
                        .map(millis -> millis < 0 ? Duration.ZERO : Duration.ofMillis(millis + 50)));
    }

    /** Marks processes dead whose lease is over: from then on they cannot renew it. Returns their names. */
    List<String> bury() {
        List<String> dead = sql.list(
                "UPDATE nodes SET dead = true WHERE NOT dead AND expires < clock_timestamp() RETURNING name",
                row -> row.getString(1));
        if (!dead.isEmpty()) {
            sql.update("DELETE FROM nodes WHERE dead AND expires < clock_timestamp() - interval '1 day'");
        }
        return dead;
    }

    /** Frees the bots of processes that were marked dead, and raises their epochs. */
    void freeBotsOfDead(List<Long> dead) {
        sql.update(
                "UPDATE bots SET node = NULL, since = clock_timestamp(), epoch = epoch + 1, clock_ahead = CASE"
                        + " WHEN clock_epoch = epoch THEN (SELECT nodes.clock_ahead FROM nodes WHERE nodes.node = bots.node)"
                        + " ELSE clock_ahead END WHERE node = ANY (?)",
                dead);
        tell(sql);
    }

    /** Frees bots of a process that has stopped them. */
    void free(List<Long> bots, long node, long clockAhead) {
        sql.update(
                "UPDATE bots SET node = NULL, since = clock_timestamp(),"
                        + " clock_ahead = CASE WHEN clock_epoch = epoch THEN ? ELSE clock_ahead END"
                        + " WHERE bot = ANY (?) AND node = ?",
                clockAhead,
                bots,
                node);
        tell(sql);
    }

    /** Takes those of the bots that nobody owns or is just taking. */
    List<Taken> take(List<Long> bots, long node, long clockAhead) {
        return sql.list(
                "UPDATE bots SET node = ?, since = clock_timestamp(), epoch = epoch + 1 FROM (SELECT bot FROM bots"
                        + " WHERE bot = ANY (?) AND node IS NULL AND NOT paused FOR UPDATE SKIP LOCKED) AS free"
                        + " WHERE bots.bot = free.bot RETURNING bots.bot, name, epoch, ? - clock_ahead",
                row -> new Taken(
                        row.getLong(1),
                        row.getString(2),
                        row.getLong(3),
                        Optional.ofNullable(row.getObject(4, Long.class))),
                node,
                bots,
                clockAhead);
    }

    /** Takes a bot for a queue that is used without a process that renews its lease; empty when a process runs it. */
    Optional<Owned> takeAlone(String bot) {
        add(List.of(bot));
        return sql.first(
                "UPDATE bots SET epoch = epoch + 1, node = NULL WHERE name = ? AND (node IS NULL OR NOT EXISTS"
                        + " (SELECT 1 FROM nodes WHERE nodes.node = bots.node AND NOT dead AND expires > now()))"
                        + " RETURNING bot, epoch",
                row -> new Owned(row.getLong(1), row.getLong(2), 0),
                bot);
    }

    /** Pauses a bot or lets it go on, wherever it runs. */
    void pause(String bot, boolean paused) {
        sql.update(
                "INSERT INTO bots (name, paused) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET paused = excluded.paused",
                bot,
                paused);
        tell(sql);
    }

    /** Says which bots of others a process would run. */
    void wish(List<Long> bots, long node) {
        sql.update("UPDATE nodes SET wishes = ? WHERE node = ?", bots, node);
        tell(sql);
    }
}
