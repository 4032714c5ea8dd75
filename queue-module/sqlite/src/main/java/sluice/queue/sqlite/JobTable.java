package sluice.queue.sqlite;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import sluice.api.Album;
import sluice.api.Job;
import sluice.api.Payload;

/** The jobs that wait or are under way, in the order in which those of a lane go out. */
final class JobTable {

    private static final String ORDER = " ORDER BY rank, place_due, entry, part";
    private static final String AT = " WHERE lane = ? AND rank = ? AND place_due = ? AND entry = ?";
    private static final String ROW = "SELECT rank, place_due, entry, " + JobColumns.NAMES + " FROM jobs";

    private final Database database;

    JobTable(Database database) {
        this.database = database;
    }

    /** The jobs of one delivery, which share a place. */
    record Entry(long lane, Place place, List<Job> jobs) {

        /** True if it may follow another delivery without asking the store: nothing else depends on how it ends. */
        boolean isPlain(long now) {
            Job job = jobs.getFirst();
            return place.due() <= now
                    && job.reserve() == 0
                    && job.payload() instanceof Payload.Relay relay
                    && relay.album().isEmpty();
        }
    }

    void insert(Place place, int part, Job job) {
        database.update(
                "INSERT INTO jobs (rank, place_due, entry, part, " + JobColumns.NAMES + ") VALUES (?, ?, ?, ?, "
                        + JobColumns.MARKS + ")",
                JobColumns.values(job, place.rank(), place.due(), place.entry(), part));
    }

    boolean hasPart(long lane, Place place, int part) {
        return database.first(
                        "SELECT 1 FROM jobs" + AT + " AND part = ?",
                        row -> true,
                        lane,
                        place.rank(),
                        place.due(),
                        place.entry(),
                        part)
                .isPresent();
    }

    void delete(long lane, Place place) {
        at("DELETE FROM jobs" + AT, lane, place);
    }

    /** Marks what is about to be sent. */
    void begin(long lane, Place place) {
        at("UPDATE jobs SET in_flight = 1" + AT, lane, place);
    }

    /** Takes the mark away. */
    void stop(long lane, Place place) {
        at("UPDATE jobs SET in_flight = 0" + AT, lane, place);
    }

    /** Puts a delivery before all that was not tried yet. */
    void retry(long lane, Place place) {
        at("UPDATE jobs SET rank = " + Place.RETRIED + AT, lane, place);
    }

    private void at(String change, long lane, Place place) {
        database.update(change, lane, place.rank(), place.due(), place.entry());
    }

    /** Moves all but one entry to another lane. */
    void move(long lane, long to, long exceptEntry) {
        database.update("UPDATE jobs SET lane = ? WHERE lane = ? AND entry <> ?", to, lane, exceptEntry);
    }

    /** The lanes that have jobs. */
    List<Long> lanes() {
        List<Long> lanes = new ArrayList<>();
        database.each("SELECT DISTINCT lane FROM jobs", row -> lanes.add(row.getLong(1)));
        return lanes;
    }

    /** Finds the place of a message. It looks through the whole lane: that is asked for edits of what has no copy only. */
    Optional<Place> placeOf(long lane, String watch, long chat, int message) {
        return database.first(
                "SELECT rank, place_due, entry FROM jobs WHERE lane = ? AND chat = ? AND message = ? AND watch = ? AND kind = "
                        + JobColumns.RELAY,
                JobTable::place,
                lane,
                chat,
                message,
                watch);
    }

    /** Counts the jobs of a lane. */
    int count(long lane) {
        return (int) database.number("SELECT count(*) FROM jobs WHERE lane = ?", lane);
    }

    /** The first delivery of a lane. */
    Optional<Entry> first(long lane) {
        return entries(ROW + " WHERE lane = ?" + ORDER + " LIMIT " + Album.MAX_MEMBERS, lane).stream()
                .findFirst();
    }

    /** The delivery at a place, if it is still there. */
    Optional<Entry> at(long lane, Place place) {
        return entries(ROW + AT + ORDER, lane, place.rank(), place.due(), place.entry()).stream()
                .findFirst();
    }

    /** Whole deliveries from a place on, as many as fit into a number of jobs, but at least one. */
    List<Entry> from(long lane, Place place, int jobs) {
        List<Entry> entries = entries(
                ROW + " WHERE lane = ? AND (rank, place_due, entry) >= (?, ?, ?)" + ORDER + " LIMIT ?",
                lane,
                place.rank(),
                place.due(),
                place.entry(),
                jobs + 1);
        int count = entries.stream().mapToInt(entry -> entry.jobs().size()).sum();
        return count > jobs ? entries.subList(0, entries.size() - 1) : entries;
    }

    /** A page of the deliveries in flight when the process ended. */
    List<Entry> inFlight(int jobs) {
        return entries(ROW + " WHERE in_flight = 1 ORDER BY lane, rank, place_due, entry, part LIMIT ?", jobs);
    }

    private List<Entry> entries(String sql, Object... values) {
        List<Entry> entries = new ArrayList<>();
        database.each(
                sql,
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
     * Finds the place where the deliveries of a lane begin that are not among its first jobs.
     *
     * @param keep how many jobs are the first
     * @param exceptEntry an entry that is passed over
     */
    Optional<Place> after(long lane, int keep, long exceptEntry) {
        List<Place> found = new ArrayList<>(1);
        long[] left = {keep};
        database.each(
                "SELECT rank, place_due, entry, count(*) FROM jobs WHERE lane = ?"
                        + " GROUP BY rank, place_due, entry ORDER BY rank, place_due, entry",
                row -> {
                    Place place = place(row);
                    if (place.entry() != exceptEntry) {
                        left[0] -= row.getInt(4);
                    }
                    return left[0] >= 0 || !found.add(place);
                },
                lane);
        return found.stream().findFirst();
    }

    private static Place place(ResultSet row) throws SQLException {
        return new Place(row.getInt(1), row.getLong(2), row.getLong(3));
    }

    /**
     * Returns the totals of all jobs.
     *
     * @param maxPlaces the most places that one job takes
     */
    Totals totals(int maxPlaces) {
        return database.first(
                        "SELECT count(*), total(min(1 + reserve, ?)), coalesce(max(entry), 0) FROM jobs",
                        row -> new Totals(row.getLong(1), (long) row.getDouble(2), row.getLong(3)),
                        maxPlaces)
                .orElseThrow();
    }

    /**
     * The totals of the jobs.
     *
     * @param jobs how many there are
     * @param places how many places they take
     * @param lastEntry the highest entry
     */
    record Totals(long jobs, long places, long lastEntry) {}
}
