package sluice.api;

import java.util.List;

/**
 * What intake hands to the queue in one step: all of it is taken, or nothing.
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
     * @param jobs the jobs
     * @return a batch that leaves the offset as it is
     */
    public static Batch of(List<Job> jobs) {
        return new Batch(jobs, 0);
    }
}
