package sluice.queue.sqlite;

import java.util.List;
import java.util.Optional;
import sluice.api.Job;

/**
 * The first delivery of a lane, held in memory.
 *
 * @param lane the destination chat
 * @param place the position in the lane
 * @param jobs one job, or the members of an album by rising message id
 * @param turn the time and order in which the lane is next
 * @param pin the fact that it was put back without a call, which is not on the disk
 * @param run the batch that it was claimed with; empty for none
 */
record LaneHead(long lane, Place place, List<Job> jobs, Turn turn, Optional<Pin> pin, Optional<ClaimedBatch> run) {

    /** As it is on the disk. */
    LaneHead(long lane, Place place, List<Job> jobs, Turn turn) {
        this(lane, place, jobs, turn, Optional.empty(), Optional.empty());
    }

    /**
     * A delivery was taken and put back without a call, because its chat is paced or the call could not be recorded.
     *
     * @param until the time until which the lane waits now
     * @param freedAt since when it is free again
     */
    record Pin(long until, long freedAt) {}

    /** True if it is a retry that goes before all untried deliveries, and the disk does not know. */
    boolean isRetriedInMemory() {
        return pin.isPresent() && place.rank() != Place.RETRIED;
    }

    /** True if it must stay in memory, since it differs from what is on the disk. */
    boolean mustStay() {
        return pin.isPresent() || run.isPresent();
    }

    LaneHead putBack(Pin why) {
        long readyAt = Math.max(why.until(), Math.max(why.freedAt(), place.due()));
        return new LaneHead(lane, place, jobs, new Turn(readyAt, place.entry()), Optional.of(why), Optional.empty());
    }
}
