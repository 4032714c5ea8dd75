package sluice.api;

import java.util.List;

/**
 * The jobs that intake hands to the queue in one atomic step.
 *
 * @param jobs jobs to deliver, in their order of arrival
 * @param nextOffset the offset for the next getUpdates once these jobs are kept; 0 leaves the stored one as it is
 */
public record Batch(List<Job> jobs, long nextOffset) {

    /** Takes a copy. */
    public Batch {
        jobs = List.copyOf(jobs);
    }

    /**
     * A batch of jobs alone.
     *
     * @param jobs the jobs to deliver, in their order of arrival
     * @return a batch that leaves the offset as it is
     */
    public static Batch of(List<Job> jobs) {
        return new Batch(jobs, 0);
    }
}
