package sluice.app.telegram;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * The calls by which the bot talks with people. They block the calling thread up to the time limit. This class is thread-safe.
 */
public final class ChatCalls {

    /** The longest answer to a tap, in UTF-16 units. */
    public static final int MAX_NOTE = 200;

    /** The longest text under a picture, in UTF-16 units. */
    public static final int MAX_CAPTION = 1024;

    private static final String UNCHANGED = "message is not modified";

    private final BiFunction<String, ObjectNode, ApiAnswer> call;
    private final BiFunction<String, Upload, ApiAnswer> upload;

    ChatCalls(BiFunction<String, ObjectNode, ApiAnswer> call, BiFunction<String, Upload, ApiAnswer> upload) {
        this.call = call;
        this.upload = upload;
    }

    /**
     * Sends a message.
     *
     * @param chatId where to
     * @param screen what it shows
     * @return what came of it
     */
    public Reply send(long chatId, Screen screen) {
        return Replies.of(call.apply("sendMessage", message(chatId, screen)));
    }

    /**
     * Sends a picture.
     *
     * @param chatId where to
     * @param png the picture as a PNG file
     * @param caption what stands under it, at most {@value #MAX_CAPTION} UTF-16 units, with its buttons
     * @return what came of it
     */
    public Reply picture(long chatId, byte[] png, Screen caption) {
        ObjectNode request = message(chatId, caption);
        Upload fields = Upload.of()
                .field("chat_id", Long.toString(chatId))
                .field("caption", caption.text().text())
                .field("reply_markup", request.path("reply_markup").toString());
        if (request.has("entities")) {
            fields = fields.field("caption_entities", request.path("entities").toString());
        }
        return Replies.of(upload.apply("sendPhoto", fields.file("photo", "day.png", "image/png", png)));
    }

    /**
     * Changes a message of the bot: text and buttons.
     *
     * @param chatId its chat
     * @param messageId its id there
     * @param screen what it is to show; when it does so already, that is no fault
     * @return what came of it
     */
    public Reply edit(long chatId, int messageId, Screen screen) {
        ApiAnswer answer = call.apply("editMessageText", message(chatId, screen).put("message_id", messageId));
        return answer instanceof ApiAnswer.Refused refused
                        && refused.description().contains(UNCHANGED)
                ? new Reply.Sent(List.of(messageId))
                : Replies.of(answer);
    }

    /**
     * Answers a tap, so that the button stops to wait.
     *
     * @param queryId the tap
     * @param note what is shown for a moment, at most {@value #MAX_NOTE} UTF-16 units; empty for nothing
     * @param mustRead whether it stays until it is closed
     * @return what came of it
     */
    public Reply answer(String queryId, String note, boolean mustRead) {
        ObjectNode request = JsonNodeFactory.instance.objectNode().put("callback_query_id", queryId);
        if (!note.isEmpty()) {
            request.put("text", note).put("show_alert", mustRead);
        }
        return Replies.of(call.apply("answerCallbackQuery", request));
    }

    /**
     * Sets the commands that private chats offer.
     *
     * @param languageCode for users of this language, two letters; empty for all others
     * @param commands the commands in their order
     * @return what came of it
     */
    public Reply menu(String languageCode, List<MenuCommand> commands) {
        ObjectNode request = JsonNodeFactory.instance.objectNode();
        ArrayNode list = request.putArray("commands");
        commands.forEach(
                command -> list.addObject().put("command", command.name()).put("description", command.description()));
        request.putObject("scope").put("type", "all_private_chats");
        if (!languageCode.isEmpty()) {
            request.put("language_code", languageCode);
        }
        return Replies.of(call.apply("setMyCommands", request));
    }

    /**
     * Looks for a chat.
     *
     * @param name its id, or {@code @} and its public name
     * @return what came of it
     */
    public ChatFound find(String name) {
        ApiAnswer answer =
                call.apply("getChat", JsonNodeFactory.instance.objectNode().put("chat_id", name));
        return switch (answer) {
            case ApiAnswer.Ok(var result)
            when result.path("id").canConvertToLong() ->
                new ChatFound.Known(
                        result.path("id").longValue(),
                        result.path("type").asText().equals("private"),
                        Optional.of(result.path("title").asText())
                                .filter(title -> !title.isEmpty())
                                .orElseGet(() -> result.path("first_name").asText()),
                        result.path("has_protected_content").asBoolean(false));
            case ApiAnswer.Ok _ -> new ChatFound.NotAsked("an answer without a chat");
            case ApiAnswer.Refused refused
            when refused.code() == 400 || refused.code() == 403 -> new ChatFound.Unknown(refused.description());
            case ApiAnswer.Refused refused -> new ChatFound.NotAsked(refused.description());
            case ApiAnswer.Broken(String detail) -> new ChatFound.NotAsked(detail);
            case ApiAnswer.Unreachable(String detail) -> new ChatFound.NotAsked(detail);
            case ApiAnswer.NoAnswer(String detail, boolean _) -> new ChatFound.NotAsked(detail);
        };
    }

    private ObjectNode message(long chatId, Screen screen) {
        ObjectNode request = JsonNodeFactory.instance.objectNode();
        request.put("chat_id", chatId).put("text", screen.text().text());
        if (!screen.text().spans().isEmpty()) {
            ArrayNode entities = request.putArray("entities");
            for (Styled.Span span : screen.text().spans()) {
                entities.addObject()
                        .put("type", span.style().name().toLowerCase(Locale.ROOT))
                        .put("offset", span.offset())
                        .put("length", span.length());
            }
        }
        request.putObject("link_preview_options").put("is_disabled", true);
        ArrayNode rows = request.putObject("reply_markup").putArray("inline_keyboard");
        for (List<Keyboard.Button> row : screen.keyboard().rows()) {
            ArrayNode buttons = rows.addArray();
            row.forEach(
                    button -> buttons.addObject().put("text", button.label()).put("callback_data", button.data()));
        }
        return request;
    }
}
