package sluice.store;

import java.util.Optional;

/** A lane while a transaction changes it. */
final class LaneState {

    private final long lane;
    private long jobs;
    private long notBefore;
    private long freedAt;
    private UnderWay underWay;

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

    void add(long more) {
        jobs += more;
    }

    long notBefore() {
        return notBefore;
    }

    void hold(long until) {
        notBefore = Math.max(notBefore, until);
    }

    void release() {
        notBefore = Times.NEVER_BEFORE;
    }

    long freedAt() {
        return freedAt;
    }

    void freed(long at) {
        freedAt = at;
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
    }
}
