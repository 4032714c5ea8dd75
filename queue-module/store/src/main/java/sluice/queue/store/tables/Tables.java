package sluice.queue.store.tables;

/** The tables of one queue, as a database keeps them. For the thread that writes. */
public interface Tables {

    JobTable jobs();

    LaneTable lanes();

    AlbumTable albums();

    DeadLetterTable deadLetters();

    SentTable sent();

    FactTable facts();

    TextTable texts();
}
