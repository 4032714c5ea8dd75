package sluice.engine.posts;

import java.time.Duration;

/** Shows the user how far a copy request is. One for each copy request; its methods are called one after the other. */
public interface Progress {

    /** The end of a copy request. */
    enum End {
        /** All posts are done with. */
        DONE,
        /** The user did not want more of it. */
        CANCELLED,
        /** The chat in which the posts stand cannot be read any more. */
        UNREADABLE,
        /** It did not work, again and again. */
        FAILED
    }

    /**
     * It goes on.
     *
     * @param copyRequest as it is now
     * @return the message that shows it, 0 for none
     * @throws InterruptedException when the bot stops
     */
    int going(CopyRequest copyRequest) throws InterruptedException;

    /**
     * Telegram asks to wait.
     *
     * @param copyRequest as it is now
     * @param wait the time until the next try
     * @throws InterruptedException when the bot stops
     */
    void waiting(CopyRequest copyRequest, Duration wait) throws InterruptedException;

    /**
     * It is over.
     *
     * @param copyRequest as it was at its end
     * @param end how it ended
     * @param detail why, in Telegram's words; empty when there is no more to say
     * @throws InterruptedException when the bot stops; it is called again after the next start
     */
    void ended(CopyRequest copyRequest, End end, String detail) throws InterruptedException;
}
