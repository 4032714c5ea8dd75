package sluice.queue.sqlite;

import static java.util.Objects.requireNonNull;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import sluice.api.Batch;
import sluice.api.Cleanable;
import sluice.api.CleanupContext;
import sluice.api.CleanupResult;
import sluice.api.ComponentContext;
import sluice.api.Copy;
import sluice.api.DeadLetters;
import sluice.api.Delivery;
import sluice.api.Effects;
import sluice.api.MessageQueue;
import sluice.api.Offer;
import sluice.api.Outcome;
import sluice.api.Provider;
import sluice.api.SettingsException;
import sluice.api.Stats;
import sluice.api.StatsProvider;
import sluice.api.Ticker;

/**
 * The queue on disk: what it has taken in outlives the process, the machine and the disk's last free block. This class is
 * thread-safe.
 *
 * <h2>Where the truth is</h2>
 *
 * All that waits stands in one file, in the order in which it goes out, and so does the turn of each lane. In memory are
 * only the first deliveries of the lanes whose turn is next (see {@link LaneWindow}) and what is under way, so that memory
 * depends neither on the backlog nor on the number of lanes, and a lane that is held costs one delivery.
 *
 * <h2>What is kept when</h2>
 *
 * One thread makes all changes (see {@link Writer}), those that arrive together in one transaction. {@link #offer},
 * {@link #begin} and {@link #settle} return when theirs is on the disk; the lane of a delivery is free from then on. So
 * after a crash each job either waits, or has ended, or was begun and not settled; the last kind becomes a dead letter,
 * since nobody knows whether it was sent. {@link #take} changes nothing on the disk, and neither does putting back what
 * was not begun: that happens for each delivery that is paced.
 *
 * <h2>When the disk fails</h2>
 *
 * Nothing is taken in, handed out or begun until it works again; it is tried once a second. What was settled meanwhile is
 * kept in memory and its lane stays busy, so that nothing is sent twice. That is at most what was under way.
 */
@Provider(name = "sqlite", section = "queue")
public final class SqliteQueue implements MessageQueue, Cleanable, StatsProvider {

    private static final Logger LOG = System.getLogger(SqliteQueue.class.getName());

    /** The most messages that are remembered, each with its copy. */
    private static final int MAX_REMEMBERED = 1_000_000;

    /** A cleanup should not take longer; it goes on the next time. */
    private static final Duration CLEAN_LIMIT = Duration.ofSeconds(1);

    private final int maxRemembered;
    private final Duration retryWrites;
    private final Optional<UUID> boot;
    private volatile Runnable listener = () -> {};
    private Clock clock;
    private Ticker ticker;
    private OpenStore store;
    private LaneWindow window;
    private StoreCore core;
    private Writer writer;
    private ClaimedDeliveries runs;
    private StoredDeadLetters letters;

    /** Creates the provider, for the service loader. */
    public SqliteQueue() {
        this(MAX_REMEMBERED, Writer.RETRY, BootId.id());
    }

    /** Creates a queue with other bounds, in another boot of the machine, for tests. */
    SqliteQueue(int maxRemembered, Duration retryWrites, Optional<UUID> boot) {
        this.maxRemembered = maxRemembered;
        this.retryWrites = retryWrites;
        this.boot = boot;
    }

    /**
     * Opens the file in the data directory.
     *
     * @throws SettingsException when another instance has the directory, or the file cannot be used
     * @throws StoreException when it cannot be used at present
     */
    @Override
    public void start(ComponentContext context) {
        clock = context.clock();
        ticker = context.ticker();
        store = OpenStore.open(
                context,
                StoreSettings.from(context.settings()),
                new ClaimFile(context.dataDir(), boot),
                maxRemembered,
                retryWrites,
                this::changed);
        window = store.window();
        core = store.core();
        writer = store.writer();
        runs = new ClaimedDeliveries(window, core, writer, clock, ticker);
        letters = new StoredDeadLetters(writer, core, this::changed);
    }

    @Override
    public void close() {
        if (store != null) {
            store.close();
        }
    }

    @Override
    public Offer offer(Batch batch) {
        requireNonNull(batch, "batch");
        Offer answer = writer.change(() -> core.offer(batch), Offer.FULL);
        if (!batch.jobs().isEmpty()) {
            // Of one that was refused too: to look for room, lanes were withdrawn, and nobody saw them meanwhile.
            changed();
        }
        return answer;
    }

    @Override
    public int room() {
        return core.room();
    }

    @Override
    public long offset() {
        return writer.read(core::offset);
    }

    @Override
    public boolean durable() {
        return true;
    }

    @Override
    public Optional<Delivery> take() {
        long now = now();
        Optional<Delivery> next = window.take(now);
        while (next.isEmpty() && window.hidesReady(now)) {
            writer.read(core::refill);
            next = window.take(now);
        }
        return next;
    }

    @Override
    public boolean begin(Delivery delivery) {
        InFlight work = window.find(delivery);
        boolean kept = runs.begin(work) || writer.change(() -> core.begin(work), false);
        if (kept) {
            work.begin();
        }
        return kept;
    }

    @Override
    public Optional<Instant> nextReady() {
        if (window.hidesNext()) {
            writer.read(core::refill);
        }
        Turn next = window.next();
        return next.equals(Turn.LAST) ? Optional.empty() : Optional.of(Times.instant(next.readyAt()));
    }

    @Override
    public void settle(Delivery delivery, Outcome outcome) {
        requireNonNull(outcome, "outcome");
        if (outcome instanceof Outcome.Retry retry) {
            requireSameLane(delivery, retry);
        }
        InFlight work = window.end(delivery);
        if (!putBack(work, outcome) && !runs.end(work, outcome)) {
            writer.mustKeep(() -> core.settle(work, outcome));
        }
        changed();
    }

    private static void requireSameLane(Delivery delivery, Outcome.Retry retry) {
        if (retry.jobs().stream().anyMatch(job -> job.destination() != delivery.destination())) {
            throw new IllegalArgumentException("a retry is for the same destination " + delivery.destination());
        }
    }

    /** Puts back a delivery in memory if it was not begun and has not changed: that needs no trace on the disk. */
    private boolean putBack(InFlight work, Outcome outcome) {
        return outcome instanceof Outcome.Retry(Instant at, var jobs, Effects effects)
                && effects.equals(Effects.NONE)
                && jobs.equals(work.head().jobs())
                && window.putBack(work, new LaneHead.Pin(Times.nanos(at), now()));
    }

    @Override
    public void release(long destination) {
        run(() -> core.release(destination));
    }

    @Override
    public void move(long from, long to) {
        run(() -> core.move(from, to));
    }

    /** Makes a change that may be left out while the disk fails: the next answer of Telegram brings them again. */
    private void run(Runnable change) {
        writer.change(
                () -> {
                    change.run();
                    return true;
                },
                false);
        changed();
    }

    @Override
    public int waiting(long destination) {
        return writer.read(() -> core.waiting(destination));
    }

    @Override
    public int giveUp(long destination, int keep, String detail) {
        requireNonNull(detail, "detail");
        if (keep < 0) {
            throw new IllegalArgumentException("keep must not be negative, but is " + keep);
        }
        int sum = 0;
        int given;
        do {
            given = writer.change(() -> core.giveUp(destination, keep, detail), 0);
            sum += given;
        } while (given >= StoreCore.STEP);
        changed();
        return sum;
    }

    @Override
    public void flush() {
        run(() -> core.flush());
    }

    @Override
    public void onChange(Runnable listener) {
        this.listener = requireNonNull(listener, "listener");
    }

    @Override
    public Optional<Copy> copyOf(String watch, long chatId, int messageId) {
        requireNonNull(watch, "watch");
        return window.runs()
                .copyOf(watch, chatId, messageId)
                .or(() -> writer.read(() -> core.copyOf(watch, chatId, messageId)));
    }

    @Override
    public Optional<Instant> dueOf(long destination, String watch, long chatId, int messageId) {
        requireNonNull(watch, "watch");
        return writer.read(() -> core.dueOf(destination, watch, chatId, messageId));
    }

    @Override
    public DeadLetters deadLetters() {
        return letters;
    }

    @Override
    public Optional<String> problem() {
        String problem = writer.problem();
        return problem.isEmpty() ? Optional.empty() : Optional.of("the store cannot be written: " + problem);
    }

    @Override
    public CleanupResult clean(CleanupContext context) {
        long started = ticker.nanos();
        long removed = 0;
        int swept;
        do {
            swept = writer.change(core::sweep, 0);
            removed += swept;
        } while (swept > 0 && ticker.nanos() - started < CLEAN_LIMIT.toNanos());
        int corrected;
        do {
            corrected = writer.change(core::forgetTurnsAfterNow, 0);
        } while (corrected > 0 && ticker.nanos() - started < CLEAN_LIMIT.toNanos());
        if (context.pressure() > 0) {
            relieve(context.pressure());
        }
        changed();
        return new CleanupResult(removed);
    }

    /** Nothing is removed: what is here no more is on the disk, and comes back when its turn has come. */
    private void relieve(double pressure) {
        int left = writer.change(() -> window.giveUp(pressure), 0);
        LOG.log(Level.INFO, "memory is short: {0} waiting messages are on the disk only until their turn comes", left);
    }

    @Override
    public Stats stats() {
        return store.stats();
    }

    private long now() {
        return Times.nanos(clock.instant());
    }

    private void changed() {
        try {
            listener.run();
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "the listener of the queue failed", e);
        }
    }

    /** The thread that uses the connection, for tests. */
    Writer writer() {
        return writer;
    }

    /** The connection, to be used by the writer's thread, for tests. */
    Database database() {
        return store.database();
    }
}
