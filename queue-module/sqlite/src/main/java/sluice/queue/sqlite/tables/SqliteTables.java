package sluice.queue.sqlite.tables;

import sluice.queue.sqlite.store.Database;
import sluice.queue.store.tables.AlbumTable;
import sluice.queue.store.tables.DeadLetterTable;
import sluice.queue.store.tables.FactTable;
import sluice.queue.store.tables.JobTable;
import sluice.queue.store.tables.LaneTable;
import sluice.queue.store.tables.SentTable;
import sluice.queue.store.tables.Tables;
import sluice.queue.store.tables.TextTable;

/** The tables of the queue in the file. */
public record SqliteTables(
        JobTable jobs,
        LaneTable lanes,
        AlbumTable albums,
        DeadLetterTable deadLetters,
        SentTable sent,
        FactTable facts,
        TextTable texts)
        implements Tables {

    /** The tables of a file; {@code maxRemembered} is how many messages are remembered. */
    public SqliteTables(Database database, int maxRemembered) {
        this(
                new SqliteJobTable(database),
                new SqliteLaneTable(database),
                new SqliteAlbumTable(database),
                new SqliteDeadLetterTable(database),
                new SqliteSentTable(database, maxRemembered),
                new SqliteFactTable(database),
                new SqliteTextTable(database));
    }
}
