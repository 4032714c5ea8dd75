package sluice.queue.sqlite;

/**
 * The tables of the queue.
 *
 * @param jobs the jobs that wait or are in flight
 * @param lanes the table of lanes
 * @param albums those that may get members
 * @param letters the dead letters
 * @param sent what was taken in, and what became of it
 * @param facts the offset
 */
record Tables(
        JobTable jobs, LaneTable lanes, AlbumTable albums, DeadLetterTable letters, SentTable sent, FactTable facts) {

    static Tables of(Database database, int maxRemembered) {
        return new Tables(
                new JobTable(database),
                new LaneTable(database),
                new AlbumTable(database),
                new DeadLetterTable(database),
                new SentTable(database, maxRemembered),
                new FactTable(database));
    }
}
