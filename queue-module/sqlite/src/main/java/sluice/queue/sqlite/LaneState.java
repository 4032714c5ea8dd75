package sluice.queue.sqlite;

import java.util.Optional;
import sluice.queue.sqlite.LaneTable.Pause;

/** A lane while a transaction changes it. */
final class LaneState {

    private final long lane;
    private final LaneTable disk;
    private Pause pause;
    private long lastFreedAt = Times.NEVER_BEFORE;
    private InFlight underWay;
    private LaneHead head;
    private Place first;
    private boolean dirty;
    private boolean over;
    private ClaimedBatch run;
    private int applied;

    /** A lane as it is on the disk, which is asked only when that matters: mostly jobs are added behind others, or go from there. */
    LaneState(long lane, LaneTable disk) {
        this.lane = lane;
        this.disk = disk;
    }

    private Pause pause() {
        if (pause == null) {
            pause = disk.find(lane);
        }
        return pause;
    }

    long lane() {
        return lane;
    }

    /** A job was put there. */
    void added(Place place) {
        if (first != null && place.compareTo(first) <= 0) {
            dirty = true;
        }
    }

    /** Records how many deliveries of its batch have gone: they ended before the one that is first now. */
    void applied(int count) {
        applied += count;
    }

    /** The number of deliveries of its batch that this transaction has removed. */
    int applied() {
        return applied;
    }

    /** The batch that its first delivery was claimed with; empty for none. */
    Optional<ClaimedBatch> run() {
        return Optional.ofNullable(run);
    }

    void run(ClaimedBatch claimed, long freedAt) {
        run = claimed;
        lastFreedAt = Math.max(lastFreedAt, freedAt);
    }

    /** Jobs have gone, or many have come. */
    void changed() {
        dirty = true;
    }

    long notBefore() {
        return pause().notBefore();
    }

    void hold(long until) {
        pause = new Pause(Math.max(notBefore(), until), pause().freedAt());
        dirty = true;
    }

    void release() {
        pause = new Pause(Times.NEVER_BEFORE, pause().freedAt());
        dirty = true;
    }

    long freedAt() {
        return Math.max(pause().freedAt(), lastFreedAt);
    }

    void freed(long at) {
        pause = new Pause(notBefore(), at);
        lastFreedAt = Times.NEVER_BEFORE;
        dirty = true;
    }

    /** Records that the wait of its album has changed. */
    void waits() {
        dirty = true;
    }

    /** Sets the first delivery of a withdrawn lane that was free. */
    void head(LaneHead withdrawn) {
        head = withdrawn;
        underWay = null;
        first = withdrawn.place();
    }

    /** True if its first delivery and its turn are unchanged; much more often than not they are. */
    boolean isFirstUnchanged() {
        return first != null && !dirty;
    }

    /** The first delivery, where that is unchanged and not under way. */
    Optional<LaneHead> head() {
        return Optional.ofNullable(head);
    }

    /** The delivery in flight, unless this transaction has ended it. */
    Optional<InFlight> underWay() {
        return Optional.ofNullable(underWay);
    }

    /** The entry under way; 0, which is none, when the lane is free. */
    long busyEntry() {
        return underWay == null ? 0 : underWay.place().entry();
    }

    void underWay(InFlight work) {
        underWay = work;
        head = null;
        first = work.place();
    }

    /** True if this transaction has ended the delivery in flight. */
    boolean isOver() {
        return over;
    }

    /** Records that this transaction ends the delivery in flight. */
    void ended(long now) {
        over = true;
        underWay = null;
        freed(now);
    }
}
