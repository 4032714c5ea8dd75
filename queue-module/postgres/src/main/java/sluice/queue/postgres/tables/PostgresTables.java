package sluice.queue.postgres.tables;

import sluice.queue.postgres.db.Owned;
import sluice.queue.postgres.db.Session;
import sluice.queue.store.tables.AlbumTable;
import sluice.queue.store.tables.DeadLetterTable;
import sluice.queue.store.tables.FactTable;
import sluice.queue.store.tables.JobTable;
import sluice.queue.store.tables.LaneTable;
import sluice.queue.store.tables.SentTable;
import sluice.queue.store.tables.TextTable;

/** The rows of one bot in the tables of the database. */
public final class PostgresTables implements Session.OwnedTables {

    private final Owned owned;
    private final JobTable jobs;
    private final LaneTable lanes;
    private final AlbumTable albums;
    private final DeadLetterTable deadLetters;
    private final SentTable sent;
    private final FactTable facts;
    private final TextTable texts;

    /**
     * The rows of a bot.
     *
     * @param maxRemembered how many messages are remembered
     */
    public PostgresTables(Session session, Owned owned, int maxRemembered) {
        this.owned = owned;
        long bot = owned.bot();
        jobs = new PostgresJobTable(session, bot);
        lanes = new PostgresLaneTable(session, bot);
        albums = new PostgresAlbumTable(session, bot);
        texts = new PostgresTextTable(session, bot);
        sent = new PostgresSentTable(session, bot, maxRemembered);
        facts = new PostgresFactTable(session, bot);
        deadLetters = new PostgresDeadLetterTable(session, bot, facts);
    }

    @Override
    public Owned owned() {
        return owned;
    }

    @Override
    public JobTable jobs() {
        return jobs;
    }

    @Override
    public LaneTable lanes() {
        return lanes;
    }

    @Override
    public AlbumTable albums() {
        return albums;
    }

    @Override
    public DeadLetterTable deadLetters() {
        return deadLetters;
    }

    @Override
    public SentTable sent() {
        return sent;
    }

    @Override
    public FactTable facts() {
        return facts;
    }

    @Override
    public TextTable texts() {
        return texts;
    }
}
