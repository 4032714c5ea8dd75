package sluice.queue.store;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import sluice.api.Bounded;
import sluice.api.Job;
import sluice.queue.store.tables.JobTable;

/**
 * The figures of the queue: those of the present transaction, which only the writer thread may use, and those on the
 * disk, for any thread.
 *
 * <p>A job takes a place, and one more for each job that it may trigger; one that would want more than there are takes all
 * of them, so that an empty queue accepts it.
 */
final class QueueCounters {

    /** The counted things. {@code UNKNOWN_OUTCOMES} are the jobs in flight when the last process ended. */
    enum Counter {
        PLACES,
        JOBS,
        DEAD_LETTERS,
        EVICTED,
        FULL_EVENTS,
        DROPPED,
        DUPLICATES,
        UNKNOWN_OUTCOMES
    }

    private final long maxPlaces;

    @Bounded("the counters")
    private final Map<Counter, Long> present = new EnumMap<>(Counter.class);

    @Bounded("the counters")
    private volatile Map<Counter, Long> kept = Map.of();

    QueueCounters(int maxPlaces) {
        this.maxPlaces = maxPlaces;
    }

    void committed() {
        kept = new EnumMap<>(present);
    }

    void rolledBack() {
        present.clear();
        present.putAll(kept);
    }

    /** A counter as it is on the disk. */
    long kept(Counter counter) {
        return kept.getOrDefault(counter, 0L);
    }

    /** A counter in the present transaction. */
    long present(Counter counter) {
        return present.getOrDefault(counter, 0L);
    }

    void add(Counter counter, long count) {
        present.merge(counter, count, Long::sum);
    }

    /** Begins with what is on the disk. A smaller bound than before leaves no room until enough has gone. */
    void begin(JobTable.Totals totals, int deadLetters) {
        add(Counter.PLACES, totals.places());
        add(Counter.JOBS, totals.jobs());
        add(Counter.DEAD_LETTERS, deadLetters);
    }

    /** The room on the disk when a number of further jobs, each with a place, have ended. */
    int keptRoom(int ended) {
        return (int) Math.max(0, maxPlaces - kept(Counter.PLACES) + ended);
    }

    boolean fit(List<Job> wanted) {
        return wanted.stream().mapToLong(this::placesOf).sum() <= room();
    }

    /** Takes the places of a job, or none when there are too few. */
    boolean take(Job job) {
        if (placesOf(job) > room()) {
            return false;
        }
        add(Counter.PLACES, placesOf(job));
        add(Counter.JOBS, 1);
        return true;
    }

    /** Takes the places of the first of some jobs, as many as there is room for; how many that are. */
    int take(List<Job> jobs) {
        int taken = 0;
        while (taken < jobs.size() && take(jobs.get(taken))) {
            taken++;
        }
        return taken;
    }

    void free(Job job) {
        add(Counter.PLACES, -placesOf(job));
        add(Counter.JOBS, -1);
    }

    private long room() {
        return Math.max(0, maxPlaces - present(Counter.PLACES));
    }

    private long placesOf(Job job) {
        return Math.min(1L + job.reserve(), maxPlaces);
    }
}
