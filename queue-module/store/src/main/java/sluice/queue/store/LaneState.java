package sluice.queue.store;

import java.util.List;
import java.util.Optional;
import sluice.queue.store.tables.LaneTable;
import sluice.queue.store.tables.LaneTable.Pause;
import sluice.queue.store.tables.Place;
import sluice.queue.store.tables.Times;

/** A lane while a transaction changes it. */
final class LaneState {

    private final long lane;
    private final LaneTable disk;
    private Pause pause;
    private long lastFreedAt = Times.NEVER_BEFORE;
    private InFlight inFlight;
    private LaneHead head;
    private Place first;
    private boolean dirty;
    private boolean over;
    private ClaimedBatch batch;
    private int applied;

    /** A lane as it is on the disk, which is asked only when that matters: mostly jobs are added behind others, or go from there. */
    LaneState(long lane, LaneTable disk) {
        this.lane = lane;
        this.disk = disk;
    }

    long lane() {
        return lane;
    }

    /** True if it is not known from when on it may go. */
    boolean mustReadPause() {
        return pause == null;
    }

    /** Takes over what the store says of when it may go. */
    void read(Pause kept) {
        pause = kept;
    }

    /** The times from which it may go, as this transaction leaves them. */
    Pause pause() {
        if (pause == null) {
            pause = disk.find(List.of(lane)).getOrDefault(lane, Pause.NONE);
        }
        return new Pause(pause.notBefore(), Math.max(pause.freedAt(), lastFreedAt));
    }

    /** Adopts what stood in memory; returns what has ended in its batch since the last time. */
    List<ClaimedBatch.Done> withdrawn(ReadAhead.Withdrawn found) {
        found.inFlight().ifPresent(work -> {
            inFlight = work;
            head = null;
            first = work.place();
        });
        found.head().ifPresent(free -> {
            head = free;
            inFlight = null;
            first = free.place();
        });
        if (found.batch().isEmpty()) {
            return List.of();
        }
        batch = found.batch().get();
        lastFreedAt = Math.max(lastFreedAt, found.freedAt());
        List<ClaimedBatch.Done> more =
                found.ended().subList(applied, found.ended().size());
        applied += more.size();
        return more;
    }

    /** The number of deliveries of its batch that this transaction has removed. */
    int applied() {
        return applied;
    }

    /** The batch that its first delivery was claimed with; empty for none. */
    Optional<ClaimedBatch> batch() {
        return Optional.ofNullable(batch);
    }

    /** Records that a job was put there. */
    void added(Place place) {
        dirty = dirty || (first != null && place.compareTo(first) <= 0);
    }

    /** Records that its first delivery or its turn may be another one. */
    void changed() {
        dirty = true;
    }

    /** True if its first delivery and its turn are unchanged; much more often than not they are. */
    boolean isFirstUnchanged() {
        return first != null && !dirty;
    }

    void hold(long until) {
        change(new Pause(Math.max(pause().notBefore(), until), pause().freedAt()));
    }

    void release() {
        change(new Pause(Times.NEVER_BEFORE, pause().freedAt()));
    }

    void freed(long at) {
        long notBefore = pause().notBefore();
        lastFreedAt = Times.NEVER_BEFORE;
        change(new Pause(notBefore, at));
    }

    private void change(Pause next) {
        pause = next;
        dirty = true;
    }

    /** The first delivery, where that is unchanged and not in flight. */
    Optional<LaneHead> head() {
        return Optional.ofNullable(head);
    }

    /** The delivery in flight, unless this transaction has ended it. */
    Optional<InFlight> inFlight() {
        return Optional.ofNullable(inFlight);
    }

    /** The entry in flight; 0, which is none, when the lane is free. */
    long busyEntry() {
        return inFlight == null ? 0 : inFlight.place().entry();
    }

    /** True if this transaction has ended the delivery in flight. */
    boolean isOver() {
        return over;
    }

    /** Records that this transaction ends the delivery in flight. */
    void ended(long now) {
        over = true;
        inFlight = null;
        if (pause == null) {
            // It was ready when it was taken, so that what it had to wait for is over.
            pause = Pause.NONE;
        }
        freed(now);
    }
}
