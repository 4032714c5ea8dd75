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
public record PostgresTables(
        Owned owned,
        JobTable jobs,
        LaneTable lanes,
        AlbumTable albums,
        DeadLetterTable deadLetters,
        SentTable sent,
        FactTable facts,
        TextTable texts)
        implements Session.OwnedTables {

    /**
     * The rows of a bot.
     *
     * @param maxRemembered how many messages are remembered
     */
    public static PostgresTables of(Session session, Owned owned, int maxRemembered) {
        long bot = owned.bot();
        FactTable facts = new PostgresFactTable(session, bot);
        return new PostgresTables(
                owned,
                new PostgresJobTable(session, bot),
                new PostgresLaneTable(session, bot),
                new PostgresAlbumTable(session, bot),
                new PostgresDeadLetterTable(session, bot, facts),
                new PostgresSentTable(session, bot, maxRemembered),
                facts,
                new PostgresTextTable(session, bot));
    }
}
