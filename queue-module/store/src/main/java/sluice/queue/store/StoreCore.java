package sluice.queue.store;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import sluice.api.Album;
import sluice.api.Batch;
import sluice.api.Copy;
import sluice.api.DeadLetter;
import sluice.api.DeadLetter.Reason;
import sluice.api.DeadLetters.Retried;
import sluice.api.Job;
import sluice.api.Offer;
import sluice.api.Outcome;
import sluice.queue.store.QueueCounters.Counter;
import sluice.queue.store.claims.ClaimBlock;
import sluice.queue.store.claims.ClaimFile;
import sluice.queue.store.tables.JobTable;
import sluice.queue.store.tables.JobTable.Entry;
import sluice.queue.store.tables.Place;
import sluice.queue.store.tables.StoreException;
import sluice.queue.store.tables.Tables;
import sluice.queue.store.tables.Times;

/** The operations of the queue, each called within a transaction. For the writer thread only. */
final class StoreCore {

    /** The time for which a message is remembered after it was received, and for which Telegram keeps an update. */
    static final Duration MEMORY = Duration.ofHours(24);

    /** The number of rows handled in one transaction where there may be many, so that other work does not wait long. */
    static final int STEP = 500;

    private static final Logger LOG = System.getLogger(StoreCore.class.getName());

    private static final String OFFSET = "offset";

    /** The highest number that was given to a delivery. */
    private static final String ENTRY = "entry";

    /** The number of the process that uses the store. */
    private static final String RUN = "run";

    private final Tables tables;
    private final ReadAhead readAhead;
    private final ClaimFile claims;
    private final LaneUnitOfWork lanes;
    private final Placement placement;
    private final Settlement settlement;
    private final StartupRecovery recovery;
    private final StoreSettings settings;
    private final Clock clock;
    private final QueueCounters counters;

    private volatile boolean writable = true;
    private volatile boolean lost;

    /** True if nothing was changed since a cleanup that found nothing to do. */
    private volatile boolean clean;

    /** When that was. */
    private volatile long cleanAt;

    /** True in the transaction of that cleanup. */
    private boolean cleaning;

    private long promised;
    private long run;

    StoreCore(Tables tables, ReadAhead readAhead, ClaimFile claims, StoreSettings settings, Clock clock) {
        this.tables = tables;
        this.readAhead = readAhead;
        this.settings = settings;
        this.clock = clock;
        this.claims = claims;
        this.counters = new QueueCounters(settings.maxBacklog());
        this.lanes = new LaneUnitOfWork(tables, counters, readAhead, claims, clock);
        this.placement = new Placement(tables, lanes, counters, settings.maxDeadLetters(), clock);
        this.settlement = new Settlement(tables, lanes, counters, placement);
        this.recovery = new StartupRecovery(tables, lanes, placement, counters, claims);
    }

    private long now() {
        return Times.nanos(clock.instant());
    }

    private long agesAgo() {
        return Times.nanos(clock.instant().minus(MEMORY));
    }

    void begin() {
        lanes.begin();
    }

    /** All changes are made; what is to be kept with them is written now. */
    void beforeCommit() {
        lanes.beforeCommit();
        tables.sent().trim();
        if (placement.lastEntry() != promised) {
            tables.facts().put(ENTRY, placement.lastEntry(), now());
        }
    }

    /** The transaction is on the disk. */
    void committed() {
        clean = cleaning;
        cleaning = false;
        counters.committed();
        lanes.committed();
        if (placement.lastEntry() != promised) {
            promised = placement.lastEntry();
            claims.promise(promised);
        }
        if (readAhead.isReset()) {
            refillIfReadable();
        }
    }

    /**
     * Reads the next deliveries, if they can be read; a failure does not undo what was kept. They are read when they
     * are wanted.
     */
    private void refillIfReadable() {
        try {
            lanes.refill();
        } catch (StoreException e) {
            LOG.log(Level.DEBUG, "cannot read the next messages: {0}", e.getMessage());
        }
    }

    /** The transaction is undone, by a fault of the disk or of ours. */
    void rolledBack() {
        cleaning = false;
        counters.rolledBack();
        lanes.rolledBack();
        readAhead.reset();
    }

    /** Tells whether changes are kept from now on. */
    void writable(boolean now) {
        writable = now && !lost;
        readAhead.pause(!writable);
    }

    /** Another process owns the bot: nothing is kept and nothing handed out any more. */
    void lost() {
        lost = true;
        writable(false);
    }

    boolean isLost() {
        return lost;
    }

    Tables tables() {
        return tables;
    }

    QueueCounters counters() {
        return counters;
    }

    int room() {
        return writable ? counters.keptRoom(readAhead.ended()) : 0;
    }

    /**
     * Takes over what the last process has left. What it was sending may have been sent or not.
     *
     * @return the number of this store
     */
    long recover() {
        JobTable.Totals totals = tables.jobs().totals(settings.maxBacklog());
        long known = Math.max(totals.lastEntry(), tables.facts().value(ENTRY));
        placement.startAfter(known);
        promised = known;
        run = tables.facts().value(RUN);
        return recovery.run(totals, run, known, now());
    }

    /** After what was claimed has been found, by the times at which it stood, and before anything is taken. */
    void followClock(Storage storage, long now) {
        if (storage.followClock(now)) {
            readAhead.reset();
        }
    }

    /** A new process begins to claim. */
    void beginClaims(long store) {
        claims.begin(store, run + 1, promised);
    }

    /** Records on disk that there may be claims from now on. */
    void mayClaim() {
        run++;
        tables.facts().put(RUN, run, now());
        if (!claims.isOpen()) {
            tables.facts().put(StartupRecovery.CLOSED, run, now());
        }
    }

    /** The number of deliveries that the store had promised to keep and does not have. */
    long missing() {
        return recovery.lost();
    }

    /** Moves to disk all that only the file of claims knows, but for what is in flight. */
    void settleBatches() {
        readAhead.lanesInBatches().forEach(lane -> lanes.stop(lane).changed());
        if (readAhead.lanesInBatches().isEmpty()) {
            tables.facts().put(StartupRecovery.CLOSED, run, now());
        }
    }

    /** False if deliveries are recorded one by one. For any thread. */
    boolean claims() {
        return claims.isOpen();
    }

    /** Claims what is in flight and what follows it, if that can be done; how many that are, 0 for none. */
    int claim(InFlight work, int wanted) {
        long now = now();
        List<Entry> entries = new ArrayList<>();
        for (Entry entry : tables.jobs().from(work.lane(), work.place(), Math.min(wanted, readAhead.room()))) {
            if (!entry.isPlain(now) || (entries.isEmpty() && !entry.place().equals(work.place()))) {
                break;
            }
            entries.add(entry);
        }
        if (entries.size() < 2) {
            return 0;
        }
        List<Place> places = entries.stream().map(Entry::place).toList();
        Optional<ClaimBlock> block = claims.claim(work.lane(), places);
        block.ifPresent(claimed -> readAhead.lead(work, new ClaimedBatch(claimed, entries)));
        return block.isPresent() ? entries.size() : 0;
    }

    /** Returns when what was claimed is on the disk; {@code false} when that is not certain. For any thread. */
    boolean flushClaims() {
        return claims.flush();
    }

    Offer offer(Batch batch) {
        if (!placement.makeRoom(batch.jobs())) {
            counters.add(Counter.FULL_EVENTS, 1);
            if (!settings.drop()) {
                return Offer.FULL;
            }
        }
        long now = now();
        int left = batch.jobs().size();
        int repeats = 0;
        int taken;
        do {
            List<Job> rest = batch.jobs()
                    .subList(batch.jobs().size() - left, batch.jobs().size());
            taken = counters.take(rest);
            // Repeats give their places back, so that more may fit then.
            repeats += placement.admit(rest.subList(0, taken), now);
            left -= taken;
        } while (taken > 0 && left > 0);
        if (batch.nextOffset() != 0) {
            tables.facts().put(OFFSET, batch.nextOffset(), now);
        }
        counters.add(Counter.DROPPED, left);
        return left == 0 && repeats == 0 ? Offer.ACCEPTED : new Offer(true, repeats, left);
    }

    /** Records that a delivery is about to be sent. */
    void begin(InFlight work) {
        tables.jobs().begin(work.lane(), work.place());
    }

    void settle(InFlight work, Outcome outcome) {
        settlement.settle(work, outcome, now());
    }

    void release(long destination) {
        lanes.touch(destination).release();
    }

    void move(long from, long to) {
        lanes.move(from, to);
    }

    int waiting(long destination) {
        return lanes.jobs(destination);
    }

    /** Gives up what is to be given up, but not all at once: where it was {@link #STEP} or more there may be more. */
    int giveUp(long destination, int keep, String detail) {
        LaneState lane = lanes.stop(destination);
        int busy = lane.inFlight().map(work -> work.head().jobs().size()).orElse(0);
        Optional<Place> begin = tables.jobs().after(destination, keep - busy, lane.busyEntry());
        int given = 0;
        for (Entry entry : begin.map(place -> tables.jobs().from(destination, place, STEP + 2 * Album.MAX_MEMBERS))
                .orElse(List.of())) {
            if (entry.place().entry() != lane.busyEntry()) {
                placement.bury(entry, Reason.CHAT_UNUSABLE, detail);
                given += entry.jobs().size();
            }
        }
        placement.trim();
        return given;
    }

    void flush() {
        placement.flush();
    }

    Retried retry(long id) {
        DeadLetter dead = tables.deadLetters().find(id).orElse(null);
        if (dead == null) {
            return Retried.UNKNOWN;
        }
        Job fresh = dead.job().with(Job.Tries.NONE);
        placement.makeRoom(List.of(fresh));
        if (!counters.take(fresh)) {
            return Retried.FULL;
        }
        placement.discard(id);
        if (!placement.add(fresh, now())) {
            counters.free(fresh);
        }
        return Retried.QUEUED;
    }

    boolean discard(long id) {
        return placement.discard(id);
    }

    List<DeadLetter> deadLetters(long afterId, int limit) {
        return tables.deadLetters().list(afterId, limit);
    }

    Optional<Copy> copyOf(String watch, long chatId, int messageId) {
        return tables.sent().copyOf(watch, chatId, messageId, agesAgo());
    }

    Optional<Instant> dueOf(long destination, String watch, long chatId, int messageId) {
        return tables.jobs()
                .placeOf(destination, watch, chatId, messageId)
                .filter(place -> readAhead.ended(destination).stream()
                        .noneMatch(done -> done.entry().place().equals(place)))
                .map(place -> Times.instant(place.due()));
    }

    Optional<String> text(String name) {
        return tables.texts().find(name);
    }

    void keepText(String name, String text) {
        tables.texts().put(name, text);
    }

    /** The stored offset, unless it is so old that Telegram has begun to count anew. */
    long offset() {
        return tables.facts().valueSince(OFFSET, agesAgo());
    }

    Object refill() {
        lanes.refill();
        return this;
    }

    /**
     * What a cleanup has done.
     *
     * @param removed the number of messages that are not remembered any more
     * @param corrected the number of lanes whose turn was corrected
     */
    record Cleaned(int removed, int corrected) {

        static final Cleaned NOTHING = new Cleaned(0, 0);
    }

    /** Forgets some of what is too old, and corrects some turns of lanes. */
    Cleaned clean() {
        Cleaned cleaned = new Cleaned(tables.sent().sweep(agesAgo(), STEP), forgetTurnsAfterNow());
        cleaning = cleaned.equals(Cleaned.NOTHING);
        cleanAt = now();
        return cleaned;
    }

    /** True if a cleanup would find nothing again, but for what has grown old since then. For any thread. */
    boolean isClean() {
        long now = now();
        return clean && now >= cleanAt && readAhead.freedAfter(now).isEmpty();
    }

    /**
     * Corrects the turns of lanes after the clock was set back, so that none waits until it is there again. Returns the
     * number of corrected lanes.
     */
    private int forgetTurnsAfterNow() {
        long now = now();
        List<Long> ahead = new ArrayList<>(readAhead.freedAfter(now));
        ahead.addAll(tables.lanes().freedAfter(now, STEP));
        ahead.forEach(lane -> lanes.touch(lane).freed(now));
        return ahead.size();
    }
}
