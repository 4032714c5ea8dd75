package sluice.app.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * Reads what people do in their private chat with the bot. It is lenient with all that can be done without: a message to the
 * bot may be one to pass on as well.
 */
final class People {

    private People() {}

    static boolean isPrivate(JsonNode message) {
        return message.path("chat").path("type").asText().equals("private");
    }

    /** Who wrote a private message: the private chat has the user's id. */
    static Person writer(JsonNode message) {
        return new Person(message.path("chat").path("id").longValue(), languageCode(message));
    }

    static Optional<Origin> origin(JsonNode message) {
        JsonNode origin = message.path("forward_origin");
        JsonNode chat = switch (origin.path("type").asText()) {
            case "channel" -> origin.path("chat");
            case "chat" -> origin.path("sender_chat");
            default -> origin.path("chat that is not told");
        };
        JsonNode id = chat.path("id");
        return id.isIntegralNumber() && id.canConvertToLong()
                ? Optional.of(new Origin(
                        id.longValue(),
                        chat.path("title").asText(),
                        origin.path("message_id").asInt(0)))
                : Optional.empty();
    }

    static Update tap(long updateId, JsonNode query) {
        JsonNode data = query.path("data");
        if (!data.isTextual()) {
            return new Update.Ignored(updateId);
        }
        String id = Fields.text(query, "id").orElseThrow(() -> new Fields.Faulty("callback_query.id", "missing"));
        long user = Fields.integer(Fields.object(query, "from"), "id")
                .orElseThrow(() -> new Fields.Faulty("callback_query.from.id", "missing"));
        JsonNode message = query.path("message");
        return new Update.Tapped(
                updateId,
                new Tap(
                        id,
                        new Person(user, languageCode(query)),
                        message.path("chat").path("id").asLong(0),
                        message.path("message_id").asInt(0),
                        data.textValue()));
    }

    private static String languageCode(JsonNode node) {
        return node.path("from").path("language_code").asText();
    }
}
