package sluice.queue.postgres.node;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import sluice.api.Bounded;
import sluice.api.ComponentContext;
import sluice.api.Ownership.Owner;
import sluice.api.SettingsException;
import sluice.api.Stats;
import sluice.api.Ticker;
import sluice.queue.postgres.db.Connector;
import sluice.queue.postgres.db.Owned;
import sluice.queue.postgres.db.PostgresException;
import sluice.queue.postgres.db.PostgresSettings;
import sluice.queue.postgres.db.Schema;
import sluice.queue.postgres.db.Sql;
import sluice.queue.postgres.node.OwnerTables.Bot;
import sluice.queue.store.tables.StoreException;

/**
 * This process among those that share a database: which bots it owns, and until when without asking again. Its lease is one row, renewed
 * every third of its time by the clock of the database. All that waits or is settled goes over a few connections that its bots share. This
 * class is thread-safe.
 *
 * <p>A process whose lease is over is marked dead, which raises the epoch of its bots; it finds that out with its next transaction or
 * renewal, comes back as a new one, and stops its bots.
 */
public final class Node {

    private static final Logger LOG = System.getLogger(Node.class.getName());

    /** The longest time for which a change in this process itself is not seen. */
    private static final int LISTEN_MILLIS = 50;

    private static final Duration CHECK_REPLICATION = Duration.ofMinutes(1);

    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(2);

    /** The processes of this JVM, which is one but for tests. */
    @Bounded("the configurations in use")
    private static final Map<PostgresSettings, Node> NODES = new HashMap<>();

    /** A lease is renewed each third of its time. */
    private static final int THIRD = 3;

    /** When others were taking bots at the same moment. */
    private static final Duration AGAIN = Duration.ofMillis(200);

    /** A part of the lease: who waits longer for the database was not the only one. */
    private static final int OUTAGE = 4;

    private final PostgresSettings settings;
    private final Connections connections;
    private final Clock clock;
    private final Ticker ticker;
    private final Lease lease;
    private final BotAssignment bots;

    private int users;
    private Thread thread;
    private volatile Runnable listener = () -> {};
    private volatile boolean woken;
    private volatile boolean closing;
    private volatile String unreachable = "";
    private volatile String unsafe = "";

    // Of the thread alone.
    private OwnerTables tables;
    private long connectedAt;
    private Instant replicationChecked = Instant.MIN;

    private Node(PostgresSettings settings, Clock clock, Ticker ticker) {
        this.settings = settings;
        this.connections = new Connections(new Connector(settings), clock);
        this.clock = clock;
        this.ticker = ticker;
        this.lease = new Lease(settings, clock, ticker);
        this.bots = new BotAssignment(lease, ticker);
    }

    /** The process of these settings; {@link #leave} follows. The tables are made if they are not there. */
    public static Node join(ComponentContext context) {
        PostgresSettings settings = PostgresSettings.from(context.settings());
        synchronized (NODES) {
            Node node = NODES.get(settings);
            if (node == null) {
                node = new Node(settings, context.clock(), context.ticker());
                try (Sql first = node.connections.open()) {
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
        connections.close();
        try {
            if (thread != null) {
                thread.join(CLOSE_LIMIT);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    public String name() {
        return settings.node();
    }

    /** The connections that all bots of this process share. */
    public Connections connections() {
        return connections;
    }

    /**
     * A bot that this process owns, or takes for what is used without asking who owns it.
     *
     * @throws StoreException when another process owns it
     */
    public Owned ownedOrTaken(String bot) {
        return bots.owned(bot).orElseGet(() -> take(bot));
    }

    /** Counts a change that was refused, since another process owns the bot; the answer to whoever made it. */
    public StoreException refused(Owned bot) {
        if (!bot.isLost()) {
            connections.countFenced();
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
        try (OwnerTables once = new OwnerTables(connections.open())) {
            return once.takeAlone(bot)
                    .orElseThrow(() -> new StoreException("another process runs the bot " + bot, null));
        }
    }

    /** Says which bots this process could run; those that it is to run now. */
    public Set<String> claim(Set<String> wanted) {
        if (bots.want(wanted)) {
            wake();
        }
        synchronized (this) {
            if (thread == null) {
                thread = Thread.ofPlatform().name("sluice-lease").daemon().start(this::run);
            }
        }
        return bots.toRun(wanted);
    }

    /** True if this process owns a bot at this moment. */
    public boolean holds(String bot) {
        return bots.holds(bot);
    }

    /** Gives a bot up, which has stopped. */
    public void release(String bot) {
        if (bots.release(bot)) {
            wake();
        }
    }

    /** Pauses a bot or lets it go on, wherever it runs. */
    public void pause(String bot, boolean paused) {
        try (OwnerTables once = new OwnerTables(connections.open())) {
            once.pause(bot, paused);
        }
        wake();
    }

    /** All known bots, as they were a few seconds ago. */
    public List<Owner> owners() {
        Collection<Bot> now = bots.known().values();
        if (thread == null) {
            try (OwnerTables once = new OwnerTables(connections.open())) {
                now = once.bots().values();
            }
        }
        return now.stream()
                .map(bot -> new Owner(bot.name(), bot.nodeName(), bot.since(), bot.paused()))
                .toList();
    }

    /**
     * Asks whether the database takes changes.
     *
     * @throws StoreException when it does not at present
     */
    public void requireWritable() {
        if (connections
                .ask(sql -> sql.first("SHOW transaction_read_only", row -> row.getString(1)))
                .filter("on"::equals)
                .isPresent()) {
            throw new StoreException("the database is read-only, or a standby that takes no changes", null);
        }
    }

    /** Called when the answer to {@link #claim} may be another. */
    public void onChange(Runnable changed) {
        listener = changed;
    }

    /** Counts the changes of a bot's watches, as far as they have been seen; empty when nobody looks. */
    public Optional<Long> watchesVersion(String bot) {
        return thread == null
                ? Optional.empty()
                : Optional.ofNullable(bots.known().get(bot)).map(Bot::watches);
    }

    /** What puts the bots in danger. */
    public List<String> problems() {
        List<String> problems = new ArrayList<>();
        if (thread == null) {
            try (OwnerTables once = new OwnerTables(connections.open())) {
                unsafe = once.replicationProblem();
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

    public Stats stats() {
        return bots.stats().with("fenced", connections.fenced()).with("not_synchronous", unsafe.isEmpty() ? 0 : 1);
    }

    /** The thread looks at once. */
    private void wake() {
        woken = true;
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
        lease.end();
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
        if (tables != null) {
            tables.close();
            tables = null;
        }
    }

    /** Renews the lease and looks who owns what; how long until the next time. */
    private Duration look() {
        long begun = ticker.nanos();
        Duration third = lease.length().dividedBy(THIRD);
        if (tables == null) {
            // The lease may be renewed in time over another connection, or at another server.
            tables = new OwnerTables(connections.open(third));
            tables.listen();
            connectedAt = ticker.nanos();
        }
        renew();
        bots.look(tables);
        Duration left = bots.lookAtOthers(tables);
        // After an outage of the database, all others may be about to renew their leases too.
        if (ticker.nanos() - begun > lease.length().toNanos() / OUTAGE) {
            connectedAt = ticker.nanos();
        }
        if (left.isZero()) {
            left = Duration.ofNanos(Math.max(0, connectedAt + lease.length().toNanos() - ticker.nanos()));
            if (left.isZero()) {
                bury();
                left = bots.lookAtOthers(tables);
            }
        }
        boolean all = bots.balance(tables);
        checkReplication();
        return all ? Collections.min(List.of(third, left)) : AGAIN;
    }

    private void renew() {
        if (!lease.renew(tables)) {
            LOG.log(
                    Level.WARNING,
                    "this process was not heard of for {0} s, so that its bots were taken over",
                    lease.length().toSeconds());
            bots.loseAll();
            lease.renew(tables);
        }
    }

    /** Marks processes dead whose lease is over: from then on they cannot renew it. */
    private void bury() {
        List<String> dead = tables.bury();
        if (!dead.isEmpty()) {
            LOG.log(Level.WARNING, "not heard of for too long: {0}; their bots are free", String.join(", ", dead));
            bots.look(tables);
        }
    }

    private void checkReplication() {
        Instant now = clock.instant();
        if (replicationChecked.plus(CHECK_REPLICATION).isAfter(now)) {
            return;
        }
        replicationChecked = now;
        unsafe = tables.replicationProblem();
    }

    /** Waits until it is time, or something has changed here or elsewhere. */
    private void await(Duration next) {
        long end = System.nanoTime() + next.toNanos();
        while (!closing && !woken && System.nanoTime() - end < 0) {
            if (tables == null) {
                LockSupport.parkNanos(Duration.ofMillis(LISTEN_MILLIS).toNanos());
                continue;
            }
            try {
                if (tables.awaitChange(LISTEN_MILLIS)) {
                    woken = true;
                }
            } catch (StoreException e) {
                disconnected(e);
                woken = true;
            }
        }
        woken = false;
    }

    /** What this process still has is free at once when it ends. */
    private void giveAllUp() {
        try {
            if (tables == null) {
                tables = new OwnerTables(connections.open());
            }
            bots.giveAllUp(tables);
        } catch (StoreException e) {
            LOG.log(Level.DEBUG, "the bots are free when the lease ends: {0}", e.getMessage());
        }
        disconnect();
    }
}
