package sluice.api;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * A message as the steps of a watch see it. Immutable.
 *
 * @param chatId the chat in which it stands
 * @param messageId its id there
 * @param topic the forum topic in which it stands, 0 for none
 * @param media its media
 * @param sender the sender in that chat
 * @param caption true if the text is a caption
 * @param text its text or caption, as the steps before have left it; empty when it has none
 * @param facts its chat, time, file and buttons, as far as they are known; empty for what came in before any watch had steps
 */
public record StepMessage(
        long chatId,
        int messageId,
        int topic,
        MediaType media,
        MessageSender sender,
        boolean caption,
        FormattedText text,
        Optional<Facts> facts) {

    /** Checks that nothing is missing. */
    public StepMessage {
        requireNonNull(media, "media");
        requireNonNull(sender, "sender");
        requireNonNull(text, "text");
        requireNonNull(facts, "facts");
    }

    /**
     * A message of which no facts are known.
     *
     * @param chatId the chat in which it stands
     * @param messageId its id there
     * @param topic the forum topic in which it stands, 0 for none
     * @param media its media
     * @param sender the sender in that chat
     * @param caption true if the text is a caption
     * @param text its text or caption
     */
    public StepMessage(
            long chatId,
            int messageId,
            int topic,
            MediaType media,
            MessageSender sender,
            boolean caption,
            FormattedText text) {
        this(chatId, messageId, topic, media, sender, caption, text, Optional.empty());
    }

    /**
     * Returns a copy with another text.
     *
     * @param changed the new text
     * @return a new message
     */
    public StepMessage with(FormattedText changed) {
        return new StepMessage(chatId, messageId, topic, media, sender, caption, changed, facts);
    }
}
