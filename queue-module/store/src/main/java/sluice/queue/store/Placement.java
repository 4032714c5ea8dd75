package sluice.queue.store;

import java.time.Clock;
import java.util.BitSet;
import java.util.List;
import sluice.api.Album;
import sluice.api.DeadLetter.Reason;
import sluice.api.Job;
import sluice.api.Payload;
import sluice.queue.store.QueueCounters.Counter;
import sluice.queue.store.tables.AlbumTable;
import sluice.queue.store.tables.JobTable.Entry;
import sluice.queue.store.tables.Place;
import sluice.queue.store.tables.Tables;
import sluice.queue.store.tables.Times;

/**
 * Puts jobs into their lanes, the members of albums to each other, and what cannot be delivered among the dead letters. For
 * the writer thread only.
 */
final class Placement {

    private final Tables tables;
    private final LaneUnitOfWork lanes;
    private final QueueCounters counters;
    private final int maxDeadLetters;
    private final Clock clock;
    private boolean flushing;
    private long lastEntry;

    Placement(Tables tables, LaneUnitOfWork lanes, QueueCounters counters, int maxDeadLetters, Clock clock) {
        this.tables = tables;
        this.lanes = lanes;
        this.counters = counters;
        this.maxDeadLetters = maxDeadLetters;
        this.clock = clock;
    }

    /** The number that was given last. */
    long lastEntry() {
        return lastEntry;
    }

    /** Numbers go on after those that the last process has given. */
    void startAfter(long entry) {
        lastEntry = entry;
    }

    /** Looks for room for jobs; {@code false} when there is too little for all of them. */
    boolean makeRoom(List<Job> wanted) {
        if (!counters.fit(wanted)) {
            lanes.renew();
        }
        return counters.fit(wanted);
    }

    /** Keeps jobs that have their places. Those that were received before give them back; how many. */
    int admit(List<Job> jobs, long now) {
        if (jobs.isEmpty()) {
            return 0;
        }
        BitSet fresh = tables.sent().add(jobs, now);
        int repeats = 0;
        for (int i = 0; i < jobs.size(); i++) {
            if (!fresh.get(i) || !add(jobs.get(i), now)) {
                counters.free(jobs.get(i));
                repeats++;
            }
        }
        counters.add(Counter.DUPLICATES, repeats);
        return repeats;
    }

    /** Puts a job into its lane; {@code false} when its album has the message already. */
    boolean add(Job job, long now) {
        LaneState lane = lanes.touch(job.destination());
        if (job.payload() instanceof Payload.Relay relay && relay.album().isPresent()) {
            return join(lane, job, relay.messageId(), relay.album().get(), now);
        }
        insert(lane, nextPlace(job), 0, job);
        return true;
    }

    private Place nextPlace(Job job) {
        return new Place(Place.FRESH, Times.nanos(job.due()), ++lastEntry);
    }

    void insert(LaneState lane, Place place, int part, Job job) {
        if (lane.batch().isPresent() && lane.batch().get().isBehind(place)) {
            lanes.stop(lane.lane());
        }
        tables.jobs().insert(place, part, job);
        lane.added(place);
    }

    /** Adds a member to its album, if that may get members; what was handed out already may not. */
    private boolean join(LaneState lane, Job job, int messageId, Album album, long now) {
        AlbumTable.Open open = tables.albums()
                .find(lane.lane(), album.key())
                .filter(found -> found.place().entry() != lane.busyEntry())
                .orElseGet(() -> new AlbumTable.Open(nextPlace(job), 0, Times.plus(now, Album.MAX_WAIT)));
        if (open.members() > 0 && tables.jobs().hasPart(lane.lane(), open.place(), messageId)) {
            return false;
        }
        if (open.members() + 1 >= Album.MAX_MEMBERS) {
            tables.albums().close(lane.lane(), open.place().entry());
        } else {
            long waitsUntil = flushing || album.quiet().isZero()
                    ? Times.NEVER_BEFORE
                    : Math.min(open.latest(), Times.plus(now, album.quiet()));
            tables.albums().put(lane.lane(), album, open.withMember(), waitsUntil);
        }
        insert(lane, open.place(), messageId, job);
        return true;
    }

    /** Lets albums go out without waiting for members, these and later ones. */
    void flush() {
        flushing = true;
        tables.albums().stopWaiting();
        List<Long> page = tables.albums().lanesAfter(Long.MIN_VALUE, StoreCore.STEP);
        while (!page.isEmpty()) {
            page.forEach(lane -> lanes.touch(lane).changed());
            page = tables.albums().lanesAfter(page.getLast(), StoreCore.STEP);
        }
    }

    /** Makes a dead letter of a job that is in no lane; {@link #trim} follows. */
    void bury(Job job, Reason reason, String detail) {
        tables.deadLetters().add(job, reason, detail, Times.nanos(clock.instant()));
        counters.add(Counter.DEAD_LETTERS, 1);
    }

    /** Makes dead letters of jobs that wait; {@link #trim} follows. */
    void bury(Entry entry, Reason reason, String detail) {
        remove(lanes.stop(entry.lane()), entry.place(), entry.jobs());
        tables.albums().close(entry.lane(), entry.place().entry());
        entry.jobs().forEach(job -> bury(job, reason, detail));
    }

    /** Removes the jobs of a delivery from their lane. */
    void remove(LaneState lane, Place place, List<Job> jobs) {
        tables.jobs().delete(lane.lane(), place);
        lane.changed();
        jobs.forEach(counters::free);
    }

    /** Removes the oldest dead letters beyond those that are kept. */
    void trim() {
        while (counters.present(Counter.DEAD_LETTERS) > maxDeadLetters) {
            tables.deadLetters().deleteOldest();
            counters.add(Counter.DEAD_LETTERS, -1);
            counters.add(Counter.EVICTED, 1);
        }
    }

    /** Removes a dead letter that is retried or not wanted any more; {@code false} when it was not there. */
    boolean discard(long id) {
        boolean there = tables.deadLetters().delete(id);
        counters.add(Counter.DEAD_LETTERS, there ? -1 : 0);
        return there;
    }
}
