package sluice.queue.sqlite.tables;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import sluice.api.Album;
import sluice.api.Job;
import sluice.queue.sqlite.store.Database;
import sluice.queue.store.tables.JobColumns;
import sluice.queue.store.tables.JobTable;
import sluice.queue.store.tables.Place;

/** The jobs that wait or are in flight, in the order in which those of a lane go out. */
final class SqliteJobTable implements JobTable {

    private static final String ORDER = " ORDER BY rank, place_due, entry, part";
    private static final String AT = " WHERE lane = ? AND rank = ? AND place_due = ? AND entry = ?";
    private static final String ROW = "SELECT rank, place_due, entry, " + JobColumns.NAMES + " FROM jobs";

    private final Database database;

    SqliteJobTable(Database database) {
        this.database = database;
    }

    @Override
    public void insert(Place place, int part, Job job) {
        database.update(
                "INSERT INTO jobs (rank, place_due, entry, part, " + JobColumns.NAMES + ") VALUES (?, ?, ?, ?, "
                        + JobColumns.MARKS + ")",
                JobColumns.values(job, place.rank(), place.due(), place.entry(), part));
    }

    @Override
    public boolean hasPart(long lane, Place place, int part) {
        return database.number("SELECT count(*) FROM jobs" + AT + " AND part = ?", lane, place.key(), part) > 0;
    }

    @Override
    public void delete(long lane, Place place) {
        database.update("DELETE FROM jobs" + AT, lane, place.key());
    }

    @Override
    public void begin(long lane, Place place) {
        database.update("UPDATE jobs SET in_flight = 1" + AT, lane, place.key());
    }

    @Override
    public void stop(long lane, Place place) {
        database.update("UPDATE jobs SET in_flight = 0" + AT, lane, place.key());
    }

    @Override
    public void retry(long lane, Place place) {
        database.update("UPDATE jobs SET rank = " + Place.RETRIED + AT, lane, place.key());
    }

    @Override
    public void move(long lane, long to, long exceptEntry) {
        database.update("UPDATE jobs SET lane = ? WHERE lane = ? AND entry <> ?", to, lane, exceptEntry);
    }

    @Override
    public List<Long> lanes() {
        return database.list("SELECT DISTINCT lane FROM jobs", row -> row.getLong(1));
    }

    @Override
    public Optional<Place> placeOf(long lane, String watch, long chat, int message) {
        return database.first(
                "SELECT rank, place_due, entry FROM jobs WHERE lane = ? AND chat = ? AND message = ? AND watch = ? AND kind = "
                        + JobColumns.RELAY,
                JobTable::place,
                lane,
                chat,
                message,
                watch);
    }

    @Override
    public int count(long lane) {
        return (int) database.number("SELECT count(*) FROM jobs WHERE lane = ?", lane);
    }

    @Override
    public Map<Long, Entry> first(Collection<Long> lanes) {
        Map<Long, Entry> first = new HashMap<>();
        for (long lane : lanes) {
            entries(ROW + " WHERE lane = ?" + ORDER + " LIMIT " + Album.MAX_MEMBERS, lane).stream()
                    .findFirst()
                    .ifPresent(entry -> first.put(lane, entry));
        }
        return first;
    }

    @Override
    public Optional<Entry> at(long lane, Place place) {
        return entries(ROW + AT + ORDER, lane, place.key()).stream().findFirst();
    }

    @Override
    public List<Entry> from(long lane, Place place, int jobs) {
        List<Entry> entries = entries(
                ROW + " WHERE lane = ? AND (rank, place_due, entry) >= (?, ?, ?)" + ORDER + " LIMIT ?",
                lane,
                place.key(),
                jobs + 1);
        return JobTable.whole(entries, jobs);
    }

    @Override
    public List<Entry> inFlight(int jobs) {
        return entries(ROW + " WHERE in_flight = 1 ORDER BY lane, rank, place_due, entry, part LIMIT ?", jobs);
    }

    private List<Entry> entries(String sql, Object... values) {
        List<Entry> entries = new ArrayList<>();
        database.each(sql, row -> JobTable.collect(row, entries), values);
        return entries;
    }

    @Override
    public Optional<Place> after(long lane, int keep, long exceptEntry) {
        List<Place> found = new ArrayList<>(1);
        long[] left = {keep};
        database.each(
                "SELECT rank, place_due, entry, count(*) FROM jobs WHERE lane = ?"
                        + " GROUP BY rank, place_due, entry ORDER BY rank, place_due, entry",
                row -> {
                    Place place = JobTable.place(row);
                    if (place.entry() != exceptEntry) {
                        left[0] -= row.getInt(4);
                    }
                    return left[0] >= 0 || !found.add(place);
                },
                lane);
        return found.stream().findFirst();
    }

    @Override
    public Totals totals(int maxPlaces) {
        return database.first(
                        "SELECT count(*), total(min(1 + reserve, ?)), coalesce(max(entry), 0) FROM jobs",
                        row -> new Totals(row.getLong(1), (long) row.getDouble(2), row.getLong(3)),
                        maxPlaces)
                .orElseThrow();
    }
}
