package sluice.queue.postgres.node;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.stream.Stream;
import org.postgresql.PGConnection;
import sluice.api.Bounded;
import sluice.api.Ownership.Owner;
import sluice.api.SettingsException;
import sluice.api.Ticker;
import sluice.queue.postgres.db.Connector;
import sluice.queue.postgres.db.Owned;
import sluice.queue.postgres.db.PostgresException;
import sluice.queue.postgres.db.PostgresSettings;
import sluice.queue.postgres.db.Schema;
import sluice.queue.postgres.db.Session;
import sluice.queue.postgres.db.Sql;
import sluice.queue.store.WriterThread;
import sluice.queue.store.tables.StoreException;
import sluice.queue.store.tables.Times;

/**
 * This process among those that share a database: which bots it owns, and until when without asking again. Its lease is one row, renewed
 * every third of its time by the clock of the database. All that waits or is settled goes over a few connections that its bots share. This
 * class is thread-safe.
 *
 * <p>A process whose lease is over is marked dead, which raises the epoch of its bots; it finds that out with its next transaction or
 * renewal, comes back as a new one, and stops its bots. A bot that nobody owns is taken by whoever sees it first and has fewer than its
 * share.
 */
public final class Node {

    private static final Logger LOG = System.getLogger(Node.class.getName());

    /** Tells all processes that something has changed. */
    private static final String CHANNEL = "sluice";

    /** The longest time for which a change in this process itself is not seen. */
    private static final int LISTEN_MILLIS = 50;

    /** The part of a lease that is not used, since clocks do not run alike. */
    private static final int MARGIN = 20;

    private static final Duration CHECK_REPLICATION = Duration.ofMinutes(1);

    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(2);

    /** The connections for what waits and is settled: while one commits, the other works. */
    private static final int SESSIONS = 2;

    private static final long TOLERATED_STEP = Duration.ofSeconds(1).toNanos();

    /** The processes of this JVM, which is one but for tests. */
    @Bounded("the configurations in use")
    private static final Map<PostgresSettings, Node> NODES = new HashMap<>();

    /** A lease is renewed each third of its time. */
    private static final int THIRD = 3;

    /** When others were taking bots at the same moment. */
    private static final Duration AGAIN = Duration.ofMillis(200);

    /** A part of the lease: who waits longer for the database was not the only one. */
    private static final int OUTAGE = 4;

    private record Row(
            long bot, String name, long node, String nodeName, Instant since, boolean paused, long watches) {}

    private final PostgresSettings settings;
    private final Connector connector;
    private final Clock clock;
    private final Ticker ticker;
    private final AtomicLong takeovers = new AtomicLong();
    private final AtomicLong fenced = new AtomicLong();

    @Bounded("SESSIONS")
    private final List<Session> sessions = new ArrayList<>();

    @Bounded("SESSIONS")
    private final List<WriterThread> writers = new ArrayList<>();

    /** What is owned, by the names of the bots. */
    @Bounded("the bots of this process")
    private final Map<String, Owned> owned = new ConcurrentHashMap<>();

    /** The bots that are run here, as far as they were named: whoever runs them gives them back. */
    @Bounded("the bots of this process")
    private final Set<String> answered = ConcurrentHashMap.newKeySet();

    @Bounded("the bots of this process")
    private final Set<String> toRelease = ConcurrentHashMap.newKeySet();

    /** Since when bots that this process could run have been seen without an owner, by the ticker. */
    @Bounded("the bots of this process")
    private final Map<String, Long> freeSince = new HashMap<>();

    private final ReentrantLock asking = new ReentrantLock();

    /** Guarded by {@link #asking}. */
    private Optional<Sql> shared = Optional.empty();

    private int users;
    private Thread thread;

    @Bounded("the bots of this process")
    private volatile Set<String> wanted = Set.of();

    @Bounded("the bots of all processes")
    private volatile Map<String, Row> rows = Map.of();

    private volatile Runnable listener = () -> {};
    private volatile Optional<String> giving = Optional.empty();
    private volatile boolean woken;
    private volatile boolean closing;
    private volatile boolean leased;
    private volatile long leaseEnd;
    private volatile String unreachable = "";
    private volatile String unsafe = "";
    private volatile int liveNodes;

    // Of the thread alone.
    private Sql sql;
    private long number;
    private long connectedAt;
    private long clockAhead;
    private Instant replicationChecked = Instant.MIN;

    /** The bots that this process has told the others it would run. */
    @Bounded("the bots of all processes")
    private List<Long> wishes = List.of();

    /** The bots that others would run. */
    @Bounded("the bots of all processes")
    private Set<Long> wished = Set.of();

    private Node(PostgresSettings settings, Clock clock, Ticker ticker) {
        this.settings = settings;
        this.connector = new Connector(settings);
        this.clock = clock;
        this.ticker = ticker;
    }

    /** The process of these settings; {@link #leave} follows. The tables are made if they are not there. */
    public static Node join(PostgresSettings settings, Clock clock, Ticker ticker) {
        synchronized (NODES) {
            Node node = NODES.get(settings);
            if (node == null) {
                node = new Node(settings, clock, ticker);
                try (Sql first = new Sql(node.connector.connect())) {
                    Schema.migrate(first.connection());
                } catch (PostgresException e) {
                    if (e.isRefusal()) {
                        throw new SettingsException(e.getMessage());
                    }
                    throw e;
                }
                NODES.put(settings, node);
            }
            node.users++;
            return node;
        }
    }

    /** Ends the use of the process. The last one gives all bots up. */
    public void leave() {
        synchronized (NODES) {
            users--;
            if (users > 0) {
                return;
            }
            NODES.remove(settings);
        }
        closing = true;
        if (asking.tryLock()) {
            closeShared();
            asking.unlock();
        }
        sessions.forEach(Session::stop);
        writers.forEach(writer -> writer.close(CLOSE_LIMIT));
        sessions.forEach(Session::close);
        try {
            if (thread != null) {
                thread.join(CLOSE_LIMIT);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    public PostgresSettings settings() {
        return settings;
    }

    /** A connection of the caller's own. */
    public Sql connect() {
        return new Sql(connector.connect());
    }

    /**
     * Asks or changes something at once, over a connection that the bots of this process share if nobody uses it at the moment. What
     * throws is undone.
     */
    public <T> T ask(Function<Sql, T> question) {
        if (!asking.tryLock()) {
            try (Sql once = new Sql(connector.connect())) {
                return question.apply(once);
            }
        }
        try {
            if (shared.filter(Sql::isAlive).isEmpty()) {
                closeShared();
                shared = Optional.of(new Sql(connector.connect()));
            }
            T answer = question.apply(shared.get());
            if (closing) {
                closeShared();
            }
            return answer;
        } catch (RuntimeException e) {
            closeShared();
            throw e;
        } finally {
            asking.unlock();
        }
    }

    private void closeShared() {
        shared.ifPresent(Sql::close);
        shared = Optional.empty();
    }

    /** A connection for a bot's changes, with the thread that uses it. */
    public Session session(Owned bot) {
        threads();
        return sessions.get((int) (bot.bot() % SESSIONS));
    }

    /** The thread of a session. */
    public WriterThread writer(Session session) {
        return writers.get(sessions.indexOf(session));
    }

    private synchronized void threads() {
        while (sessions.size() < SESSIONS) {
            Session session = new Session(connector, fenced);
            sessions.add(session);
            writers.add(new WriterThread("sluice-store-" + sessions.size(), session, WriterThread.RETRY, clock));
        }
    }

    /** A bot that this process owns; empty when it does not. */
    public Optional<Owned> owned(String bot) {
        return Optional.ofNullable(owned.get(bot)).filter(found -> !found.isLost());
    }

    /**
     * A bot that this process owns, or takes for what is used without asking who owns it.
     *
     * @throws StoreException when another process owns it
     */
    public Owned ownedOrTaken(String bot) {
        return owned(bot).orElseGet(() -> take(bot));
    }

    /** Counts a change that was refused, since another process owns the bot; the answer to whoever made it. */
    public StoreException refused(Owned bot) {
        if (!bot.isLost()) {
            fenced.incrementAndGet();
        }
        bot.lost();
        return new StoreException("another machine runs the bot", null);
    }

    /**
     * Takes a bot that is used without asking who owns it.
     *
     * @throws StoreException when another process owns it
     */
    public Owned take(String bot) {
        try (Sql once = new Sql(connector.connect())) {
            once.update("INSERT INTO bots (name) VALUES (?) ON CONFLICT DO NOTHING", bot);
            return once.first(
                            "UPDATE bots SET epoch = epoch + 1, node = NULL WHERE name = ? AND (node IS NULL OR NOT EXISTS"
                                    + " (SELECT 1 FROM nodes WHERE nodes.node = bots.node AND NOT dead AND expires > now()))"
                                    + " RETURNING bot, epoch",
                            row -> new Owned(row.getLong(1), row.getLong(2), 0),
                            bot)
                    .orElseThrow(() -> new StoreException("another process runs the bot " + bot, null));
        }
    }

    /** Says which bots this process could run; those that it is to run now. */
    public Set<String> claim(Set<String> bots) {
        if (!bots.equals(wanted)) {
            wanted = Set.copyOf(bots);
            wake();
        }
        synchronized (this) {
            if (thread == null) {
                thread = Thread.ofPlatform().name("sluice-lease").daemon().start(this::run);
            }
        }
        Set<String> here = new HashSet<>();
        for (String bot : bots) {
            Row row = rows.get(bot);
            boolean goes = toRelease.contains(bot) || giving.equals(Optional.of(bot));
            if (holds(bot) && !goes && (row == null || !row.paused)) {
                here.add(bot);
            }
        }
        answered.addAll(here);
        return here;
    }

    /** True if this process owns a bot at this moment. */
    public boolean holds(String bot) {
        Owned found = owned.get(bot);
        return found != null && !found.isLost() && leased && ticker.nanos() - leaseEnd < 0;
    }

    /** Gives a bot up, which has stopped. */
    public void release(String bot) {
        answered.remove(bot);
        if (owned.containsKey(bot)) {
            toRelease.add(bot);
            wake();
        }
    }

    /** Pauses a bot or lets it go on, wherever it runs. */
    public void pause(String bot, boolean paused) {
        try (Sql once = new Sql(connector.connect())) {
            once.update(
                    "INSERT INTO bots (name, paused) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET paused = excluded.paused",
                    bot,
                    paused);
            tell(once);
        }
        wake();
    }

    /** All known bots, as they were a few seconds ago. */
    public List<Owner> owners() {
        Map<String, Row> known = rows;
        if (thread == null) {
            try (Sql once = new Sql(connector.connect())) {
                known = read(once);
            }
        }
        return known.values().stream()
                .map(row -> new Owner(row.name, row.nodeName, row.since, row.paused))
                .toList();
    }

    /** Called when the answer to {@link #claim} may be another. */
    public void onChange(Runnable changed) {
        listener = changed;
    }

    /** Counts the changes of a bot's watches, as far as they have been seen; empty when nobody looks. */
    public Optional<Long> watchesVersion(String bot) {
        return thread == null
                ? Optional.empty()
                : Optional.ofNullable(rows.get(bot)).map(Row::watches);
    }

    /** What puts the bots in danger. */
    public List<String> problems() {
        List<String> problems = new ArrayList<>();
        if (thread == null) {
            try (Sql once = new Sql(connector.connect())) {
                unsafe = Replication.problem(once);
                unreachable = "";
            } catch (StoreException e) {
                unreachable = e.getMessage();
            }
        }
        if (!unreachable.isEmpty()) {
            problems.add("the database cannot be reached: " + unreachable);
        }
        if (!unsafe.isEmpty()) {
            problems.add(unsafe);
        }
        return problems;
    }

    public long takeovers() {
        return takeovers.get();
    }

    public long fenced() {
        return fenced.get();
    }

    public int ownedCount() {
        return owned.size();
    }

    public int liveNodes() {
        return liveNodes;
    }

    public boolean isUnsafe() {
        return !unsafe.isEmpty();
    }

    /** The bots that nobody runs though they are not paused. */
    public long withoutOwner() {
        return rows.values().stream()
                .filter(row -> row.nodeName.isEmpty() && !row.paused && wanted.contains(row.name))
                .count();
    }

    /** The thread looks at once. */
    public void wake() {
        woken = true;
    }

    /** Tells all processes to look at once, when the transaction of the connection is kept. */
    public static void tell(Sql sql) {
        sql.first("SELECT pg_notify('" + CHANNEL + "', '')", row -> row.getString(1));
    }

    private void run() {
        while (!closing) {
            Duration next;
            try {
                next = look();
                unreachable = "";
            } catch (StoreException e) {
                next = disconnected(e);
            } catch (RuntimeException e) {
                LOG.log(Level.ERROR, "who owns which bot cannot be asked", e);
                next = disconnected(e);
            }
            try {
                listener.run();
            } catch (RuntimeException e) {
                LOG.log(Level.WARNING, "who listens for changes of the owners failed", e);
            }
            await(next);
        }
        leased = false;
        giveAllUp();
    }

    private Duration disconnected(RuntimeException e) {
        if (unreachable.isEmpty()) {
            LOG.log(
                    Level.WARNING,
                    "the database cannot be reached: {0}; bots run on until their lease ends",
                    e.getMessage());
        }
        unreachable = String.valueOf(e.getMessage());
        disconnect();
        return Duration.ofSeconds(1);
    }

    private void disconnect() {
        if (sql != null) {
            sql.close();
            sql = null;
        }
    }

    /** Renews the lease and looks who owns what; how long until the next time. */
    private Duration look() {
        long begun = ticker.nanos();
        long lease = settings.lease().toNanos();
        if (sql == null) {
            // The lease may be renewed in time over another connection, or at another server.
            sql = new Sql(connector.connect(settings.lease().dividedBy(THIRD)));
            sql.update("LISTEN " + CHANNEL);
            connectedAt = ticker.nanos();
        }
        renew();
        rows = read(sql);
        Duration left = untilNextExpiry();
        // After an outage of the database, all others may be about to renew their leases too.
        if (ticker.nanos() - begun > lease / OUTAGE) {
            connectedAt = ticker.nanos();
        }
        if (left.isZero()) {
            left = Duration.ofNanos(Math.max(0, connectedAt + lease - ticker.nanos()));
            if (left.isZero()) {
                bury();
                left = untilNextExpiry();
            }
        }
        freeBotsOfDead();
        if (!rows.keySet().containsAll(wanted)) {
            sql.update("INSERT INTO bots (name) SELECT unnest(?::text[]) ON CONFLICT DO NOTHING", wanted);
            rows = read(sql);
        }
        forgetLost();
        releaseStopped();
        boolean all = take();
        giveOne();
        wish();
        checkReplication();
        return all ? earlier(settings.lease().dividedBy(THIRD), left) : AGAIN;
    }

    private void renew() {
        long before = ticker.nanos();
        String lease = settings.lease().toMillis() + " milliseconds";
        if (number != 0) {
            Optional<Instant> now = sql.first(
                    "UPDATE nodes SET expires = clock_timestamp() + ?::interval, clock_ahead = ?"
                            + " WHERE node = ? AND NOT dead RETURNING clock_timestamp()",
                    row -> row.getTimestamp(1).toInstant(),
                    lease,
                    clockAhead,
                    number);
            if (now.isPresent()) {
                leasedSince(before, now.get());
                return;
            }
            LOG.log(
                    Level.WARNING,
                    "this process was not heard of for {0}, so that its bots were taken over",
                    settings.lease());
            owned.values().forEach(Owned::lost);
            number = 0;
        }
        sql.first(
                        "INSERT INTO nodes (name, expires) VALUES (?, clock_timestamp() + ?::interval)"
                                + " RETURNING node, clock_timestamp()",
                        row -> Map.entry(row.getLong(1), row.getTimestamp(2).toInstant()),
                        settings.node(),
                        lease)
                .ifPresent(row -> {
                    number = row.getKey();
                    wishes = List.of();
                    leasedSince(before, row.getValue());
                });
    }

    private void leasedSince(long before, Instant now) {
        clockAhead = Times.nanos(Duration.between(now, clock.instant()));
        leaseEnd = before
                + settings.lease().minus(settings.lease().dividedBy(MARGIN)).toNanos();
        leased = true;
    }

    private static Map<String, Row> read(Sql from) {
        Map<String, Row> found = new TreeMap<>();
        from.list(
                        "SELECT bots.bot, bots.name, coalesce(bots.node, 0), coalesce(nodes.name, ''), since, paused, watches"
                                + " FROM bots LEFT JOIN nodes ON nodes.node = bots.node AND NOT nodes.dead",
                        row -> new Row(
                                row.getLong(1),
                                row.getString(2),
                                row.getLong(3),
                                row.getString(4),
                                row.getTimestamp(5).toInstant(),
                                row.getBoolean(6),
                                row.getLong(7)))
                .forEach(row -> found.put(row.name, row));
        return found;
    }

    /** Marks processes dead whose lease is over: from then on they cannot renew it. */
    private void bury() {
        List<String> dead = sql.list(
                "UPDATE nodes SET dead = true WHERE NOT dead AND expires < clock_timestamp() RETURNING name",
                row -> row.getString(1));
        if (!dead.isEmpty()) {
            LOG.log(Level.WARNING, "not heard of for too long: {0}; their bots are free", String.join(", ", dead));
            sql.update("DELETE FROM nodes WHERE dead AND expires < clock_timestamp() - interval '1 day'");
            rows = read(sql);
        }
    }

    /** Frees the bots of processes that were marked dead, perhaps by one that has ended before it could do this. */
    private void freeBotsOfDead() {
        List<Long> dead = rows.values().stream()
                .filter(row -> row.node != 0 && row.nodeName.isEmpty())
                .map(Row::node)
                .distinct()
                .toList();
        if (!dead.isEmpty()) {
            sql.update(
                    "UPDATE bots SET node = NULL, since = clock_timestamp(), epoch = epoch + 1, clock_ahead = CASE"
                            + " WHEN clock_epoch = epoch THEN (SELECT nodes.clock_ahead FROM nodes WHERE nodes.node = bots.node)"
                            + " ELSE clock_ahead END WHERE node = ANY (?)",
                    dead);
            tell(sql);
            rows = read(sql);
        }
    }

    /** How long until the next lease of another process is over; zero when one is. */
    private Duration untilNextExpiry() {
        Set<Long> others = new HashSet<>();
        List<Long> left = sql.list(
                "SELECT (extract(epoch FROM expires - clock_timestamp()) * 1000)::bigint, wishes FROM nodes"
                        + " WHERE NOT dead AND node <> ?",
                row -> {
                    others.addAll(List.of((Long[]) row.getArray(2).getArray()));
                    return row.getLong(1);
                },
                number);
        wished = others;
        liveNodes = left.size() + 1;
        return left.stream()
                .min(Long::compare)
                .map(millis -> Duration.ofMillis(millis < 0 ? 0 : millis + 50))
                .orElse(settings.lease());
    }

    private static Duration earlier(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }

    /** Frees what has stopped here, and what was taken without this process knowing it, since the answer was lost. */
    private void releaseStopped() {
        for (String name : List.copyOf(toRelease)) {
            // First, so that at no moment two have it.
            owned.remove(name);
            toRelease.remove(name);
            giving = giving.filter(given -> !given.equals(name));
        }
        List<Long> unused = rows.values().stream()
                .filter(row -> row.node == number && !owned.containsKey(row.name))
                .map(Row::bot)
                .toList();
        if (!unused.isEmpty()) {
            free(unused);
            rows = read(sql);
        }
    }

    private void free(List<Long> bots) {
        sql.update(
                "UPDATE bots SET node = NULL, since = clock_timestamp(),"
                        + " clock_ahead = CASE WHEN clock_epoch = epoch THEN ? ELSE clock_ahead END"
                        + " WHERE bot = ANY (?) AND node = ?",
                clockAhead,
                bots,
                number);
        tell(sql);
    }

    private void forgetLost() {
        owned.forEach((name, bot) -> {
            Row row = rows.get(name);
            if (row == null || row.node != number) {
                bot.lost();
            }
            boolean needless = bot.isLost() || row.paused || !wanted.contains(name);
            if (needless && !answered.contains(name)) {
                toRelease.add(name);
            }
        });
    }

    /**
     * Takes bots that nobody owns, until this process has its share; after a lease also those that nobody else has taken.
     *
     * @return false if some of them were taken by others at the same moment
     */
    private boolean take() {
        List<Row> free = rows.values().stream()
                .filter(row -> row.node == 0 && !row.paused && wanted.contains(row.name))
                // One that was lost and is still to be stopped here is not begun anew.
                .filter(row -> !owned.containsKey(row.name))
                .sorted(Comparator.comparing(Row::since))
                .toList();
        long now = ticker.nanos();
        freeSince.keySet().retainAll(free.stream().map(Row::name).toList());
        free.forEach(row -> freeSince.putIfAbsent(row.name, now));
        long room = Math.max(0, share() - running());
        List<Long> chosen = Stream.concat(
                        free.stream().limit(room),
                        free.stream()
                                .skip(room)
                                .filter(row -> now - freeSince.get(row.name)
                                        >= settings.lease().toNanos()))
                .map(Row::bot)
                .toList();
        if (chosen.isEmpty()) {
            return true;
        }
        List<Map.Entry<String, Owned>> taken = sql.list(
                "UPDATE bots SET node = ?, since = clock_timestamp(), epoch = epoch + 1 FROM (SELECT bot FROM bots"
                        + " WHERE bot = ANY (?) AND node IS NULL AND NOT paused FOR UPDATE SKIP LOCKED) AS free"
                        + " WHERE bots.bot = free.bot RETURNING bots.bot, name, epoch, clock_ahead",
                row -> {
                    long last = row.getLong(4);
                    long step = row.wasNull() ? 0 : clockAhead - last;
                    return Map.entry(
                            row.getString(2),
                            new Owned(row.getLong(1), row.getLong(3), Math.abs(step) > TOLERATED_STEP ? step : 0));
                },
                number,
                chosen);
        taken.forEach(bot -> owned.put(bot.getKey(), bot.getValue()));
        takeovers.addAndGet(taken.size());
        rows = read(sql);
        return taken.size() == chosen.size();
    }

    private long running() {
        return rows.values().stream().filter(row -> row.node == number).count();
    }

    /** How many bots each process is to run: of those that somebody runs, or this one could. */
    private long share() {
        long total = rows.values().stream()
                .filter(row -> !row.paused && (row.node != 0 || wanted.contains(row.name)))
                .count();
        return Math.ceilDiv(total, Math.max(1, liveNodes));
    }

    /** Has one bot stopped at a time that another process would run, where this one has more than its share. */
    private void giveOne() {
        if (giving.isPresent() || running() <= share()) {
            return;
        }
        giving = answered.stream()
                .filter(name -> holds(name)
                        && Optional.ofNullable(rows.get(name))
                                .filter(row -> wished.contains(row.bot))
                                .isPresent())
                .findFirst();
    }

    /** Tells the others which of their bots this process would run, while it has fewer than its share. */
    private void wish() {
        List<Long> now = running() >= share()
                ? List.of()
                : rows.values().stream()
                        .filter(row -> row.node != 0 && row.node != number && wanted.contains(row.name))
                        .map(Row::bot)
                        .toList();
        if (!now.equals(wishes)) {
            sql.update("UPDATE nodes SET wishes = ? WHERE node = ?", now, number);
            tell(sql);
            wishes = now;
        }
    }

    private void checkReplication() {
        Instant now = clock.instant();
        if (replicationChecked.plus(CHECK_REPLICATION).isAfter(now)) {
            return;
        }
        replicationChecked = now;
        unsafe = Replication.problem(sql);
    }

    /** Waits until it is time, or something has changed here or elsewhere. */
    private void await(Duration next) {
        long end = System.nanoTime() + next.toNanos();
        while (!closing && !woken && System.nanoTime() - end < 0) {
            if (sql == null) {
                LockSupport.parkNanos(Duration.ofMillis(LISTEN_MILLIS).toNanos());
                continue;
            }
            try {
                Connection connection = sql.connection();
                if (connection.unwrap(PGConnection.class).getNotifications(LISTEN_MILLIS).length > 0) {
                    woken = true;
                }
            } catch (SQLException e) {
                disconnected(PostgresException.of("listen", e));
                woken = true;
            }
        }
        woken = false;
    }

    /** What this process still has is free at once when it ends. */
    private void giveAllUp() {
        try {
            if (sql == null) {
                sql = new Sql(connector.connect());
            }
            free(owned.values().stream().map(Owned::bot).toList());
            sql.update("DELETE FROM nodes WHERE node = ?", number);
            tell(sql);
        } catch (StoreException e) {
            LOG.log(Level.DEBUG, "the bots are free when the lease ends: {0}", e.getMessage());
        }
        disconnect();
    }
}
