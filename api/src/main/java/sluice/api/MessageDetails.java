package sluice.api;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * The details of a message that steps need, and that sending it in another form needs. They wait with the message in the queue.
 *
 * @param media what it carries
 * @param sender the sender
 * @param topic the forum topic in which it stands, 0 for none
 * @param entities the formatting of its text or caption, as the Bot API's JSON array; empty for none
 * @param file the id of its file, for media that can be sent again by it; else empty
 * @param inAlbum whether it belongs to an album
 * @param display the display options
 * @param facts the facts that only steps and notes need; empty where nobody asks for them
 * @param body the output of its steps, once that was tried to be sent: every further try sends the same
 */
public record MessageDetails(
        MediaType media,
        MessageSender sender,
        int topic,
        String entities,
        String file,
        boolean inAlbum,
        Display display,
        Optional<Facts> facts,
        Optional<FormattedText> body) {

    /** Checks that nothing is missing. */
    public MessageDetails {
        requireNonNull(media, "media");
        requireNonNull(sender, "sender");
        requireNonNull(entities, "entities");
        requireNonNull(file, "file");
        requireNonNull(display, "display");
        requireNonNull(facts, "facts");
        requireNonNull(body, "body");
    }

    /**
     * Details of a text and nothing else.
     *
     * @param sender the sender
     * @param topic the forum topic in which it stands
     * @param entities how it is formatted
     * @return details of kind {@link MediaType#TEXT} with the default display
     */
    public static MessageDetails ofText(MessageSender sender, int topic, String entities) {
        return new MessageDetails(
                MediaType.TEXT,
                sender,
                topic,
                entities,
                "",
                false,
                Display.DEFAULT,
                Optional.empty(),
                Optional.empty());
    }

    /**
     * Returns a copy with other link preview options.
     *
     * @param preview the new link preview options
     * @return a changed copy
     */
    public MessageDetails with(LinkPreview preview) {
        Display other =
                new Display(display.spoiler(), display.captionAbove(), preview, display.cover(), display.start());
        return new MessageDetails(media, sender, topic, entities, file, inAlbum, other, facts, body);
    }

    /**
     * True if its links are not shown in Telegram's default way.
     *
     * @return {@code false} where nothing is said of them
     */
    public boolean hasPreview() {
        return !display.linkPreview().equals(LinkPreview.DEFAULT);
    }

    /**
     * Returns the details of the copy in the chat where it has arrived.
     *
     * @param where who sent it there
     * @param newTopic the forum topic there
     * @param newEntities how its text is formatted there
     * @return a changed copy
     */
    public MessageDetails arrived(MessageSender where, int newTopic, String newEntities) {
        return new MessageDetails(
                media,
                where,
                newTopic,
                newEntities,
                file,
                inAlbum,
                display,
                facts.map(Facts::arrived),
                Optional.empty());
    }

    /**
     * Returns a copy without entities, for when the formatting is kept elsewhere.
     *
     * @return a copy without entities
     */
    public MessageDetails unformatted() {
        return formatted("");
    }

    /**
     * Returns a copy with other entities.
     *
     * @param newEntities the formatting, as the Bot API's JSON array; empty for none
     * @return a changed copy, not yet sent
     */
    public MessageDetails formatted(String newEntities) {
        return new MessageDetails(media, sender, topic, newEntities, file, inAlbum, display, facts, Optional.empty());
    }

    /**
     * Returns a copy without the facts that only steps and notes need.
     *
     * @return a copy without facts
     */
    public MessageDetails withoutFacts() {
        return new MessageDetails(media, sender, topic, entities, file, inAlbum, display, Optional.empty(), body);
    }

    /**
     * Returns a copy with the text that is sent of it.
     *
     * @param sent its text or caption as it is sent
     * @return a changed copy
     */
    public MessageDetails with(FormattedText sent) {
        return new MessageDetails(media, sender, topic, entities, file, inAlbum, display, facts, Optional.of(sent));
    }
}
