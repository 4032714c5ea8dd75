package sluice.base.content;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import java.util.Optional;
import sluice.api.FormattedText;
import sluice.api.MediaType;
import sluice.api.MessageSender;
import sluice.base.json.Json;

/**
 * The details of a message that steps need, and that sending it in another form needs. It waits with the message in the
 * queue, as a short JSON text.
 *
 * @param media what it carries
 * @param sender the sender
 * @param topic the forum topic in which it stands, 0 for none
 * @param entities the formatting of its text or caption, as the Bot API's JSON array; empty for none
 * @param file the id of its file, for media that can be sent again by it; else empty
 * @param inAlbum whether it belongs to an album
 * @param display the display options
 * @param facts the facts that only notes need; empty where nobody asks for them
 * @param body the output of its steps, once that was tried to be sent: every further try sends the same
 */
public record Details(
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
    public Details {
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
    public static Details ofText(MessageSender sender, int topic, String entities) {
        return new Details(
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
    public Details with(LinkPreview preview) {
        Display other =
                new Display(display.spoiler(), display.captionAbove(), preview, display.cover(), display.start());
        return new Details(media, sender, topic, entities, file, inAlbum, other, facts, body);
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
    public Details arrived(MessageSender where, int newTopic, String newEntities) {
        return new Details(
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
    public Details unformatted() {
        return arrived(sender, topic, "");
    }

    /**
     * Returns a copy without the facts that only notes need.
     *
     * @return a copy without facts
     */
    public Details withoutFacts() {
        return new Details(media, sender, topic, entities, file, inAlbum, display, Optional.empty(), body);
    }

    /**
     * Returns a copy with the text that is sent of it.
     *
     * @param sent its text or caption as it is sent
     * @return a changed copy
     */
    public Details with(FormattedText sent) {
        return new Details(media, sender, topic, entities, file, inAlbum, display, facts, Optional.of(sent));
    }

    /**
     * Writes them. What is not there takes no room.
     *
     * @return a JSON object
     */
    public String json() {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("media", media.key());
        putNumber(node, "user", sender.userId());
        putNumber(node, "chat", sender.chatId());
        putText(node, "username", sender.username());
        putText(node, "name", sender.name());
        putText(node, "signature", sender.signature());
        putNumber(node, "topic", topic);
        putText(node, "file", file);
        putNumber(node, "album", inAlbum ? 1 : 0);
        display.write(node);
        putRaw(node, "entities", entities);
        facts.ifPresent(known -> FactsJson.write(known, node));
        body.ifPresent(sent -> {
            ObjectNode made = node.putObject("body").put("text", sent.text());
            putRaw(made, "entities", Entities.json(sent));
        });
        return node.toString();
    }

    /**
     * Reads what was written.
     *
     * @param json a JSON object; empty for none
     * @return the details; empty when there are none, as of a message that came in when no watch had steps
     */
    public static Optional<Details> parse(String json) {
        if (json.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(read(Json.MAPPER.readTree(json)));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("details are not written as JSON", e);
        }
    }

    private static Details read(JsonNode node) {
        JsonNode made = node.path("body");
        return new Details(
                media(node.path("media").asText()),
                new MessageSender(
                        node.path("user").asLong(),
                        node.path("chat").asLong(),
                        node.path("username").asText(),
                        node.path("name").asText(),
                        node.path("signature").asText()),
                node.path("topic").asInt(),
                array(node),
                node.path("file").asText(),
                node.path("album").asInt() == 1,
                Display.read(node),
                FactsJson.read(node),
                made.isObject()
                        ? Optional.of(Entities.text(made.path("text").asText(), array(made)))
                        : Optional.empty());
    }

    private static String array(JsonNode node) {
        JsonNode entities = node.path("entities");
        return entities.isArray() ? entities.toString() : "";
    }

    private static MediaType media(String key) {
        for (MediaType type : MediaType.values()) {
            if (type.key().equals(key)) {
                return type;
            }
        }
        return MediaType.OTHER;
    }

    static void putNumber(ObjectNode node, String name, long value) {
        if (value != 0) {
            node.put(name, value);
        }
    }

    static void putText(ObjectNode node, String name, String value) {
        if (!value.isEmpty()) {
            node.put(name, value);
        }
    }

    private static void putRaw(ObjectNode node, String name, String json) {
        if (!json.isEmpty()) {
            node.putRawValue(name, new RawValue(json));
        }
    }
}
