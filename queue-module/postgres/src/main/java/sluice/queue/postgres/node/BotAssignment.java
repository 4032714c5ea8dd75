package sluice.queue.postgres.node;

import java.time.Duration;
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
import sluice.api.Bounded;
import sluice.api.Stats;
import sluice.api.Ticker;
import sluice.queue.postgres.db.Owned;
import sluice.queue.postgres.node.OwnerTables.Bot;
import sluice.queue.postgres.node.OwnerTables.Others;
import sluice.queue.postgres.node.OwnerTables.Taken;

/**
 * The bots of this process: those that it owns, and those that it takes or gives up so that each process has its share. A bot that nobody
 * owns is taken by whoever sees it first and has fewer than its share. What is done in the tables is for the thread that renews the lease,
 * the rest for any thread.
 */
final class BotAssignment {

    private static final long TOLERATED_STEP = Duration.ofSeconds(1).toNanos();

    private final Lease lease;
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

    @Bounded("the bots of this process")
    private volatile Set<String> wanted = Set.of();

    @Bounded("the bots of all processes")
    private volatile Map<String, Bot> known = Map.of();

    private volatile Optional<String> giving = Optional.empty();
    private volatile int liveNodes;

    // Of the thread alone.

    /** Since when bots that this process could run have been seen without an owner, by the ticker. */
    @Bounded("the bots of this process")
    private final Map<String, Long> freeSince = new HashMap<>();

    /** The bots that this process has told the others it would run. */
    @Bounded("the bots of all processes")
    private List<Long> wishes = List.of();

    /** The bots that others would run. */
    @Bounded("the bots of all processes")
    private Set<Long> wished = Set.of();

    BotAssignment(Lease lease, Ticker ticker) {
        this.lease = lease;
        this.ticker = ticker;
    }

    /** A bot that this process owns; empty when it does not. */
    Optional<Owned> owned(String bot) {
        return Optional.ofNullable(owned.get(bot)).filter(found -> !found.isLost());
    }

    /** True if this process owns a bot at this moment. */
    boolean holds(String bot) {
        return owned(bot).isPresent() && lease.isHeld();
    }

    /** Says which bots this process could run; false when that is nothing new. */
    boolean want(Set<String> bots) {
        if (bots.equals(wanted)) {
            return false;
        }
        wanted = Set.copyOf(bots);
        return true;
    }

    /** Those of some bots that this process is to run now. */
    Set<String> toRun(Set<String> bots) {
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

    /** Gives a bot up, which has stopped; false when it is not owned, or was taken since and nobody was told to run it. */
    boolean release(String bot) {
        boolean here = answered.remove(bot) && owned.containsKey(bot);
        if (here) {
            toRelease.add(bot);
        }
        return here;
    }

    /** All bots by their names, as they were when they were looked at the last time. */
    Map<String, Bot> known() {
        return known;
    }

    Stats stats() {
        long withoutOwner = known.values().stream()
                .filter(bot -> bot.nodeName().isEmpty() && !bot.paused() && wanted.contains(bot.name()))
                .count();
        return Stats.empty()
                .with("owned", owned.size())
                .with("nodes", liveNodes)
                .with("without_owner", withoutOwner)
                .with("takeovers", takeovers.get());
    }

    /** Others may own the bots from now on: the lease was over. */
    void loseAll() {
        owned.values().forEach(Owned::lost);
        wishes = List.of();
    }

    void look(OwnerTables tables) {
        known = tables.bots();
    }

    /** Looks at the other processes; how long until the next of their leases is over, zero when one is. */
    Duration lookAtOthers(OwnerTables tables) {
        Others others = tables.others(lease.node());
        wished = others.wished();
        liveNodes = others.count() + 1;
        return others.expiry().orElse(lease.length());
    }

    /**
     * Frees and takes bots after a look at all of them.
     *
     * @return false if some of them were taken by others at the same moment
     */
    boolean balance(OwnerTables tables) {
        freeBotsOfDead(tables);
        if (!known.keySet().containsAll(wanted)) {
            tables.add(wanted);
            look(tables);
        }
        forgetLost();
        releaseStopped(tables);
        boolean all = take(tables);
        giveOne();
        wish(tables);
        return all;
    }

    /** Frees the bots of processes that were marked dead, perhaps by one that has ended before it could do this. */
    private void freeBotsOfDead(OwnerTables tables) {
        List<Long> dead = known.values().stream()
                .filter(bot -> bot.node() != 0 && bot.nodeName().isEmpty())
                .map(Bot::node)
                .distinct()
                .toList();
        if (!dead.isEmpty()) {
            tables.freeBotsOfDead(dead);
            look(tables);
        }
    }

    private void forgetLost() {
        owned.forEach((name, here) -> {
            Bot bot = known.get(name);
            if (bot == null || bot.node() != lease.node()) {
                here.lost();
            }
            boolean needless = here.isLost() || bot.paused() || !wanted.contains(name);
            if (needless && !answered.contains(name)) {
                toRelease.add(name);
            }
        });
    }

    /** Frees what has stopped here, and what was taken without this process knowing it, since the answer was lost. */
    private void releaseStopped(OwnerTables tables) {
        for (String name : List.copyOf(toRelease)) {
            // First, so that at no moment two have it.
            owned.remove(name);
            toRelease.remove(name);
            giving = giving.filter(given -> !given.equals(name));
        }
        List<Long> unused = known.values().stream()
                .filter(bot -> bot.node() == lease.node() && !owned.containsKey(bot.name()))
                .map(Bot::bot)
                .toList();
        if (!unused.isEmpty()) {
            tables.free(unused, lease.node(), lease.clockAhead());
            look(tables);
        }
    }

    /**
     * Takes bots that nobody owns, until this process has its share; after a lease also those that nobody else has taken.
     *
     * @return false if some of them were taken by others at the same moment
     */
    private boolean take(OwnerTables tables) {
        List<Bot> free = known.values().stream()
                .filter(bot -> bot.node() == 0 && !bot.paused() && wanted.contains(bot.name()))
                // One that was lost and is still to be stopped here is not begun anew.
                .filter(bot -> !owned.containsKey(bot.name()))
                .sorted(Comparator.comparing(Bot::since))
                .toList();
        long now = ticker.nanos();
        freeSince.keySet().retainAll(free.stream().map(Bot::name).toList());
        long room = share() - running();
        List<Long> chosen = new ArrayList<>();
        for (Bot bot : free) {
            long freeFor = now - freeSince.computeIfAbsent(bot.name(), _ -> now);
            if (chosen.size() < room || freeFor >= lease.length().toNanos()) {
                chosen.add(bot.bot());
            }
        }
        if (chosen.isEmpty()) {
            return true;
        }
        List<Taken> taken = tables.take(chosen, lease.node(), lease.clockAhead());
        for (Taken bot : taken) {
            long step = bot.clockStep()
                    .filter(nanos -> Math.abs(nanos) > TOLERATED_STEP)
                    .orElse(0L);
            owned.put(bot.name(), new Owned(bot.bot(), bot.epoch(), step));
        }
        takeovers.addAndGet(taken.size());
        look(tables);
        return taken.size() == chosen.size();
    }

    private long running() {
        return known.values().stream().filter(bot -> bot.node() == lease.node()).count();
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
        if (giving.isEmpty() && running() > share()) {
            giving = known.values().stream()
                    .filter(bot -> wished.contains(bot.bot()))
                    .map(Bot::name)
                    .filter(name -> answered.contains(name) && holds(name))
                    .findFirst();
        }
    }

    /** Tells the others which of their bots this process would run, while it has fewer than its share. */
    private void wish(OwnerTables tables) {
        List<Long> now = running() >= share()
                ? List.of()
                : known.values().stream()
                        .filter(bot -> bot.node() != 0 && bot.node() != lease.node() && wanted.contains(bot.name()))
                        // One that was lost and is still to be stopped here could not be taken.
                        .filter(bot -> !owned.containsKey(bot.name()))
                        .map(Bot::bot)
                        .toList();
        if (!now.equals(wishes)) {
            tables.wish(now, lease.node());
            wishes = now;
        }
    }

    void giveAllUp(OwnerTables tables) {
        tables.free(owned.values().stream().map(Owned::bot).toList(), lease.node(), lease.clockAhead());
        tables.leave(lease.node());
    }
}
