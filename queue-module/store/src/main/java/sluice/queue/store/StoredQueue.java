package sluice.queue.store;

import static java.util.Objects.requireNonNull;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
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
import sluice.api.Stats;
import sluice.api.StatsProvider;
import sluice.api.Ticker;
import sluice.queue.store.QueueCounters.Counter;
import sluice.queue.store.tables.StoreException;
import sluice.queue.store.tables.Times;
import sluice.queue.store.tables.Turn;

/**
 * A queue that is kept in a database: what it has stored outlives the process and the machine. This class is thread-safe.
 *
 * <h2>Where the truth is</h2>
 *
 * All that waits stands in one file, in the order in which it goes out, and so does the turn of each lane. In memory are
 * only the first deliveries of the lanes whose turn is next (see {@link ReadAhead}) and what is in flight, so that memory
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
 * Nothing is stored, handed out or begun until it works again; it is tried once a second. What was settled meanwhile is
 * kept in memory and its lane stays busy, so that nothing is sent twice. That is at most what was in flight.
 */
public abstract class StoredQueue implements MessageQueue, Cleanable, StatsProvider {

    private static final Logger LOG = System.getLogger(StoredQueue.class.getName());

    /** The most messages that are remembered, each with its copy. */
    public static final int MAX_REMEMBERED = 1_000_000;

    /** A cleanup should not take longer; it goes on the next time. */
    private static final Duration CLEAN_LIMIT = Duration.ofSeconds(1);

    /** What nobody has changed since the last cleanup is left alone for this time: bots may be many and idle. */
    private static final Duration CLEAN_ANYWAY = Duration.ofHours(6);

    /** Closing ends within this time, whatever the store does. */
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(5);

    private volatile Runnable listener = () -> {};
    private Clock clock;
    private Ticker ticker;
    private Storage storage;
    private StoreSettings settings;
    private ReadAhead readAhead;
    private StoreCore core;
    private Writer writer;
    private ClaimedDeliveries claimed;
    private StoredDeadLetters deadLetters;
    private volatile long cleanedAt;

    /** False as long as nothing may be settled: what the last process has left is still to be taken over. */
    private boolean recovered;

    /**
     * Opens what the queue is kept in.
     *
     * @throws sluice.api.SettingsException when another instance has it, or it cannot be used
     * @throws StoreException when it cannot be used at present
     */
    protected abstract Storage open(ComponentContext context);

    /**
     * Opens the storage and takes over what the last process has left in it.
     *
     * @throws sluice.api.SettingsException when another instance has it, or it cannot be used
     * @throws StoreException when it cannot be used at present
     */
    @Override
    public void start(ComponentContext context) {
        clock = context.clock();
        ticker = context.ticker();
        settings = StoreSettings.from(context.settings());
        storage = open(context);
        try {
            readAhead = new ReadAhead(settings.maxSize());
            core = new StoreCore(storage.tables(), readAhead, storage.claims(), settings, clock);
            writer = new Writer(storage.thread(), core, this::changed);
            recover(now());
            recovered = true;
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
        claimed = new ClaimedDeliveries(readAhead, core, writer, clock, ticker);
        deadLetters = new StoredDeadLetters(writer, core, this::changed);
    }

    private void recover(long now) {
        long store = writer.change(core::recover, 0L);
        boolean kept = store != 0 && writer.run(() -> core.followClock(storage, now));
        if (kept) {
            core.beginClaims(store);
            kept = writer.run(core::mayClaim);
        }
        if (!kept) {
            throw new StoreException("the store cannot be written (" + writer.problem() + ")", null);
        }
        long unknown = core.counters().kept(Counter.UNKNOWN_OUTCOMES);
        if (unknown > 0) {
            LOG.log(
                    Level.WARNING,
                    "{0} messages were being sent when the bot ended; whether they were is unknown: dead letters",
                    unknown);
        }
    }

    @Override
    public void close() {
        if (storage == null) {
            return;
        }
        try {
            if (writer != null) {
                writer.close(recovered ? core::settleBatches : () -> {}, CLOSE_LIMIT);
            }
        } catch (TimeoutException e) {
            LOG.log(Level.WARNING, "the store did not stop within {0} s", CLOSE_LIMIT.toSeconds());
        }
        storage.close(CLOSE_LIMIT);
        storage = null;
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
        Optional<Delivery> next = readAhead.take(now);
        while (next.isEmpty() && readAhead.hidesReady(now)) {
            writer.read(core::refill);
            next = readAhead.take(now);
        }
        return next;
    }

    @Override
    public boolean begin(Delivery delivery) {
        InFlight work = readAhead.find(delivery);
        boolean kept = claimed.begin(work) || writer.run(() -> core.begin(work));
        if (kept) {
            work.begin();
        }
        return kept;
    }

    @Override
    public Optional<Instant> nextReady() {
        if (readAhead.hidesNext()) {
            writer.read(core::refill);
        }
        Turn next = readAhead.next();
        return next.equals(Turn.LAST) ? Optional.empty() : Optional.of(Times.instant(next.readyAt()));
    }

    @Override
    public void settle(Delivery delivery, Outcome outcome) {
        requireNonNull(outcome, "outcome");
        if (outcome instanceof Outcome.Retry retry) {
            requireSameLane(delivery, retry);
        }
        InFlight work = readAhead.end(delivery);
        if (!putBack(work, outcome) && !claimed.end(work, outcome)) {
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
                && readAhead.putBack(work, new LaneHead.Pin(Times.nanos(at), now()));
    }

    @Override
    public void release(long destination) {
        run(() -> core.release(destination));
    }

    @Override
    public void move(long from, long to) {
        run(() -> core.move(from, to));
    }

    /** Makes a change that may be skipped while the disk fails: the next answer of Telegram brings them again. */
    private void run(Runnable change) {
        writer.run(change);
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
        return readAhead
                .copyOf(watch, chatId, messageId)
                .or(() -> writer.read(() -> core.copyOf(watch, chatId, messageId)));
    }

    @Override
    public Optional<Instant> dueOf(long destination, String watch, long chatId, int messageId) {
        requireNonNull(watch, "watch");
        return writer.read(() -> core.dueOf(destination, watch, chatId, messageId));
    }

    @Override
    public Optional<String> text(String name) {
        requireNonNull(name, "name");
        return writer.read(() -> core.text(name));
    }

    @Override
    public boolean keepText(String name, String text) {
        requireNonNull(name, "name");
        requireNonNull(text, "text");
        return writer.run(() -> core.keepText(name, text));
    }

    @Override
    public DeadLetters deadLetters() {
        return deadLetters;
    }

    @Override
    public Optional<String> problem() {
        String problem = writer.problem();
        return problem.isEmpty() ? Optional.empty() : Optional.of("the store cannot be written: " + problem);
    }

    @Override
    public CleanupResult clean(CleanupContext context) {
        long started = ticker.nanos();
        boolean needless = core.isClean() && started - cleanedAt < CLEAN_ANYWAY.toNanos();
        if (needless && context.pressure() == 0) {
            return new CleanupResult(0);
        }
        cleanedAt = started;
        long removed = 0;
        StoreCore.Cleaned step;
        do {
            step = writer.change(core::clean, StoreCore.Cleaned.NOTHING);
            removed += step.removed();
        } while (!step.equals(StoreCore.Cleaned.NOTHING) && ticker.nanos() - started < CLEAN_LIMIT.toNanos());
        if (context.pressure() > 0) {
            relieve(context.pressure());
        }
        writer.read(() -> {
            storage.rest();
            return true;
        });
        changed();
        return new CleanupResult(removed);
    }

    /** Nothing is removed: what is here no more is on the disk, and comes back when its turn has come. */
    private void relieve(double pressure) {
        int left = writer.change(() -> readAhead.giveUp(pressure), 0);
        LOG.log(Level.INFO, "memory is short: {0} waiting messages stay only on the disk until their turn", left);
    }

    @Override
    public Stats stats() {
        QueueCounters counters = core.counters();
        long jobs = counters.kept(Counter.JOBS);
        return storage.withFigures(Stats.empty()
                        .with("pending", Math.max(0, jobs - readAhead.ended()))
                        .with("max_size", settings.maxSize())
                        .with("full_events", counters.kept(Counter.FULL_EVENTS))
                        .with("dropped", counters.kept(Counter.DROPPED))
                        .with("dead_letters", counters.kept(Counter.DEAD_LETTERS))
                        .with("dead_letters_evicted", counters.kept(Counter.EVICTED))
                        .with("lanes", readAhead.lanes())
                        .with("backlog", Math.max(0, jobs - readAhead.jobs()))
                        .with("max_backlog", settings.maxBacklog())
                        .with("duplicates", counters.kept(Counter.DUPLICATES))
                        .with("unknown_outcomes", counters.kept(Counter.UNKNOWN_OUTCOMES))
                        .with("write_failures", writer.failures())
                        .with("unwritten", writer.keptCount()))
                .with("lost", core.missing());
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

    /** Makes its changes and reads on the thread that may use the connection. */
    public Writer writer() {
        return writer;
    }
}
