package sluice.app.posts;

import java.time.Duration;

/** Shows to whoever asked for an errand how far it is. One for each errand; its methods are called one after the other. */
public interface Progress {

    /** How an errand ended. */
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
     * @param errand as it is now
     * @return the message that shows it, 0 for none
     * @throws InterruptedException when the bot stops
     */
    int going(Errand errand) throws InterruptedException;

    /**
     * Telegram asks to wait.
     *
     * @param errand as it is now
     * @param wait how long
     * @throws InterruptedException when the bot stops
     */
    void waiting(Errand errand, Duration wait) throws InterruptedException;

    /**
     * It is over.
     *
     * @param errand as it was at its end
     * @param end how it ended
     * @param detail why, in Telegram's words; empty when there is no more to say
     * @throws InterruptedException when the bot stops; it is called again after the next start
     */
    void ended(Errand errand, End end, String detail) throws InterruptedException;
}
