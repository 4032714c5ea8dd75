package sluice.engine.deliver;

import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sluice.api.DeadLetter;
import sluice.api.MessageQueue;
import sluice.api.PeerFailure;
import sluice.api.Peers;
import sluice.base.log.RepeatedWarnings;
import sluice.engine.journal.Journal;
import sluice.host.status.Counters;

/**
 * Gives up what waits for a chat that cannot be used, beyond what may wait: one dead chat must not fill the queue. Each message counts
 * for its watch. There is one for a queue; this class is thread-safe.
 */
public final class OverflowPolicy {

    private static final Logger LOG = LoggerFactory.getLogger(OverflowPolicy.class);

    /** Dead letters that are looked at together. */
    private static final int BATCH = 100;

    private final MessageQueue queue;
    private final Peers peers;
    private final Counters counters;
    private final Journal journal;

    /** No dead letter of a higher number has been seen. */
    private long top;

    /** A policy for the chats of a queue. */
    public OverflowPolicy(MessageQueue queue, Peers peers, Counters counters, Journal journal) {
        this.queue = queue;
        this.peers = peers;
        this.counters = counters;
        this.journal = journal;
    }

    /** The beginning, up to a colon, of {@link RepeatedWarnings#CAUSE} in warnings of a chat that cannot be used. */
    public static String cause(long chat) {
        return "chat " + chat + " cannot be used:";
    }

    /** Gives up all but so many messages of one chat. Where it works, nothing happens. */
    public void giveUp(long chat, int keep) {
        Optional<PeerFailure> failure = peers.failure(chat);
        if (failure.isEmpty() || queue.waiting(chat) <= keep) {
            return;
        }
        int given = giveUp(chat, keep, failure.get().reason());
        if (given > 0) {
            LOG.atWarn()
                    .addKeyValue(RepeatedWarnings.CAUSE, cause(chat) + "surplus")
                    .log("chat {}: {} messages are dead letters, since {} wait for it already", chat, given, keep);
        }
    }

    /** Gives up all but so many messages of a chat for a reason. One at a time, so that none is counted twice. */
    synchronized int giveUp(long chat, int keep, String reason) {
        List<DeadLetter> letters = next();
        while (!letters.isEmpty()) {
            letters = next();
        }
        int given = queue.giveUp(chat, keep, reason);
        int left = given;
        // Where there are more than the queue keeps, the first of them are gone by now.
        for (boolean more = left > 0; more; more = left > 0 && !letters.isEmpty()) {
            letters = next();
            for (DeadLetter letter : letters) {
                if (left > 0
                        && letter.reason() == DeadLetter.Reason.CHAT_UNUSABLE
                        && letter.job().destination() == chat) {
                    left--;
                    counters.failed(letter.job().watch(), 1);
                    journal.failed(letter.job(), letter.reason(), letter.detail());
                }
            }
        }
        counters.failed(left);
        return given;
    }

    /** What cannot be listed is counted all the same, without its watch. */
    private List<DeadLetter> next() {
        List<DeadLetter> letters;
        try {
            letters = queue.deadLetters().list(top, BATCH);
        } catch (RuntimeException e) {
            LOG.debug("the dead letters cannot be listed", e);
            return List.of();
        }
        if (letters.isEmpty() || letters.getLast().id() <= top) {
            return List.of();
        }
        top = letters.getLast().id();
        return letters;
    }
}
