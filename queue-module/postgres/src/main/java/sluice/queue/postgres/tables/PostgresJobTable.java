package sluice.queue.postgres.tables;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import sluice.api.Album;
import sluice.api.Job;
import sluice.queue.postgres.db.Rows;
import sluice.queue.postgres.db.Schema;
import sluice.queue.postgres.db.Session;
import sluice.queue.postgres.db.Session.Table;
import sluice.queue.store.tables.JobColumns;
import sluice.queue.store.tables.JobTable;
import sluice.queue.store.tables.Place;

/** The jobs of one bot that wait or are in flight. */
final class PostgresJobTable implements JobTable {

    private static final String ORDER = " ORDER BY lane, rank, place_due, entry, part";
    private static final String AT = " WHERE bot = ? AND lane = ? AND rank = ? AND place_due = ? AND entry = ?";
    private static final String KEY = "bot bigint, lane bigint, rank bigint, place_due bigint, entry bigint";
    private static final String INSERT = Rows.insert(
            "jobs", "bot bigint, rank bigint, place_due bigint, entry bigint, part bigint, " + Schema.JOB_COLUMNS);
    private static final String DELETE = Rows.delete("jobs", KEY);
    private static final String BEGIN = Rows.update("jobs", "in_flight = 1", KEY);
    private static final String STOP = Rows.update("jobs", "in_flight = 0", KEY);
    private static final String RETRY = Rows.update("jobs", "rank = " + Place.RETRIED, KEY);
    private static final String COLUMNS = "SELECT rank, place_due, entry, " + JobColumns.NAMES;
    private static final String ROW = COLUMNS + " FROM jobs";

    private final Session session;
    private final long bot;

    PostgresJobTable(Session session, long bot) {
        this.session = session;
        this.bot = bot;
    }

    @Override
    public void insert(Place place, int part, Job job) {
        session.add(
                Table.JOBS,
                job.destination(),
                INSERT,
                JobColumns.values(job, bot, place.rank(), place.due(), place.entry(), part));
    }

    @Override
    public boolean hasPart(long lane, Place place, int part) {
        return session.number(
                        Table.JOBS,
                        "SELECT count(*) FROM jobs" + AT + " AND part = ?",
                        bot,
                        lane,
                        place.rank(),
                        place.due(),
                        place.entry(),
                        part)
                > 0;
    }

    @Override
    public void delete(long lane, Place place) {
        write(DELETE, lane, place);
    }

    @Override
    public void begin(long lane, Place place) {
        write(BEGIN, lane, place);
    }

    @Override
    public void stop(long lane, Place place) {
        write(STOP, lane, place);
    }

    @Override
    public void retry(long lane, Place place) {
        write(RETRY, lane, place);
    }

    private void write(String sql, long lane, Place place) {
        session.add(Table.JOBS, lane, sql, bot, lane, place.rank(), place.due(), place.entry());
    }

    @Override
    public void move(long lane, long to, long exceptEntry) {
        session.update(
                Table.JOBS,
                "UPDATE jobs SET lane = ? WHERE bot = ? AND lane = ? AND entry <> ?",
                to,
                bot,
                lane,
                exceptEntry);
    }

    @Override
    public List<Long> lanes() {
        return session.list(Table.JOBS, "SELECT DISTINCT lane FROM jobs WHERE bot = ?", row -> row.getLong(1), bot);
    }

    @Override
    public Optional<Place> placeOf(long lane, String watch, long chat, int message) {
        return session.first(
                Table.JOBS,
                "SELECT rank, place_due, entry FROM jobs WHERE bot = ? AND lane = ? AND chat = ? AND message = ?"
                        + " AND watch = ? AND kind = " + JobColumns.RELAY + " LIMIT 1",
                JobTable::place,
                bot,
                lane,
                chat,
                message,
                watch);
    }

    @Override
    public int count(long lane) {
        return (int) session.number(Table.JOBS, "SELECT count(*) FROM jobs WHERE bot = ? AND lane = ?", bot, lane);
    }

    @Override
    public Map<Long, Entry> first(Collection<Long> lanes) {
        Map<Long, Entry> first = new HashMap<>();
        if (!lanes.isEmpty()) {
            entries(
                            "SELECT head.* FROM unnest(?::bigint[]) AS wanted (lane) CROSS JOIN LATERAL (" + ROW
                                    + " WHERE bot = ? AND jobs.lane = wanted.lane" + ORDER + " LIMIT "
                                    + Album.MAX_MEMBERS + ") AS head",
                            lanes,
                            bot)
                    .forEach(entry -> first.putIfAbsent(entry.lane(), entry));
        }
        return first;
    }

    @Override
    public Optional<Entry> at(long lane, Place place) {
        return entries(ROW + AT + ORDER, bot, lane, place.rank(), place.due(), place.entry()).stream()
                .findFirst();
    }

    @Override
    public List<Entry> from(long lane, Place place, int jobs) {
        List<Entry> entries = entries(
                ROW + " WHERE bot = ? AND lane = ? AND (rank, place_due, entry) >= (?, ?, ?)" + ORDER + " LIMIT ?",
                bot,
                lane,
                place.rank(),
                place.due(),
                place.entry(),
                jobs + 1);
        return JobTable.whole(entries, jobs);
    }

    @Override
    public List<Entry> inFlight(int jobs) {
        return entries(ROW + " WHERE bot = ? AND in_flight = 1" + ORDER + " LIMIT ?", bot, jobs);
    }

    private List<Entry> entries(String sql, Object... values) {
        List<Entry> entries = new ArrayList<>();
        session.list(Table.JOBS, sql, row -> JobTable.collect(row, entries), values);
        return entries;
    }

    @Override
    public Optional<Place> after(long lane, int keep, long exceptEntry) {
        return session.first(
                Table.JOBS,
                "SELECT rank, place_due, entry FROM (SELECT rank, place_due, entry,"
                        + " sum(count(*)) OVER (ORDER BY rank, place_due, entry) AS upto FROM jobs"
                        + " WHERE bot = ? AND lane = ? AND entry <> ? GROUP BY rank, place_due, entry) AS places"
                        + " WHERE upto > ? ORDER BY rank, place_due, entry LIMIT 1",
                JobTable::place,
                bot,
                lane,
                exceptEntry,
                keep);
    }

    @Override
    public Totals totals(int maxPlaces) {
        return session.first(
                        Table.JOBS,
                        "SELECT count(*), coalesce(sum(least(1 + reserve, ?)), 0)::bigint, coalesce(max(entry), 0)"
                                + " FROM jobs WHERE bot = ?",
                        row -> new Totals(row.getLong(1), row.getLong(2), row.getLong(3)),
                        maxPlaces,
                        bot)
                .orElseThrow();
    }
}
