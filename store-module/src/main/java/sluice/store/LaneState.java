package sluice.store;

import java.util.Optional;

/** A lane while a transaction changes it. */
final class LaneState {

    private final long lane;
    private long jobs;
    private long notBefore;
    private long freedAt;
    private UnderWay underWay;
    private Head head;
    private Place first;
    private boolean dirty;
    private boolean over;
    private Run run;
    private int applied;

    /** A lane as it is on the disk. */
    LaneState(long lane, long jobs, long notBefore, long freedAt) {
        this.lane = lane;
        this.jobs = jobs;
        this.notBefore = notBefore;
        this.freedAt = freedAt;
    }

    /** A lane without a job. */
    LaneState(long lane) {
        this(lane, 0, Times.NEVER_BEFORE, Times.NEVER_BEFORE);
    }

    long lane() {
        return lane;
    }

    /** How many jobs wait or are under way. */
    long jobs() {
        return jobs;
    }

    /** A job was put there. */
    void added(Place place) {
        jobs++;
        if (first != null && place.compareTo(first) <= 0) {
            dirty = true;
        }
    }

    /** So many of its run have gone, which have ended before what is first now. */
    void applied(int count) {
        jobs -= count;
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

    void run(Run claimed, long lastFreedAt) {
        run = claimed;
        freedAt = Math.max(freedAt, lastFreedAt);
    }

    /** Jobs have gone, or many have come. */
    void changed(long more) {
        jobs += more;
        dirty = true;
    }

    long notBefore() {
        return notBefore;
    }

    void hold(long until) {
        notBefore = Math.max(notBefore, until);
        dirty = true;
    }

    void release() {
        notBefore = Times.NEVER_BEFORE;
        dirty = true;
    }

    long freedAt() {
        return freedAt;
    }

    void freed(long at) {
        freedAt = at;
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
