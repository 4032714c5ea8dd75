package sluice.queue.postgres.node;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
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
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import sluice.api.Bounded;
import sluice.api.Ownership.Owner;
import sluice.api.SettingsException;
import sluice.api.Ticker;
import sluice.queue.postgres.db.Connector;
import sluice.queue.postgres.db.Owned;
import sluice.queue.postgres.db.PostgresException;
import sluice.queue.postgres.db.PostgresSettings;
import sluice.queue.postgres.db.Schema;
import sluice.queue.postgres.db.Sql;
import sluice.queue.postgres.node.OwnerTables.Bot;
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

    /** The longest time for which a change in this process itself is not seen. */
    private static final int LISTEN_MILLIS = 50;

    /** The part of a lease that is not used, since clocks do not run alike. */
    private static final int MARGIN = 20;

    private static final Duration CHECK_REPLICATION = Duration.ofMinutes(1);

    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(2);

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

    private final PostgresSettings settings;
    private final Connections connections;
    private final Clock clock;
    private final Ticker ticker;
    private final AtomicLong takeovers = new AtomicLong();

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

    private int users;
    private Thread thread;

    @Bounded("the bots of this process")
    private volatile Set<String> wanted = Set.of();

    @Bounded("the bots of all processes")
    private volatile Map<String, Bot> known = Map.of();

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
    private OwnerTables tables;
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
        this.connections = new Connections(new Connector(settings), clock);
        this.clock = clock;
        this.ticker = ticker;
    }

    /** The process of these settings; {@link #leave} follows. The tables are made if they are not there. */
    public static Node join(PostgresSettings settings, Clock clock, Ticker ticker) {
        synchronized (NODES) {
            Node node = NODES.get(settings);
            if (node == null) {
                node = new Node(settings, clock, ticker);
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

    public PostgresSettings settings() {
        return settings;
    }

    /** The connections that all bots of this process share. */
    public Connections connections() {
        return connections;
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
        for (String name : bots) {
            Bot bot = known.get(name);
            boolean goes = toRelease.contains(name) || giving.equals(Optional.of(name));
            if (holds(name) && !goes && (bot == null || !bot.paused())) {
                here.add(name);
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
        try (OwnerTables once = new OwnerTables(connections.open())) {
            once.pause(bot, paused);
        }
        wake();
    }

    /** All known bots, as they were a few seconds ago. */
    public List<Owner> owners() {
        Map<String, Bot> now = known;
        if (thread == null) {
            try (OwnerTables once = new OwnerTables(connections.open())) {
                now = once.bots();
            }
        }
        return now.values().stream()
                .map(bot -> new Owner(bot.name(), bot.nodeName(), bot.since(), bot.paused()))
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
                : Optional.ofNullable(known.get(bot)).map(Bot::watches);
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

    public long takeovers() {
        return takeovers.get();
    }

    public long fenced() {
        return connections.fenced();
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
        return known.values().stream()
                .filter(bot -> bot.nodeName().isEmpty() && !bot.paused() && wanted.contains(bot.name()))
                .count();
    }

    /** The thread looks at once. */
    public void wake() {
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
        if (tables != null) {
            tables.close();
            tables = null;
        }
    }

    /** Renews the lease and looks who owns what; how long until the next time. */
    private Duration look() {
        long begun = ticker.nanos();
        long lease = settings.lease().toNanos();
        if (tables == null) {
            // The lease may be renewed in time over another connection, or at another server.
            tables = new OwnerTables(connections.open(settings.lease().dividedBy(THIRD)));
            tables.listen();
            connectedAt = ticker.nanos();
        }
        renew();
        known = tables.bots();
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
        if (!known.keySet().containsAll(wanted)) {
            tables.add(wanted);
            known = tables.bots();
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
        if (number != 0) {
            Optional<Instant> now = tables.renew(number, settings.lease(), clockAhead);
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
        OwnerTables.Joined joined = tables.join(settings.node(), settings.lease());
        number = joined.node();
        wishes = List.of();
        leasedSince(before, joined.now());
    }

    private void leasedSince(long before, Instant now) {
        clockAhead = Times.nanos(Duration.between(now, clock.instant()));
        leaseEnd = before
                + settings.lease().minus(settings.lease().dividedBy(MARGIN)).toNanos();
        leased = true;
    }

    /** Marks processes dead whose lease is over: from then on they cannot renew it. */
    private void bury() {
        List<String> dead = tables.bury();
        if (!dead.isEmpty()) {
            LOG.log(Level.WARNING, "not heard of for too long: {0}; their bots are free", String.join(", ", dead));
            known = tables.bots();
        }
    }

    /** Frees the bots of processes that were marked dead, perhaps by one that has ended before it could do this. */
    private void freeBotsOfDead() {
        List<Long> dead = known.values().stream()
                .filter(bot -> bot.node() != 0 && bot.nodeName().isEmpty())
                .map(Bot::node)
                .distinct()
                .toList();
        if (!dead.isEmpty()) {
            tables.freeBotsOfDead(dead);
            known = tables.bots();
        }
    }

    /** How long until the next lease of another process is over; zero when one is. */
    private Duration untilNextExpiry() {
        OwnerTables.Others others = tables.others(number);
        wished = others.wished();
        liveNodes = others.count() + 1;
        return others.expiry().orElse(settings.lease());
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
        List<Long> unused = known.values().stream()
                .filter(bot -> bot.node() == number && !owned.containsKey(bot.name()))
                .map(Bot::bot)
                .toList();
        if (!unused.isEmpty()) {
            tables.free(unused, number, clockAhead);
            known = tables.bots();
        }
    }

    private void forgetLost() {
        owned.forEach((name, here) -> {
            Bot bot = known.get(name);
            if (bot == null || bot.node() != number) {
                here.lost();
            }
            boolean needless = here.isLost() || bot.paused() || !wanted.contains(name);
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
        List<Bot> free = known.values().stream()
                .filter(bot -> bot.node() == 0 && !bot.paused() && wanted.contains(bot.name()))
                // One that was lost and is still to be stopped here is not begun anew.
                .filter(bot -> !owned.containsKey(bot.name()))
                .sorted(Comparator.comparing(Bot::since))
                .toList();
        long now = ticker.nanos();
        freeSince.keySet().retainAll(free.stream().map(Bot::name).toList());
        free.forEach(bot -> freeSince.putIfAbsent(bot.name(), now));
        long room = Math.max(0, share() - running());
        List<Long> chosen = Stream.concat(
                        free.stream().limit(room),
                        free.stream()
                                .skip(room)
                                .filter(bot -> now - freeSince.get(bot.name())
                                        >= settings.lease().toNanos()))
                .map(Bot::bot)
                .toList();
        if (chosen.isEmpty()) {
            return true;
        }
        List<OwnerTables.Taken> taken = tables.take(chosen, number, clockAhead);
        taken.forEach(bot -> owned.put(
                bot.name(),
                new Owned(
                        bot.bot(),
                        bot.epoch(),
                        bot.clockStep().filter(Node::isStep).orElse(0L))));
        takeovers.addAndGet(taken.size());
        known = tables.bots();
        return taken.size() == chosen.size();
    }

    private static boolean isStep(long nanos) {
        return Math.abs(nanos) > TOLERATED_STEP;
    }

    private long running() {
        return known.values().stream().filter(bot -> bot.node() == number).count();
    }

    /** How many bots each process is to run: of those that somebody runs, or this one could. */
    private long share() {
        long total = known.values().stream()
                .filter(bot -> !bot.paused() && (bot.node() != 0 || wanted.contains(bot.name())))
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
                        && Optional.ofNullable(known.get(name))
                                .filter(bot -> wished.contains(bot.bot()))
                                .isPresent())
                .findFirst();
    }

    /** Tells the others which of their bots this process would run, while it has fewer than its share. */
    private void wish() {
        List<Long> now = running() >= share()
                ? List.of()
                : known.values().stream()
                        .filter(bot -> bot.node() != 0 && bot.node() != number && wanted.contains(bot.name()))
                        .map(Bot::bot)
                        .toList();
        if (!now.equals(wishes)) {
            tables.wish(now, number);
            wishes = now;
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
            tables.free(owned.values().stream().map(Owned::bot).toList(), number, clockAhead);
            tables.leave(number);
        } catch (StoreException e) {
            LOG.log(Level.DEBUG, "the bots are free when the lease ends: {0}", e.getMessage());
        }
        disconnect();
    }
}
