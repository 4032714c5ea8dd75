package sluice.app.content;

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
import sluice.app.json.Json;

/**
 * What steps must know of a message, and what is needed to send it in another form. It waits with the message in the queue, as a
 * short JSON text.
 *
 * @param media what it carries
 * @param sender who sent it
 * @param topic the forum topic in which it stands, 0 for none
 * @param entities how its text or caption is formatted, as the Bot API's JSON array; empty for not at all
 * @param file the id of its file, for media that can be sent again by it; else empty
 * @param inAlbum whether it belongs to an album
 * @param display how it is shown
 * @param facts what notes ask for besides; empty where nobody does
 * @param body what its steps have made of it, once that was tried to be sent: every further try sends the same
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
     * @param sender who sent it
     * @param topic the forum topic in which it stands
     * @param entities how it is formatted
     * @return the details
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
     * The same, with its links shown otherwise.
     *
     * @param preview how
     * @return new details
     */
    public Details with(LinkPreview preview) {
        Display other =
                new Display(display.spoiler(), display.captionAbove(), preview, display.cover(), display.start());
        return new Details(media, sender, topic, entities, file, inAlbum, other, facts, body);
    }

    /**
     * Whether its links are shown otherwise than Telegram does by itself.
     *
     * @return {@code false} where nothing is said of them
     */
    public boolean hasPreview() {
        return !display.linkPreview().equals(LinkPreview.DEFAULT);
    }

    /**
     * The same message where it has arrived.
     *
     * @param where who sent it there
     * @param newTopic the forum topic there
     * @param newEntities how its text is formatted there
     * @return new details
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
     * The same, where the formatting is kept elsewhere.
     *
     * @return new details
     */
    public Details unformatted() {
        return arrived(sender, topic, "");
    }

    /**
     * The same for those who keep no notes.
     *
     * @return new details
     */
    public Details withoutFacts() {
        return new Details(media, sender, topic, entities, file, inAlbum, display, Optional.empty(), body);
    }

    /**
     * The same, with what is sent of it.
     *
     * @param sent its text or caption as it is sent
     * @return new details
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
