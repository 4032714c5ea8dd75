package sluice.queue.store.tables;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import sluice.api.Job;
import sluice.api.Payload;

/** What waits and what is in flight, in the order in which the jobs of a lane go out. */
public interface JobTable {

    /** The jobs of one delivery, which share a place. */
    record Entry(long lane, Place place, List<Job> jobs) {

        /** True if it may follow another delivery without asking the store: nothing else depends on how it ends. */
        public boolean isPlain(long now) {
            Job job = jobs.getFirst();
            return place.due() <= now
                    && job.reserve() == 0
                    && job.payload() instanceof Payload.Relay relay
                    && relay.album().isEmpty();
        }
    }

    /** The place in the first three columns of a row. */
    static Place place(ResultSet row) throws SQLException {
        return new Place(row.getInt(1), row.getLong(2), row.getLong(3));
    }

    /** Adds the job of a row, whose columns follow those of its place, to its delivery: rows come in the order of deliveries. */
    static boolean collect(ResultSet row, List<Entry> entries) throws SQLException {
        Place place = place(row);
        Job job = JobColumns.read(row, 4);
        Entry last = entries.isEmpty() ? null : entries.getLast();
        if (last == null || !last.place().equals(place) || last.lane() != job.destination()) {
            last = new Entry(job.destination(), place, new ArrayList<>(1));
            entries.add(last);
        }
        return last.jobs().add(job);
    }

    /** Leaves out the last delivery if there are more jobs than may be: it may be cut. */
    static List<Entry> whole(List<Entry> entries, int jobs) {
        int count = entries.stream().mapToInt(entry -> entry.jobs().size()).sum();
        return count > jobs ? entries.subList(0, entries.size() - 1) : entries;
    }

    /** How many jobs there are, how many places they take, and their highest entry. */
    record Totals(long jobs, long places, long lastEntry) {}

    void insert(Place place, int part, Job job);

    boolean hasPart(long lane, Place place, int part);

    void delete(long lane, Place place);

    /** Marks what is about to be sent. */
    void begin(long lane, Place place);

    /** Takes the mark away. */
    void stop(long lane, Place place);

    /** Puts a delivery before all that was not tried yet. */
    void retry(long lane, Place place);

    /** Moves all but one entry to another lane. */
    void move(long lane, long to, long exceptEntry);

    List<Long> lanes();

    /** Finds the place of a message. It looks through the whole lane: that is asked for edits of what has no copy only. */
    Optional<Place> placeOf(long lane, String watch, long chat, int message);

    int count(long lane);

    /** The first deliveries of lanes; those that have no job are left out. */
    Map<Long, Entry> first(Collection<Long> lanes);

    /** The delivery at a place, if it is still there. */
    Optional<Entry> at(long lane, Place place);

    /** Whole deliveries from a place on, as many as fit into a number of jobs, but at least one. */
    List<Entry> from(long lane, Place place, int jobs);

    /** A page of the deliveries in flight when the process ended. */
    List<Entry> inFlight(int jobs);

    /**
     * Finds the place where the deliveries of a lane begin that are not among its first jobs.
     *
     * @param keep how many jobs are the first
     * @param exceptEntry an entry that is passed over
     */
    Optional<Place> after(long lane, int keep, long exceptEntry);

    /**
     * Returns the totals of all jobs.
     *
     * @param maxPlaces the most places that one job takes
     */
    Totals totals(int maxPlaces);
}
