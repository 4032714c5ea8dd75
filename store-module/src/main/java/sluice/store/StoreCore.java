package sluice.store;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import sluice.api.Album;
import sluice.api.Batch;
import sluice.api.Copy;
import sluice.api.DeadLetter;
import sluice.api.DeadLetter.Reason;
import sluice.api.DeadLetters.Retried;
import sluice.api.Effects;
import sluice.api.Job;
import sluice.api.Offer;
import sluice.api.Outcome;
import sluice.api.Payload;
import sluice.store.JobTable.Entry;

/** What the queue does, each time within a transaction. For the writer thread only. */
final class StoreCore implements Session {

    /** How long a message is known after it was taken in, and how long Telegram keeps an update. */
    static final Duration MEMORY = Duration.ofHours(24);

    /** How many rows are handled in one transaction where there may be many, so that other work does not wait long. */
    static final int STEP = 500;

    private static final Logger LOG = System.getLogger(StoreCore.class.getName());

    private static final String OFFSET = "offset";

    private final Tables tables;
    private final Window window;
    private final LaneBook book;
    private final StoreSettings settings;
    private final Clock clock;
    private Ledger ledger;
    private Ledger before;
    private volatile Ledger published;
    private volatile boolean writable = true;
    private boolean flushing;
    private long lastEntry;

    StoreCore(Tables tables, Window window, StoreSettings settings, Clock clock) {
        this.tables = tables;
        this.window = window;
        this.settings = settings;
        this.clock = clock;
        this.book = new LaneBook(tables.jobs(), tables.lanes(), tables.albums(), window);
        this.ledger = new Ledger(settings.maxBacklog());
        this.before = ledger;
        this.published = ledger.copy();
    }

    private long now() {
        return Times.nanos(clock.instant());
    }

    private long agesAgo() {
        return Times.nanos(clock.instant().minus(MEMORY));
    }

    @Override
    public void begin() {
        before = ledger.copy();
        book.begin();
    }

    @Override
    public void beforeCommit() {
        book.beforeCommit();
    }

    @Override
    public void committed() {
        published = ledger.copy();
        book.committed();
        if (window.isReset()) {
            refillIfReadable();
        }
    }

    /** What was kept is kept, even if the next ones cannot be read at once. They are read when they are wanted. */
    private void refillIfReadable() {
        try {
            book.refill();
        } catch (StoreException e) {
            LOG.log(Level.DEBUG, "cannot read what comes next: {0}", e.getMessage());
        }
    }

    @Override
    public void rolledBack() {
        ledger = before;
        book.begin();
        window.reset();
    }

    @Override
    public void probe() {
        tables.facts().put("probe", 0, now());
    }

    @Override
    public void writable(boolean now) {
        writable = now;
        window.pause(!now);
    }

    /** The figures as they are on the disk. */
    Ledger figures() {
        return published;
    }

    int room() {
        return writable ? published.room() : 0;
    }

    /** Takes over what the last process has left. What it was sending may have been sent or not. */
    void recover() {
        JobTable.Totals totals = tables.jobs().totals(settings.maxBacklog());
        lastEntry = totals.lastEntry();
        ledger.begin(totals, tables.letters().count());
        List<Entry> entries = tables.jobs().inFlight(STEP);
        while (!entries.isEmpty()) {
            for (Entry entry : entries) {
                bury(entry, Reason.UNKNOWN_OUTCOME, "the process ended during the call");
            }
            entries = tables.jobs().inFlight(STEP);
        }
        ledger.unknownOutcomes(totals.jobs() - ledger.jobs());
        trimLetters();
    }

    Offer offer(Batch batch) {
        if (!ledger.fit(batch.jobs())) {
            ledger.full();
            if (!settings.drop()) {
                return Offer.FULL;
            }
        }
        long now = now();
        int taken = 0;
        int repeats = 0;
        for (Job job : batch.jobs()) {
            if (!ledger.take(job)) {
                break;
            }
            taken++;
            repeats += admit(job, now) ? 0 : 1;
        }
        if (batch.nextOffset() != 0) {
            tables.facts().put(OFFSET, batch.nextOffset(), now);
        }
        tables.sentAge().trim();
        int left = batch.jobs().size() - taken;
        ledger.dropped(left);
        return left == 0 && repeats == 0 ? Offer.ACCEPTED : new Offer(true, repeats, left);
    }

    /** Keeps a job that has its places, or gives them back when it was taken in before. */
    private boolean admit(Job job, long now) {
        boolean added = tables.sent().add(job, now) && add(job, now);
        if (!added) {
            ledger.free(job);
            ledger.duplicate();
        }
        return added;
    }

    /** Puts a job into its lane; {@code false} when its album has the message already. */
    private boolean add(Job job, long now) {
        LaneState lane = book.touch(job.destination());
        if (job.payload() instanceof Payload.Relay relay && relay.album().isPresent()) {
            return join(lane, job, relay.messageId(), relay.album().get(), now);
        }
        return insert(lane, new Place(Place.FRESH, Times.nanos(job.due()), ++lastEntry), 0, job);
    }

    private boolean insert(LaneState lane, Place place, int part, Job job) {
        tables.jobs().insert(place, part, job);
        lane.added(place);
        return true;
    }

    /** Adds a member to its album, if that may get members; what was taken already may not. */
    private boolean join(LaneState lane, Job job, int messageId, Album album, long now) {
        AlbumTable.Open open = tables.albums()
                .find(lane.lane(), album.key())
                .filter(found -> found.place().entry() != lane.busyEntry())
                .orElseGet(() -> new AlbumTable.Open(
                        new Place(Place.FRESH, Times.nanos(job.due()), ++lastEntry),
                        0,
                        Times.plus(now, Album.MAX_WAIT)));
        if (open.members() > 0 && tables.jobs().hasPart(lane.lane(), open.place(), messageId)) {
            return false;
        }
        AlbumTable.Open more = new AlbumTable.Open(open.place(), open.members() + 1, open.latest());
        if (more.members() >= Album.MAX_MEMBERS) {
            tables.albums().close(lane.lane(), more.place().entry());
        } else {
            tables.albums().put(lane.lane(), album, more, waitsUntil(album, open.latest(), now));
        }
        return insert(lane, open.place(), messageId, job);
    }

    private long waitsUntil(Album album, long latest, long now) {
        return flushing || album.quiet().isZero()
                ? Times.NEVER_BEFORE
                : Math.min(latest, Times.plus(now, album.quiet()));
    }

    /** Records that a delivery is about to be sent. */
    boolean begin(UnderWay work) {
        tables.jobs().begin(work.lane(), work.place());
        return true;
    }

    void settle(UnderWay work, Outcome outcome) {
        long now = now();
        LaneState lane = book.end(work, now);
        tables.albums().close(lane.lane(), work.place().entry());
        switch (outcome) {
            case Outcome.Done done -> {
                remove(lane, work);
                bring(done.effects(), now);
            }
            case Outcome.Retry retry -> {
                remove(lane, work);
                again(lane, work.place(), retry);
                bring(retry.effects(), now);
            }
            case Outcome.Moved moved -> {
                tables.jobs().stop(lane.lane(), work.place());
                if (work.head().isRetriedInMemory()) {
                    tables.jobs().retry(lane.lane(), work.place());
                }
                move(lane.lane(), moved.chatId());
            }
            case Outcome.Dead dead -> {
                remove(lane, work);
                work.head().jobs().forEach(job -> bury(job, dead.reason(), dead.detail()));
                trimLetters();
            }
        }
    }

    private void remove(LaneState lane, UnderWay work) {
        tables.jobs().delete(lane.lane(), work.place());
        lane.changed(-work.head().jobs().size());
        ledger.free(work.head().jobs());
    }

    private void again(LaneState lane, Place was, Outcome.Retry retry) {
        Place place = new Place(Place.RETRIED, was.due(), was.entry());
        List<Job> next = new ArrayList<>(retry.jobs().size());
        takeIn(retry.jobs(), next::add);
        for (int part = 0; part < next.size(); part++) {
            insert(lane, place, part, next.get(part));
        }
        lane.hold(Times.nanos(retry.at()));
    }

    private void bring(Effects effects, long now) {
        takeIn(effects.followers(), follower -> admit(follower, now));
        effects.copies().forEach(copy -> tables.copies().add(copy, now));
        tables.sentAge().trim();
        tables.copiesAge().trim();
    }

    /** Takes places for the first jobs that have room and hands them on. The others become dead letters. */
    private void takeIn(List<Job> wanted, Consumer<Job> taker) {
        boolean full = false;
        for (Job job : wanted) {
            full = full || !ledger.take(job);
            if (full) {
                bury(job, Reason.QUEUE_FULL, "no room in the queue");
            } else {
                taker.accept(job);
            }
        }
        trimLetters();
    }

    private void bury(Job job, Reason reason, String detail) {
        tables.letters().add(job, reason, detail, now());
        ledger.letterAdded();
    }

    /** Makes dead letters of jobs that wait. */
    private void bury(Entry entry, Reason reason, String detail) {
        LaneState lane = book.touch(entry.lane());
        tables.jobs().delete(entry.lane(), entry.place());
        tables.albums().close(entry.lane(), entry.place().entry());
        lane.changed(-entry.jobs().size());
        ledger.free(entry.jobs());
        entry.jobs().forEach(job -> bury(job, reason, detail));
    }

    private void trimLetters() {
        while (ledger.deadLetters() > settings.maxDeadLetters()) {
            tables.letters().deleteOldest();
            ledger.letterEvicted();
        }
    }

    void release(long destination) {
        book.touch(destination).release();
    }

    void move(long from, long to) {
        if (from == to) {
            return;
        }
        LaneState source = book.touch(from);
        LaneState target = book.touch(to);
        target.underWay().ifPresent(UnderWay::overtaken);
        tables.albums().close(from, source.busyEntry());
        tables.albums().close(to, target.busyEntry());
        tables.albums().move(from, to);
        int moved = tables.jobs().move(from, to, source.busyEntry());
        source.changed(-moved);
        target.changed(moved);
    }

    int waiting(long destination) {
        return (int) book.jobs(destination);
    }

    /** Gives up what is to be given up, but not all at once: where it was {@link #STEP} or more there may be more. */
    int giveUp(long destination, int keep, String detail) {
        LaneState lane = book.touch(destination);
        int busy = lane.underWay().map(work -> work.head().jobs().size()).orElse(0);
        Optional<Place> begin = tables.jobs().after(destination, keep - busy, lane.busyEntry());
        int given = 0;
        for (Entry entry : begin.map(place -> tables.jobs().from(destination, place, STEP + 2 * Album.MAX_MEMBERS))
                .orElse(List.of())) {
            if (entry.place().entry() != lane.busyEntry()) {
                bury(entry, Reason.CHAT_UNUSABLE, detail);
                given += entry.jobs().size();
            }
        }
        trimLetters();
        return given;
    }

    /** Lets albums go out without waiting for members, these and later ones. */
    void flush() {
        flushing = true;
        tables.albums().letGo();
        List<Long> lanes = tables.albums().lanesAfter(Long.MIN_VALUE, STEP);
        while (!lanes.isEmpty()) {
            lanes.forEach(lane -> book.touch(lane).waits());
            lanes = tables.albums().lanesAfter(lanes.getLast(), STEP);
        }
    }

    Retried retry(long id) {
        DeadLetter letter = tables.letters().find(id).orElse(null);
        if (letter == null) {
            return Retried.UNKNOWN;
        }
        Job fresh = letter.job().with(Job.Tries.NONE);
        if (!ledger.take(fresh)) {
            return Retried.FULL;
        }
        tables.letters().delete(id);
        ledger.letterGone();
        if (!add(fresh, now())) {
            ledger.free(fresh);
        }
        return Retried.QUEUED;
    }

    boolean discard(long id) {
        boolean there = tables.letters().delete(id);
        if (there) {
            ledger.letterGone();
        }
        return there;
    }

    List<DeadLetter> letters(long afterId, int limit) {
        return tables.letters().list(afterId, limit);
    }

    Optional<Copy> copyOf(String watch, long chatId, int messageId) {
        return tables.copies().find(watch, chatId, messageId, agesAgo());
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
        return tables.sentAge().sweep(agesAgo(), STEP) + tables.copiesAge().sweep(agesAgo(), STEP);
    }

    /** When the clock was set back, no lane must wait until it is there again. How many lanes were corrected. */
    int forgetTurnsAfterNow() {
        long now = now();
        List<Long> ahead = new ArrayList<>(window.freedAfter(now));
        ahead.addAll(tables.lanes().freedAfter(now, STEP));
        ahead.forEach(lane -> book.touch(lane).freed(now));
        return ahead.size();
    }
}
