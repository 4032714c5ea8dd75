package sluice.control.posts;

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
        /** The destination of the watch cannot be written to. */
        UNWRITABLE,
        /** The watch was paused or removed, or has another source or another kind by now. */
        GONE,
        /** It did not work, again and again. */
        FAILED
    }

    /** Shows nothing. */
    Progress NONE = new Progress() {
        @Override
        public int going(CopyRequest copyRequest) {
            return 0;
        }

        @Override
        public void waiting(CopyRequest copyRequest, Duration wait) {}

        @Override
        public void ended(CopyRequest copyRequest, End end, String detail) {}
    };

    /** It goes on. Returns the message that shows it, 0 for none. */
    int going(CopyRequest copyRequest) throws InterruptedException;

    /** Telegram asks to wait so long until the next try. */
    void waiting(CopyRequest copyRequest, Duration wait) throws InterruptedException;

    /**
     * It is over, for a reason in Telegram's words, empty when there is no more to say. Called again after the next
     * start when the bot stops meanwhile.
     */
    void ended(CopyRequest copyRequest, End end, String detail) throws InterruptedException;
}
