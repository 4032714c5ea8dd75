package sluice.api;

import static java.util.Objects.requireNonNull;

/**
 * A message as the steps of a watch see it. Immutable.
 *
 * @param chatId the chat in which it stands
 * @param messageId its id there
 * @param topic the forum topic in which it stands, 0 for none
 * @param media what it carries
 * @param sender the sender in that chat
 * @param caption whether the text is a caption
 * @param text its text or caption, as the steps before have left it; empty when it has none
 */
public record StepMessage(
        long chatId,
        int messageId,
        int topic,
        MediaType media,
        MessageSender sender,
        boolean caption,
        FormattedText text) {

    /** Checks that nothing is missing. */
    public StepMessage {
        requireNonNull(media, "media");
        requireNonNull(sender, "sender");
        requireNonNull(text, "text");
    }

    /**
     * Returns a copy with another text.
     *
     * @param changed the new text
     * @return a new message
     */
    public StepMessage with(FormattedText changed) {
        return new StepMessage(chatId, messageId, topic, media, sender, caption, changed);
    }
}
