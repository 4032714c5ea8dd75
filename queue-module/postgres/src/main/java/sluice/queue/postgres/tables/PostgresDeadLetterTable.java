package sluice.queue.postgres.tables;

import java.util.List;
import java.util.Optional;
import sluice.api.DeadLetter;
import sluice.api.Job;
import sluice.queue.postgres.db.Rows;
import sluice.queue.postgres.db.Schema;
import sluice.queue.postgres.db.Session;
import sluice.queue.postgres.db.Session.Table;
import sluice.queue.store.tables.DeadLetterTable;
import sluice.queue.store.tables.FactTable;
import sluice.queue.store.tables.JobColumns;

/** The dead letters of one bot. */
final class PostgresDeadLetterTable implements DeadLetterTable {

    /** The highest number that was given: numbers are never used again. */
    private static final String LAST = "dead_letter";

    private static final String INSERT = Rows.insert(
            "dead_letters", "bot bigint, id bigint, reason text, detail text, at bigint, " + Schema.JOB_COLUMNS);
    private static final String ROW =
            "SELECT id, reason, detail, at, " + JobColumns.NAMES + " FROM dead_letters WHERE bot = ? AND id ";

    private final Session session;
    private final long bot;
    private final FactTable facts;

    /** The highest number that was given; 0 when it is not known. */
    private long last;

    PostgresDeadLetterTable(Session session, long bot, FactTable facts) {
        this.session = session;
        this.bot = bot;
        this.facts = facts;
    }

    @Override
    public void add(Job job, DeadLetter.Reason reason, String detail, long at) {
        // After a transaction that was undone there is a gap.
        last = 1 + (last == 0 ? facts.value(LAST) : last);
        facts.put(LAST, last, at);
        session.add(Table.DEAD_LETTERS, "", INSERT, JobColumns.values(job, bot, last, reason.name(), detail, at));
    }

    @Override
    public Optional<DeadLetter> find(long id) {
        return session.first(Table.DEAD_LETTERS, ROW + "= ?", DeadLetterTable::read, bot, id);
    }

    @Override
    public List<DeadLetter> list(long afterId, int limit) {
        return session.list(
                Table.DEAD_LETTERS, ROW + "> ? ORDER BY id LIMIT ?", DeadLetterTable::read, bot, afterId, limit);
    }

    @Override
    public boolean delete(long id) {
        return session.update(Table.DEAD_LETTERS, "DELETE FROM dead_letters WHERE bot = ? AND id = ?", bot, id) > 0;
    }

    @Override
    public void deleteOldest() {
        session.update(
                Table.DEAD_LETTERS,
                "DELETE FROM dead_letters WHERE bot = ? AND id = (SELECT min(id) FROM dead_letters WHERE bot = ?)",
                bot,
                bot);
    }

    @Override
    public int count() {
        return (int) session.number(Table.DEAD_LETTERS, "SELECT count(*) FROM dead_letters WHERE bot = ?", bot);
    }
}
