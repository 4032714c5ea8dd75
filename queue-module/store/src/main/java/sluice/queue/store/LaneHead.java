package sluice.queue.store;

import java.util.List;
import java.util.Optional;
import sluice.api.Job;
import sluice.queue.store.tables.JobTable;
import sluice.queue.store.tables.Place;
import sluice.queue.store.tables.Turn;

/**
 * The first delivery of a lane, held in memory.
 *
 * @param lane the destination chat
 * @param place the position in the lane
 * @param jobs one job, or the members of an album by rising message id
 * @param turn the time and order in which the lane is next
 * @param pin the fact that it was put back without a call, which is not on the disk
 * @param batch the batch that it was claimed with; empty for none
 */
record LaneHead(long lane, Place place, List<Job> jobs, Turn turn, Optional<Pin> pin, Optional<ClaimedBatch> batch) {

    /** As it is on the disk. */
    LaneHead(JobTable.Entry first, Turn turn) {
        this(first.lane(), first.place(), List.copyOf(first.jobs()), turn, Optional.empty(), Optional.empty());
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
        return pin.isPresent() || batch.isPresent();
    }

    LaneHead putBack(Pin why) {
        long readyAt = Math.max(why.until(), Math.max(why.freedAt(), place.due()));
        return new LaneHead(lane, place, jobs, new Turn(readyAt, place.entry()), Optional.of(why), Optional.empty());
    }
}
