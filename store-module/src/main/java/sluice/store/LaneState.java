package sluice.store;

import java.util.Optional;
import sluice.store.LaneTable.Pause;

/** A lane while a transaction changes it. */
final class LaneState {

    private final long lane;
    private final LaneTable disk;
    private Pause pause;
    private long lastFreedAt = Times.NEVER_BEFORE;
    private UnderWay underWay;
    private Head head;
    private Place first;
    private boolean dirty;
    private boolean over;
    private Run run;
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

    /** So many of its run have gone, which have ended before what is first now. */
    void applied(int count) {
        applied += count;
    }

    /** How many of its run this transaction has taken away. */
    int applied() {
        return applied;
    }

    /** What its first delivery was claimed with. */
    Optional<Run> run() {
        return Optional.ofNullable(run);
    }

    void run(Run claimed, long freedAt) {
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

    /** Until when its album waits has changed. */
    void waits() {
        dirty = true;
    }

    /** What was first when the lane was withdrawn, if it was free. */
    void head(Head withdrawn) {
        head = withdrawn;
        underWay = null;
        first = withdrawn.place();
    }

    /** Whether its first delivery and its turn are as they were; much more often than not they are. */
    boolean isFirstUnchanged() {
        return first != null && !dirty;
    }

    /** The first delivery, where that is unchanged and not under way. */
    Optional<Head> head() {
        return Optional.ofNullable(head);
    }

    /** What was taken from it, unless this transaction has ended it. */
    Optional<UnderWay> underWay() {
        return Optional.ofNullable(underWay);
    }

    /** The entry under way; 0, which is none, when the lane is free. */
    long busyEntry() {
        return underWay == null ? 0 : underWay.place().entry();
    }

    void underWay(UnderWay work) {
        underWay = work;
        head = null;
        first = work.place();
    }

    /** Whether this transaction has ended what was under way. */
    boolean isOver() {
        return over;
    }

    /** This transaction ends what was under way. */
    void ended(long now) {
        over = true;
        underWay = null;
        freed(now);
    }
}
