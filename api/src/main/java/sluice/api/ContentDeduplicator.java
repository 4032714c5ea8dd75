package sluice.api;

/**
 * Remembers which contents were sent where, so that the same content from another source is not sent there again.
 * Implementations are thread-safe.
 *
 * <p>Asked only for watches that skip repeats. A content counts from when it has arrived: what failed, waits for a retry or is a
 * dead letter keeps no other message from being sent.
 */
public interface ContentDeduplicator extends Component {

    /**
     * Tells whether a content was sent to its destination and is still remembered. Called just before a call is made, by the
     * thread that sends.
     *
     * @param content the content and where it goes
     * @return {@code true} for a repeat, which is then not sent
     */
    boolean wasSent(ContentKey content);

    /**
     * Remembers that a content has arrived, from now on.
     *
     * @param content the content and where it arrived
     */
    void sent(ContentKey content);
}
