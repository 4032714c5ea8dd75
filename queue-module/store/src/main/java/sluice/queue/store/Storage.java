package sluice.queue.store;

import java.time.Duration;
import sluice.api.Stats;
import sluice.queue.store.claims.ClaimFile;
import sluice.queue.store.tables.Tables;

/** The storage of one queue while that runs. */
public interface Storage {

    Tables tables();

    /** The thread that makes changes; several queues may share it. */
    WriterThread thread();

    /** The file for deliveries that are claimed together. */
    ClaimFile claims();

    /**
     * Moves the times that are kept if the clock that wrote them was ahead of the present one. In a transaction, before anything is
     * taken.
     *
     * @param now the present moment
     * @return {@code true} if they were moved
     */
    boolean followClock(long now);

    /** Gives back memory that only makes it faster. On its thread. */
    default void rest() {}

    /** Adds its own figures to those of the queue. */
    Stats withFigures(Stats stats);

    /**
     * Ends it; the queue makes no more changes.
     *
     * @param limit the time for what is under way
     */
    void close(Duration limit);
}
