package sluice.store;

import java.util.List;
import java.util.Optional;
import sluice.api.Job;

/**
 * The first delivery of a lane, held in memory.
 *
 * @param lane its lane
 * @param place where it stands there
 * @param jobs one job, or the members of an album by rising message id
 * @param turn when it is its turn
 * @param pin that it was put back without a call, which is not on the disk
 * @param run what it was claimed with; empty when it was not
 */
record Head(long lane, Place place, List<Job> jobs, Turn turn, Optional<Pin> pin, Optional<Run> run) {

    /** As it is on the disk. */
    Head(long lane, Place place, List<Job> jobs, Turn turn) {
        this(lane, place, jobs, turn, Optional.empty(), Optional.empty());
    }

    /**
     * A delivery was taken and put back without a call, because its chat is paced or the call could not be recorded.
     *
     * @param until how long the lane waits now
     * @param freedAt since when it is free again
     */
    record Pin(long until, long freedAt) {}

    /** Whether it goes before all that was not tried yet, and the disk does not know. */
    boolean isRetriedInMemory() {
        return pin.isPresent() && place.rank() != Place.RETRIED;
    }

    /** Whether it must stay here, since it differs from what is on the disk. */
    boolean mustStay() {
        return pin.isPresent() || run.isPresent();
    }

    Head putBack(Pin why) {
        long readyAt = Math.max(why.until(), Math.max(why.freedAt(), place.due()));
        return new Head(lane, place, jobs, new Turn(readyAt, place.entry()), Optional.of(why), Optional.empty());
    }
}
