package sluice.queue.sqlite;

import java.util.List;
import sluice.api.Job;

/**
 * The figures of the queue. A job takes a place, and one more for each job that it may trigger; one that would want more
 * than there are takes all of them, so that it can be taken by an empty queue. The writer thread works on one object and
 * hands out copies.
 */
final class QueueCounters {

    private final long maxPlaces;
    private long places;
    private long jobs;
    private long deadLetters;
    private long evicted;
    private long fullEvents;
    private long dropped;
    private long duplicates;
    private long unknownOutcomes;

    QueueCounters(int maxPlaces) {
        this.maxPlaces = maxPlaces;
    }

    QueueCounters copy() {
        QueueCounters copy = new QueueCounters((int) maxPlaces);
        copy.places = places;
        copy.jobs = jobs;
        copy.deadLetters = deadLetters;
        copy.evicted = evicted;
        copy.fullEvents = fullEvents;
        copy.dropped = dropped;
        copy.duplicates = duplicates;
        copy.unknownOutcomes = unknownOutcomes;
        return copy;
    }

    /** Begins with what is on the disk. A smaller bound than before leaves no room until enough has gone. */
    void begin(JobTable.Totals totals, int letters) {
        places = totals.places();
        jobs = totals.jobs();
        deadLetters = letters;
    }

    int room() {
        return room(0);
    }

    /** The room when a number of further jobs, each with a place, have ended. */
    int room(int ended) {
        return (int) Math.max(0, maxPlaces - places + ended);
    }

    boolean fit(List<Job> wanted) {
        long sum = 0;
        for (Job job : wanted) {
            sum += placesOf(job);
        }
        return sum <= room();
    }

    /** Takes the places of a job, or none when there are too few. */
    boolean take(Job job) {
        long wanted = placesOf(job);
        if (wanted > room()) {
            return false;
        }
        places += wanted;
        jobs++;
        return true;
    }

    void free(Job job) {
        places -= placesOf(job);
        jobs--;
    }

    void free(List<Job> gone) {
        gone.forEach(this::free);
    }

    private long placesOf(Job job) {
        return Math.min(1L + job.reserve(), maxPlaces);
    }

    long jobs() {
        return jobs;
    }

    void letterAdded() {
        deadLetters++;
    }

    void letterGone() {
        deadLetters--;
    }

    void letterEvicted() {
        deadLetters--;
        evicted++;
    }

    long deadLetters() {
        return deadLetters;
    }

    long evicted() {
        return evicted;
    }

    void full() {
        fullEvents++;
    }

    long fullEvents() {
        return fullEvents;
    }

    void dropped(int count) {
        dropped += count;
    }

    long droppedJobs() {
        return dropped;
    }

    void duplicate() {
        duplicates++;
    }

    long duplicates() {
        return duplicates;
    }

    void unknownOutcomes(long count) {
        unknownOutcomes = count;
    }

    /** The number of jobs in flight when the last process ended. */
    long unknownOutcomes() {
        return unknownOutcomes;
    }
}
