package sluice.queue.sqlite;

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
import sluice.queue.sqlite.JobTable.Entry;

/** The operations of the queue, each called within a transaction. For the writer thread only. */
final class StoreCore {

    /** The time for which a message is remembered after it was taken in, and for which Telegram keeps an update. */
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
    private final LaneWindow window;
    private final ClaimFile claims;
    private final LaneUnitOfWork book;
    private final Placement placement;
    private final DeadLetterWriter burial;
    private final Settlement settlement;
    private final StartupRecovery recovery;
    private final StoreSettings settings;
    private final Clock clock;
    private final Figures figures;

    private volatile boolean writable = true;
    private long promised;
    private long run;

    StoreCore(Tables tables, LaneWindow window, ClaimFile claims, StoreSettings settings, Clock clock) {
        this.tables = tables;
        this.window = window;
        this.settings = settings;
        this.clock = clock;
        this.claims = claims;
        this.figures = new Figures(settings.maxBacklog());
        Endings endings = new Endings(tables, figures, claims, clock);
        this.book = new LaneUnitOfWork(tables, endings, window);
        this.placement = new Placement(tables, book, figures);
        this.burial = new DeadLetterWriter(tables, book, figures, settings.maxDeadLetters(), clock);
        this.settlement = new Settlement(tables, book, figures, placement, burial);
        this.recovery = new StartupRecovery(tables, book, endings, burial, figures, claims, clock);
    }

    private long now() {
        return Times.nanos(clock.instant());
    }

    private long agesAgo() {
        return Times.nanos(clock.instant().minus(MEMORY));
    }

    /** A transaction begins. */
    void begin() {
        book.begin();
    }

    /** All changes are made; what is to be kept with them is written now. */
    void beforeCommit() {
        book.beforeCommit();
        tables.sent().trim();
        if (placement.lastEntry() != promised) {
            tables.facts().put(ENTRY, placement.lastEntry(), now());
        }
    }

    /** The transaction is on the disk. */
    void committed() {
        figures.committed();
        book.committed();
        if (placement.lastEntry() != promised) {
            promised = placement.lastEntry();
            claims.promise(promised);
        }
        if (window.isReset()) {
            refillIfReadable();
        }
    }

    /**
     * Reads the next deliveries, if they can be read; a failure does not undo what was kept. They are read when they
     * are wanted.
     */
    private void refillIfReadable() {
        try {
            book.refill();
        } catch (StoreException e) {
            LOG.log(Level.DEBUG, "cannot read what comes next: {0}", e.getMessage());
        }
    }

    /** The transaction is undone, by a fault of the disk or of ours. */
    void rolledBack() {
        figures.rolledBack();
        book.rolledBack();
        window.reset();
    }

    /** Changes something that does not matter, to learn whether the disk takes it. */
    void probe() {
        tables.facts().put("probe", 0, now());
    }

    /** Tells whether changes are kept from now on. */
    void writable(boolean now) {
        writable = now;
        window.pause(!now);
    }

    /** The figures as they are on the disk. */
    QueueCounters figures() {
        return figures.kept();
    }

    int room() {
        return writable ? figures.kept().room(window.runs().ended()) : 0;
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
        return recovery.run(totals, run, known);
    }

    /** After what was claimed has been found, by the times at which it stood, and before anything is taken. */
    boolean followClock(Database database, long now) {
        boolean moved = ClockStep.follow(database, now);
        if (moved) {
            window.reset();
        }
        return moved;
    }

    /** A new process begins to claim. */
    void beginClaims(long store) {
        claims.begin(store, run + 1, promised);
    }

    /** Records on disk that there may be claims from now on. */
    boolean mayClaim() {
        run++;
        tables.facts().put(RUN, run, now());
        if (!claims.isOpen()) {
            tables.facts().put(StartupRecovery.CLOSED, run, now());
        }
        return true;
    }

    /** The number of deliveries that the store had promised to keep and does not know. */
    long lost() {
        return recovery.lost();
    }

    /** Moves to disk all that only the file of claims knows, but for what is in flight. */
    boolean settleRuns() {
        window.runs().inRuns().forEach(lane -> book.stop(lane).waits());
        if (window.runs().inRuns().isEmpty()) {
            tables.facts().put(StartupRecovery.CLOSED, run, now());
        }
        return true;
    }

    /** Claims what is under way and what follows it, if that can be done; how many that are, 0 for none. */
    int claim(InFlight work, int wanted) {
        long now = now();
        List<Entry> entries = new ArrayList<>();
        for (Entry entry : tables.jobs().from(work.lane(), work.place(), Math.min(wanted, window.room()))) {
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
        block.ifPresent(claimed -> window.runs().lead(work, new ClaimedBatch(claimed, entries)));
        return block.isPresent() ? entries.size() : 0;
    }

    /** Returns when what was claimed is on the disk; {@code false} when it cannot be told. For any thread. */
    boolean flushClaims() {
        return claims.flush();
    }

    private void makeRoom(List<Job> wanted) {
        if (!figures.present().fit(wanted)) {
            book.renew();
        }
    }

    Offer offer(Batch batch) {
        makeRoom(batch.jobs());
        if (!figures.present().fit(batch.jobs())) {
            figures.present().full();
            if (!settings.drop()) {
                return Offer.FULL;
            }
        }
        long now = now();
        int taken = 0;
        int repeats = 0;
        for (Job job : batch.jobs()) {
            if (!figures.present().take(job)) {
                break;
            }
            taken++;
            repeats += placement.admit(job, now) ? 0 : 1;
        }
        if (batch.nextOffset() != 0) {
            tables.facts().put(OFFSET, batch.nextOffset(), now);
        }
        int left = batch.jobs().size() - taken;
        figures.present().dropped(left);
        return left == 0 && repeats == 0 ? Offer.ACCEPTED : new Offer(true, repeats, left);
    }

    /** Records that a delivery is about to be sent. */
    boolean begin(InFlight work) {
        tables.jobs().begin(work.lane(), work.place());
        return true;
    }

    void settle(InFlight work, Outcome outcome) {
        settlement.settle(work, outcome, now());
    }

    void release(long destination) {
        book.touch(destination).release();
    }

    void move(long from, long to) {
        book.move(from, to);
    }

    int waiting(long destination) {
        return book.jobs(destination);
    }

    /** Gives up what is to be given up, but not all at once: where it was {@link #STEP} or more there may be more. */
    int giveUp(long destination, int keep, String detail) {
        LaneState lane = book.stop(destination);
        int busy = lane.underWay().map(work -> work.head().jobs().size()).orElse(0);
        Optional<Place> begin = tables.jobs().after(destination, keep - busy, lane.busyEntry());
        int given = 0;
        for (Entry entry : begin.map(place -> tables.jobs().from(destination, place, STEP + 2 * Album.MAX_MEMBERS))
                .orElse(List.of())) {
            if (entry.place().entry() != lane.busyEntry()) {
                burial.bury(entry, Reason.CHAT_UNUSABLE, detail);
                given += entry.jobs().size();
            }
        }
        burial.trim();
        return given;
    }

    /** Lets albums go out without waiting for members, these and later ones. */
    void flush() {
        placement.flush();
    }

    Retried retry(long id) {
        DeadLetter letter = burial.find(id).orElse(null);
        if (letter == null) {
            return Retried.UNKNOWN;
        }
        Job fresh = letter.job().with(Job.Tries.NONE);
        makeRoom(List.of(fresh));
        if (!figures.present().take(fresh)) {
            return Retried.FULL;
        }
        burial.remove(id);
        if (!placement.add(fresh, now())) {
            figures.present().free(fresh);
        }
        return Retried.QUEUED;
    }

    boolean discard(long id) {
        return burial.remove(id);
    }

    List<DeadLetter> letters(long afterId, int limit) {
        return burial.list(afterId, limit);
    }

    Optional<Copy> copyOf(String watch, long chatId, int messageId) {
        return tables.sent().copyOf(watch, chatId, messageId, agesAgo());
    }

    Optional<Instant> dueOf(long destination, String watch, long chatId, int messageId) {
        return tables.jobs()
                .placeOf(destination, watch, chatId, messageId)
                .filter(place -> window.runs().ended(destination).stream()
                        .noneMatch(done -> done.entry().place().equals(place)))
                .map(place -> Times.instant(place.due()));
    }

    /** The stored offset, unless it is so old that Telegram has begun to count anew. */
    long offset() {
        return tables.facts().valueSince(OFFSET, agesAgo());
    }

    Object refill() {
        book.refill();
        return this;
    }

    /** Forgets some of what is too old; how much, 0 when nothing is left. */
    int sweep() {
        return tables.sent().sweep(agesAgo(), STEP);
    }

    /**
     * Corrects the turns of lanes after the clock was set back, so that none waits until it is there again. Returns the
     * number of corrected lanes.
     */
    int forgetTurnsAfterNow() {
        long now = now();
        List<Long> ahead = new ArrayList<>(window.freedAfter(now));
        ahead.addAll(tables.lanes().freedAfter(now, STEP));
        ahead.forEach(lane -> book.touch(lane).freed(now));
        return ahead.size();
    }
}
