package sluice.api;

import java.util.List;

/**
 * What intake hands to the queue in one step: all of it is taken, or nothing.
 *
 * @param jobs jobs to deliver, in their order of arrival
 * @param dead jobs that are dead letters from the start
 * @param nextOffset the offset for the next getUpdates once these jobs are kept; 0 leaves the stored one as it is
 */
public record Batch(List<Job> jobs, List<DeadLetter> dead, long nextOffset) {

    /** Takes copies. */
    public Batch {
        jobs = List.copyOf(jobs);
        dead = List.copyOf(dead);
    }

    /**
     * A batch of jobs alone.
     *
     * @param jobs the jobs
     * @return a batch that leaves the offset as it is
     */
    public static Batch of(List<Job> jobs) {
        return new Batch(jobs, List.of(), 0);
    }
}
