package sluice.queue.sqlite;

import java.util.List;
import sluice.api.Album;
import sluice.api.Job;
import sluice.api.Payload;

/** Puts jobs into their lanes, and the members of albums to each other. For the writer thread only. */
final class Placement {

    private final Tables tables;
    private final LaneUnitOfWork book;
    private final Figures figures;
    private boolean flushing;
    private long lastEntry;

    Placement(Tables tables, LaneUnitOfWork book, Figures figures) {
        this.tables = tables;
        this.book = book;
        this.figures = figures;
    }

    /** The number that was given last. */
    long lastEntry() {
        return lastEntry;
    }

    /** Numbers go on after those that the last process has given. */
    void startAfter(long entry) {
        lastEntry = entry;
    }

    /** Keeps a job that has its places, or gives them back when it was taken in before. */
    boolean admit(Job job, long now) {
        boolean added = tables.sent().add(job, now) && add(job, now);
        if (!added) {
            figures.present().free(job);
            figures.present().duplicate();
        }
        return added;
    }

    /** Puts a job into its lane; {@code false} when its album has the message already. */
    boolean add(Job job, long now) {
        LaneState lane = book.touch(job.destination());
        if (job.payload() instanceof Payload.Relay relay && relay.album().isPresent()) {
            return join(lane, job, relay.messageId(), relay.album().get(), now);
        }
        return insert(lane, new Place(Place.FRESH, Times.nanos(job.due()), ++lastEntry), 0, job);
    }

    boolean insert(LaneState lane, Place place, int part, Job job) {
        if (lane.run().isPresent() && lane.run().get().isBehind(place)) {
            book.stop(lane.lane());
        }
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

    /** Lets albums go out without waiting for members, these and later ones. */
    void flush() {
        flushing = true;
        tables.albums().letGo();
        List<Long> lanes = tables.albums().lanesAfter(Long.MIN_VALUE, StoreCore.STEP);
        while (!lanes.isEmpty()) {
            lanes.forEach(lane -> book.touch(lane).waits());
            lanes = tables.albums().lanesAfter(lanes.getLast(), StoreCore.STEP);
        }
    }
}
