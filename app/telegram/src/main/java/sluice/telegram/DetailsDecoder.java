package sluice.telegram;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.telegram.telegrambots.meta.api.objects.User;
import org.telegram.telegrambots.meta.api.objects.chat.Chat;
import sluice.api.MediaType;
import sluice.api.MessageSender;
import sluice.base.content.Details;
import sluice.base.content.Display;
import sluice.base.content.Facts;
import sluice.base.content.LinkPreview;

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

    static Details of(org.telegram.telegrambots.meta.api.objects.message.Message message, JsonNode node, int topic) {
        // What is sold is shown as the media it hides.
        String field = node.has("paid_media")
                ? ""
                : KINDS.keySet().stream().filter(node::has).findFirst().orElse("");
        return new Details(
                KINDS.getOrDefault(field, MediaType.OTHER),
                sender(message),
                topic,
                entities(node),
                media(node.path(field)).path("file_id").asText(),
                node.has("media_group_id"),
                display(message, node),
                Optional.of(facts(message, media(node.path(field)))),
                Optional.empty());
    }

    /** The entities of the text, or else of the caption. */
    static String entities(JsonNode node) {
        JsonNode entities = node.path(node.has("text") ? "entities" : "caption_entities");
        try {
            String json =
                    entities.isArray() && !entities.isEmpty() ? TelegramJson.MAPPER.writeValueAsString(entities) : "";
            return json.length() > MAX_ENTITIES ? "" : json;
        } catch (JsonProcessingException e) {
            // Deeper than any formatting is.
            return "";
        }
    }

    private static Display display(org.telegram.telegrambots.meta.api.objects.message.Message message, JsonNode node) {
        return new Display(
                Boolean.TRUE.equals(message.getHasMediaSpoiler()),
                Boolean.TRUE.equals(message.getShowCaptionAboveMedia()),
                LinkPreview.of(node.path("link_preview_options")),
                media(node.path("video").path("cover")).path("file_id").asText(),
                node.path("video").path("start_timestamp").asInt());
    }

    /** Returns the media; of a photo the largest size, which comes last. */
    private static JsonNode media(JsonNode media) {
        return media.isArray() && !media.isEmpty() ? media.get(media.size() - 1) : media;
    }

    private static Facts facts(org.telegram.telegrambots.meta.api.objects.message.Message message, JsonNode media) {
        return new Facts(
                message.getDate() == null ? 0 : message.getDate(),
                UpdateDecoder.orEmpty(message.getChat().getTitle()),
                media.path("file_name").asText(),
                media.path("mime_type").asText(),
                Math.max(0, media.path("file_size").asLong()),
                media.path("thumbnail").path("file_id").asText());
    }

    /**
     * Reads the sender. A message in the name of a chat also names a user, for old clients only; that user has nothing
     * to do with it.
     */
    private static MessageSender sender(org.telegram.telegrambots.meta.api.objects.message.Message message) {
        String signature = UpdateDecoder.orEmpty(message.getAuthorSignature());
        Chat chat = message.getSenderChat();
        if (chat != null) {
            return new MessageSender(
                    0,
                    chat.getId(),
                    UpdateDecoder.orEmpty(chat.getUserName()),
                    name(chat.getTitle(), chat.getFirstName(), chat.getLastName()),
                    signature);
        }
        User user = message.getFrom();
        return user == null
                ? new MessageSender(0, 0, "", "", signature)
                : new MessageSender(
                        user.getId(),
                        0,
                        UpdateDecoder.orEmpty(user.getUserName()),
                        name(user.getFirstName(), user.getLastName()),
                        signature);
    }

    private static String name(String... parts) {
        return Stream.of(parts).filter(part -> part != null && !part.isEmpty()).collect(Collectors.joining(" "));
    }
}
