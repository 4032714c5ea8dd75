package sluice.api;

import java.util.List;

/**
 * Work that the queue has handed out: one job, or the members of one album. Its lane is busy until it is settled.
 *
 * @param id names the delivery until it is settled
 * @param jobs one job, or album members by rising message id without repeats; never empty, all for one destination
 */
public record Delivery(long id, List<Job> jobs) {

    /** Takes a copy and checks that there is a job. */
    public Delivery {
        jobs = List.copyOf(jobs);
        if (jobs.isEmpty()) {
            throw new IllegalArgumentException("a delivery has at least one job");
        }
    }

    /**
     * The first job; what is not about a single message is the same in all.
     *
     * @return the first job
     */
    public Job first() {
        return jobs.getFirst();
    }

    /**
     * The lane it came from.
     *
     * @return the destination chat
     */
    public long destination() {
        return first().destination();
    }
}
