package sluice.api;

/**
 * Remembers the newest messages and albums, so that none is handled twice. Implementations are thread-safe.
 *
 * <p>It is the fast path only: bounded by count, and by age for messages. A durable queue catches what comes again later.
 */
public interface Deduplicator extends Component {

    /**
     * Checks and marks a message in one atomic step. Called for each update by the intake thread.
     *
     * @param chatId the chat in which the message stands
     * @param messageId its id there
     * @return {@code true} for the one caller that sees the message first, {@code false} for a duplicate
     */
    boolean firstSeen(long chatId, int messageId);

    /**
     * Makes the first verdict on an album the lasting one, in one atomic step. Members that come late, perhaps without
     * the caption that decided, then share the fate of those before them, and a retry is judged as the first try was.
     *
     * @param key the album on its way by one watch
     * @param passes the verdict on the members at hand
     * @return the verdict that stands: an earlier one where it is still remembered, else {@code passes}
     */
    boolean judgeGroup(GroupKey key, boolean passes);
}
