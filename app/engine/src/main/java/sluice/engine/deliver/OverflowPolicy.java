package sluice.engine.deliver;

import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sluice.api.MessageQueue;
import sluice.api.PeerFailure;
import sluice.api.Peers;
import sluice.base.log.RepeatedWarnings;
import sluice.host.status.Counters;

/**
 * Gives up what waits for a chat that cannot be used, beyond what may wait: one dead chat must not fill the queue. This class is
 * thread-safe.
 *
 * @param queue the deliveries that wait
 * @param peers which chats cannot be used
 * @param counters counts what is given up
 */
public record OverflowPolicy(MessageQueue queue, Peers peers, Counters counters) {

    private static final Logger LOG = LoggerFactory.getLogger(OverflowPolicy.class);

    /**
     * The beginning of {@link RepeatedWarnings#CAUSE} in the log's warnings of a chat that cannot be used.
     *
     * @param chat the chat's id
     * @return ends with a colon
     */
    public static String cause(long chat) {
        return "chat " + chat + " cannot be used:";
    }

    /**
     * Looks at one chat. Where it works, nothing happens.
     *
     * @param chat the chat's id
     * @param keep how many messages may wait for it
     */
    public void giveUp(long chat, int keep) {
        Optional<PeerFailure> failure = peers.failure(chat);
        if (failure.isEmpty() || queue.waiting(chat) <= keep) {
            return;
        }
        int given = queue.giveUp(chat, keep, failure.get().reason());
        if (given > 0) {
            counters.failed(given);
            LOG.atWarn()
                    .addKeyValue(RepeatedWarnings.CAUSE, cause(chat) + "surplus")
                    .log("chat {}: {} messages are dead letters, since {} wait for it already", chat, given, keep);
        }
    }
}
