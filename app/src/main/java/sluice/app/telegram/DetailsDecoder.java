package sluice.app.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import sluice.api.MediaType;
import sluice.api.MessageSender;
import sluice.app.content.Details;
import sluice.app.content.Facts;

/** Reads what steps must know of a message. Nothing here makes a message unreadable: what is odd is read as absent. */
final class DetailsDecoder {

    /** Longer formatting is left out: 100 entities, the most that Telegram keeps, take about half of it. */
    static final int MAX_ENTITIES = 16_384;

    /** The fields that tell the kind, in an order: an animation is shown as a document too, and a venue as a location. */
    private static final Map<String, MediaType> KINDS = kinds();

    private DetailsDecoder() {}

    private static Map<String, MediaType> kinds() {
        Map<String, MediaType> kinds = new LinkedHashMap<>();
        kinds.put("text", MediaType.TEXT);
        kinds.put("photo", MediaType.PHOTO);
        kinds.put("video", MediaType.VIDEO);
        kinds.put("animation", MediaType.ANIMATION);
        kinds.put("document", MediaType.DOCUMENT);
        kinds.put("audio", MediaType.AUDIO);
        kinds.put("voice", MediaType.VOICE);
        kinds.put("video_note", MediaType.VIDEO_NOTE);
        kinds.put("sticker", MediaType.STICKER);
        kinds.put("poll", MediaType.POLL);
        kinds.put("venue", MediaType.VENUE);
        kinds.put("location", MediaType.LOCATION);
        kinds.put("contact", MediaType.CONTACT);
        kinds.put("dice", MediaType.DICE);
        kinds.put("game", MediaType.GAME);
        kinds.put("story", MediaType.STORY);
        kinds.put("checklist", MediaType.CHECKLIST);
        kinds.put("rich_message", MediaType.RICH);
        return kinds;
    }

    static Details of(JsonNode node, int topic) {
        // What is sold is shown as the media it hides.
        String field = node.has("paid_media")
                ? ""
                : KINDS.keySet().stream().filter(node::has).findFirst().orElse("");
        return new Details(
                KINDS.getOrDefault(field, MediaType.OTHER),
                sender(node),
                topic,
                entities(node),
                media(node.path(field)).path("file_id").asText(),
                node.path("has_media_spoiler").asBoolean(false),
                node.path("show_caption_above_media").asBoolean(false),
                Optional.of(facts(node, media(node.path(field)))),
                Optional.empty());
    }

    /** Of the text, or else of the caption. */
    static String entities(JsonNode node) {
        JsonNode entities = node.path(node.has("text") ? "entities" : "caption_entities");
        String json = entities.isArray() && !entities.isEmpty() ? entities.toString() : "";
        return json.length() > MAX_ENTITIES ? "" : json;
    }

    /** Of a photo the largest size, which comes last. */
    private static JsonNode media(JsonNode media) {
        return media.isArray() && !media.isEmpty() ? media.get(media.size() - 1) : media;
    }

    private static Facts facts(JsonNode node, JsonNode media) {
        return new Facts(
                node.path("date").asLong(),
                node.path("chat").path("title").asText(),
                media.path("file_name").asText(),
                media.path("mime_type").asText(),
                Math.max(0, media.path("file_size").asLong()),
                media.path("thumbnail").path("file_id").asText());
    }

    /** Where a message is sent in the name of a chat, a user stands there for old clients, who has nothing to do with it. */
    private static MessageSender sender(JsonNode node) {
        JsonNode chat = node.path("sender_chat");
        JsonNode who = chat.isObject() ? chat : node.path("from");
        String name = Stream.of("title", "first_name", "last_name")
                .map(field -> who.path(field).asText())
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(" "));
        long id = who.path("id").asLong();
        return new MessageSender(
                chat.isObject() ? 0 : id,
                chat.isObject() ? id : 0,
                who.path("username").asText(),
                name,
                node.path("author_signature").asText());
    }
}
