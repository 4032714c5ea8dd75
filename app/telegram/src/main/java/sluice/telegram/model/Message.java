package sluice.telegram.model;

import java.time.Instant;
import java.util.Optional;
import sluice.api.MessageDetails;

/**
 * A message, as far as Sluice uses it.
 *
 * @param topic its forum topic, 0 for none
 * @param replyTo the id of the message in the same chat that it answers, 0 for none
 * @param text its text or caption; empty when it has none
 * @param protectedContent true if its chat forbids to forward and to copy it
 * @param forwardedFrom the channel or chat in whose name it was posted first, when it is a forward
 * @param automatic true if Telegram itself put it here: a channel's post in the group where it is discussed
 * @param move the old and the new id of its chat, when the message says that it became a supergroup
 */
public record Message(
        long chatId,
        int id,
        Instant date,
        int topic,
        int replyTo,
        Optional<String> mediaGroupId,
        String text,
        MessageDetails details,
        Content content,
        boolean protectedContent,
        Optional<Origin> forwardedFrom,
        boolean automatic,
        Optional<Move> move) {

    /** A group that has become a supergroup. */
    public record Move(long from, long to) {}

    /** The handling that a message allows. */
    public enum Content {
        /** It can be forwarded and copied. */
        ORDINARY,
        /** It can be forwarded, and not copied: a quiz whose answer is hidden, paid media, a giveaway, an invoice. */
        FORWARD_ONLY,
        /** It tells of an event in the chat, and can be neither forwarded nor copied. */
        SERVICE
    }
}
