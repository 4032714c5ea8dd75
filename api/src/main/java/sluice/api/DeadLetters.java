package sluice.api;

import java.util.List;

/** The jobs that could not be delivered, capped by count: the oldest goes first. Implementations are thread-safe. */
public interface DeadLetters {

    /** The result of a retry. */
    enum Retried {
        /** It waits in the queue again, and is no dead letter any more. */
        QUEUED,
        /** The queue is full; it stays a dead letter. */
        FULL,
        /** No dead letter has that number. */
        UNKNOWN
    }

    /**
     * The number of dead letters.
     *
     * @return 0 or more
     */
    int size();

    /**
     * A page of them, the oldest first.
     *
     * @param afterId the last id of the page before, 0 for the first page
     * @param limit at most this many, 1 or more
     * @return dead letters with rising ids; empty at the end
     */
    List<DeadLetter> list(long afterId, int limit);

    /**
     * Puts one back into the queue, to be tried as if for the first time.
     *
     * @param id its number
     * @return the result of the call
     */
    Retried retry(long id);

    /**
     * Gives one up for good.
     *
     * @param id its number
     * @return {@code false} when there is none of that number
     */
    boolean discard(long id);
}
