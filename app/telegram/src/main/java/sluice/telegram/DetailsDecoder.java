package sluice.telegram;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.telegram.telegrambots.meta.api.objects.User;
import org.telegram.telegrambots.meta.api.objects.chat.Chat;
import org.telegram.telegrambots.meta.api.objects.message.Message;
import sluice.api.Display;
import sluice.api.Facts;
import sluice.api.LinkPreview;
import sluice.api.MediaType;
import sluice.api.MessageDetails;
import sluice.api.MessageSender;

/** Reads what steps must know of a message. Nothing here makes a message unreadable: what is odd is read as absent. */
final class DetailsDecoder {

    /** Longer formatting is dropped: 100 entities, the most that Telegram keeps, take about half of it. */
    static final int MAX_ENTITIES = 16_384;

    /** The fields by their kind, in an order: an animation is shown as a document too, and a venue as a location. */
    private static final Map<String, MediaType> KINDS = Stream.concat(
                    Stream.of(MediaType.ANIMATION, MediaType.VENUE), Arrays.stream(MediaType.values()))
            .collect(Collectors.toMap(
                    DetailsDecoder::field, Function.identity(), (first, _) -> first, LinkedHashMap::new));

    private DetailsDecoder() {}

    private static String field(MediaType type) {
        return type == MediaType.RICH ? "rich_message" : type.name().toLowerCase(Locale.ROOT);
    }

    static MessageDetails of(Message message, JsonNode node, int topic) {
        // What is sold is shown as the media it hides.
        String field = node.has("paid_media")
                ? ""
                : KINDS.keySet().stream().filter(node::has).findFirst().orElse("");
        JsonNode media = media(node.path(field));
        return new MessageDetails(
                KINDS.getOrDefault(field, MediaType.OTHER),
                sender(message),
                topic,
                entities(node),
                media.path("file_id").asText(),
                node.has("media_group_id"),
                display(message, node),
                Optional.of(facts(message, media, node.path("reply_markup"))),
                Optional.empty());
    }

    /** The entities of the text, or else of the caption. */
    private static String entities(JsonNode node) {
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

    private static Display display(Message message, JsonNode node) {
        return new Display(
                Boolean.TRUE.equals(message.getHasMediaSpoiler()),
                Boolean.TRUE.equals(message.getShowCaptionAboveMedia()),
                linkPreview(node.path("link_preview_options")),
                node.has("live_photo")
                        ? node.path("live_photo").path("file_id").asText()
                        : media(node.path("video").path("cover"))
                                .path("file_id")
                                .asText(),
                node.path("video").path("start_timestamp").asInt());
    }

    /** Reads the options of a text's link preview; {@code options} may be missing. */
    private static LinkPreview linkPreview(JsonNode options) {
        return new LinkPreview(
                options.path("is_disabled").asBoolean(false),
                options.path("url").asText(),
                options.path("prefer_small_media").asBoolean(false),
                options.path("prefer_large_media").asBoolean(false),
                options.path("show_above_text").asBoolean(false));
    }

    /** Returns the media; of a photo the largest size, which comes last. */
    private static JsonNode media(JsonNode media) {
        return media.isArray() && !media.isEmpty() ? media.get(media.size() - 1) : media;
    }

    private static Facts facts(Message message, JsonNode media, JsonNode markup) {
        return new Facts(
                message.getDate() == null ? 0 : message.getDate(),
                UpdateDecoder.orEmpty(message.getChat().getTitle()),
                media.path("file_name").asText(),
                media.path("mime_type").asText(),
                Math.max(0, media.path("file_size").asLong()),
                media.path("thumbnail").path("file_id").asText(),
                UpdateDecoder.orEmpty(message.getChat().getUserName()),
                media.path("file_unique_id").asText(),
                urls(markup));
    }

    private static List<String> urls(JsonNode markup) {
        return StreamSupport.stream(markup.path("inline_keyboard").spliterator(), false)
                .flatMap(row -> StreamSupport.stream(row.spliterator(), false))
                .flatMap(button -> Stream.of(button, button.path("login_url"), button.path("web_app")))
                .map(action -> action.path("url").asText())
                .filter(url -> !url.isEmpty())
                .limit(Facts.MAX_URLS)
                .toList();
    }

    /**
     * Reads the sender. A message in the name of a chat also names a user, for old clients only; that user has nothing
     * to do with it.
     */
    private static MessageSender sender(Message message) {
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
