package sluice.testkit;

/**
 * One random operation on a queue.
 *
 * @param kind what is done
 * @param chat which of a few chats it is about
 * @param number a number that it needs: a count, a delay, an album, a choice
 * @param other another one
 */
public record QueueStep(Kind kind, int chat, int number, int other) {

    /** Operations; what is to happen more often is listed more often by {@link QueuePlan}. */
    public enum Kind {
        OFFER,
        OFFER_ALBUM,
        OFFER_BATCH,
        TAKE,
        DONE,
        FOLLOWED,
        RETRY,
        MOVED,
        DEAD,
        RELEASE,
        MOVE,
        GIVE_UP,
        RETRY_LETTER,
        DISCARD,
        CLEAN,
        FLUSH,
        PASS
    }
}
