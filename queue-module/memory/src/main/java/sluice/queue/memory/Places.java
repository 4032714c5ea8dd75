package sluice.queue.memory;

import java.util.List;
import sluice.api.Job;

/**
 * The places of the queue. A job takes one, and one more for each job that it may trigger; one that would want more
 * than there are takes all of them, so that an empty queue accepts it.
 */
final class Places {

    private final int max;
    private int used;
    private int jobs;

    Places(int max) {
        this.max = max;
    }

    int max() {
        return max;
    }

    int room() {
        return max - used;
    }

    /** The number of jobs that have places. */
    int jobs() {
        return jobs;
    }

    boolean fit(List<Job> wanted) {
        return wanted.stream().mapToLong(this::of).sum() <= room();
    }

    /** Takes the places of a job, or none when there are too few. */
    boolean take(Job job) {
        int wanted = of(job);
        if (wanted > room()) {
            return false;
        }
        used += wanted;
        jobs++;
        return true;
    }

    void free(Job job) {
        used -= of(job);
        jobs--;
    }

    void free(List<Job> gone) {
        gone.forEach(this::free);
    }

    private int of(Job job) {
        return (int) Math.min(1L + job.reserve(), max);
    }
}
