package sluice.store;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import sluice.api.Album;
import sluice.api.Job;

/** The jobs that wait or are under way, in the order in which those of a lane go out. */
final class JobTable {

    private static final String ORDER = " ORDER BY rank, place_due, entry, part";
    private static final String AT = " WHERE lane = ? AND rank = ? AND place_due = ? AND entry = ?";
    private static final String ROW = "SELECT rank, place_due, entry, " + JobColumns.READ + " FROM jobs";

    private final Query insert;
    private final Query first;
    private final Query at;
    private final Query insertPlain;
    private final Query delete;
    private final Query deleteRange;
    private final Query begin;
    private final Query retry;
    private final Query stop;
    private final Query hasPart;
    private final Query move;
    private final Query count;
    private final Query sizes;
    private final Query from;
    private final Query inFlight;
    private final Query totals;

    JobTable(Database database) {
        insert = database.query("INSERT INTO jobs (rank, place_due, entry, part, " + JobColumns.NAMES
                + ") VALUES (?, ?, ?, ?, " + JobColumns.MARKS + ")");
        insertPlain = database.query("INSERT INTO jobs (rank, place_due, entry, part, " + JobColumns.NAMES
                + ") VALUES (?, ?, ?, ?, " + JobColumns.PLAIN_MARKS + ")");
        first = database.query(ROW + " WHERE lane = ?" + ORDER + " LIMIT " + Album.MAX_MEMBERS);
        at = database.query(ROW + AT + ORDER);
        delete = database.query("DELETE FROM jobs" + AT);
        deleteRange = database.query("DELETE FROM jobs WHERE lane = ?"
                + " AND (rank, place_due, entry) >= (?, ?, ?) AND (rank, place_due, entry) <= (?, ?, ?)");
        begin = database.query("UPDATE jobs SET in_flight = 1" + AT);
        stop = database.query("UPDATE jobs SET in_flight = 0" + AT);
        retry = database.query("UPDATE jobs SET rank = " + Place.RETRIED + AT);
        hasPart = database.query("SELECT 1 FROM jobs" + AT + " AND part = ?");
        move = database.query("UPDATE jobs SET lane = ? WHERE lane = ? AND entry <> ?");
        count = database.query("SELECT count(*) FROM jobs WHERE lane = ?");
        sizes = database.query("SELECT rank, place_due, entry, count(*) FROM jobs WHERE lane = ?"
                + " GROUP BY rank, place_due, entry ORDER BY rank, place_due, entry");
        from = database.query(ROW + " WHERE lane = ? AND (rank, place_due, entry) >= (?, ?, ?)" + ORDER + " LIMIT ?");
        inFlight = database.query(ROW + " WHERE in_flight = 1 ORDER BY lane, rank, place_due, entry, part LIMIT ?");
        totals = database.query("SELECT count(*), total(min(1 + reserve, ?)), coalesce(max(entry), 0) FROM jobs");
    }

    /** Some jobs with the same place. */
    record Entry(long lane, Place place, List<Job> jobs) {}

    void insert(Place place, int part, Job job) {
        if (JobColumns.isPlain(job)) {
            insertPlain.update(JobColumns.plainValues(job, place, part));
        } else {
            insert.update(JobColumns.values(job, place.rank(), place.due(), place.entry(), part));
        }
    }

    boolean hasPart(long lane, Place place, int part) {
        return hasPart.first(row -> true, lane, place.rank(), place.due(), place.entry(), part)
                .isPresent();
    }

    void delete(long lane, Place place) {
        at(delete, lane, place);
    }

    /** Deletes all from a place to another one; how many jobs it were. */
    int delete(long lane, Place first, Place last) {
        return deleteRange.update(
                lane, first.rank(), first.due(), first.entry(), last.rank(), last.due(), last.entry());
    }

    /** Marks what is about to be sent. */
    void begin(long lane, Place place) {
        at(begin, lane, place);
    }

    /** Takes the mark away. */
    void stop(long lane, Place place) {
        at(stop, lane, place);
    }

    /** Puts a delivery before all that was not tried yet. */
    void retry(long lane, Place place) {
        at(retry, lane, place);
    }

    private static void at(Query change, long lane, Place place) {
        change.update(lane, place.rank(), place.due(), place.entry());
    }

    /** Moves all but one entry to another lane. */
    void move(long lane, long to, long exceptEntry) {
        move.update(to, lane, exceptEntry);
    }

    /** How many jobs a lane has. */
    int count(long lane) {
        return (int) count.number(lane);
    }

    /** The first delivery of a lane. */
    Optional<Entry> first(long lane) {
        return entries(first, lane).stream().findFirst();
    }

    /** The delivery at a place, if it is still there. */
    Optional<Entry> at(long lane, Place place) {
        return entries(at, lane, place.rank(), place.due(), place.entry()).stream()
                .findFirst();
    }

    /** Whole deliveries from a place on, as many as fit into a number of jobs, but at least one. */
    List<Entry> from(long lane, Place place, int jobs) {
        List<Entry> entries = entries(from, lane, place.rank(), place.due(), place.entry(), jobs + 1);
        int count = entries.stream().mapToInt(entry -> entry.jobs().size()).sum();
        return count > jobs ? entries.subList(0, entries.size() - 1) : entries;
    }

    /** Some of what was being sent when the process ended. */
    List<Entry> inFlight(int jobs) {
        return entries(inFlight, jobs);
    }

    private static List<Entry> entries(Query query, Object... values) {
        List<Entry> entries = new ArrayList<>();
        query.each(
                row -> {
                    Place place = place(row);
                    Job job = JobColumns.read(row, 4);
                    Entry last = entries.isEmpty() ? null : entries.getLast();
                    if (last == null || !last.place().equals(place) || last.lane() != job.destination()) {
                        last = new Entry(job.destination(), place, new ArrayList<>(1));
                        entries.add(last);
                    }
                    return last.jobs().add(job);
                },
                values);
        return entries;
    }

    /**
     * Where the deliveries of a lane begin that are not among its first jobs.
     *
     * @param keep how many jobs are the first
     * @param exceptEntry an entry that is passed over
     */
    Optional<Place> after(long lane, int keep, long exceptEntry) {
        List<Place> found = new ArrayList<>(1);
        long[] left = {keep};
        sizes.each(
                row -> {
                    Place place = place(row);
                    if (place.entry() != exceptEntry) {
                        left[0] -= row.intAt(4);
                    }
                    return left[0] >= 0 || !found.add(place);
                },
                lane);
        return found.stream().findFirst();
    }

    private static Place place(Row row) throws SQLException {
        return new Place(row.intAt(1), row.longAt(2), row.longAt(3));
    }

    /**
     * All jobs together.
     *
     * @param maxPlaces the most places that one job takes
     */
    Totals totals(int maxPlaces) {
        return totals.first(row -> new Totals(row.longAt(1), (long) row.doubleAt(2), row.longAt(3)), maxPlaces)
                .orElseThrow();
    }

    /**
     * What the jobs come to.
     *
     * @param jobs how many there are
     * @param places how many places they take
     * @param lastEntry the highest entry
     */
    record Totals(long jobs, long places, long lastEntry) {}
}
