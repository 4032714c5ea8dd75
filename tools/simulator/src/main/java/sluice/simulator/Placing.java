package sluice.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The place and form of a bot's message: what the sending methods have in common.
 *
 * @param replyTo 0 for none
 * @param thread 0 for none
 * @param markup null for none
 */
record Placing(Chat chat, long replyTo, long thread, JsonNode markup, boolean guarded) {
    private static final int MAX_BUTTON_DATA = 64;
    private static final int MAX_BUTTONS = 100;
    private static final int MAX_IN_ROW = 8;
    /** The actions that a button may have instead of sending data back. */
    private static final List<String> OTHER_ACTIONS = List.of(
            "url",
            "web_app",
            "login_url",
            "switch_inline_query",
            "switch_inline_query_current_chat",
            "switch_inline_query_chosen_chat",
            "copy_text",
            "callback_game",
            "pay");

    static Placing of(Parameters parameters, World world) {
        Chat chat = world.writable(parameters);
        return new Placing(
                chat,
                answered(parameters, chat),
                thread(parameters, chat),
                keyboard(parameters),
                parameters.flag("protect_content"));
    }

    private static long answered(Parameters parameters, Chat chat) {
        JsonNode reply = parameters.json("reply_parameters");
        long id = reply == null
                ? parameters.number("reply_to_message_id", 0)
                : reply.path("message_id").asLong();
        boolean optional = reply == null
                ? parameters.flag("allow_sending_without_reply")
                : reply.path("allow_sending_without_reply").asBoolean();
        if (id == 0 || chat.find(id) != null) {
            return id;
        }
        if (optional) {
            return 0;
        }
        throw ApiError.badRequest("message to be replied not found");
    }

    private static long thread(Parameters parameters, Chat chat) {
        long thread = parameters.number("message_thread_id", 0);
        if (thread != 0 && !chat.hasTopic(thread)) {
            throw ApiError.badRequest("message thread not found");
        }
        return thread;
    }

    static JsonNode keyboard(Parameters parameters) {
        JsonNode markup = parameters.json("reply_markup");
        if (markup == null) {
            return null;
        }
        if (!markup.isObject()) {
            throw ApiError.badRequest("object expected as reply markup");
        }
        int buttons = 0;
        for (JsonNode row : markup.path("inline_keyboard")) {
            if (!row.isArray()) {
                throw ApiError.badRequest("field \"inline_keyboard\" must be an Array of Arrays");
            }
            buttons += row.size();
            if (row.size() > MAX_IN_ROW || buttons > MAX_BUTTONS) {
                throw ApiError.badRequest("reply markup is too long");
            }
            row.forEach(Placing::checkButton);
        }
        for (JsonNode row : markup.path("keyboard")) {
            for (JsonNode button : row) {
                if (button.path("text").asText().isBlank()) {
                    throw ApiError.badRequest("text buttons must be non-empty");
                }
                if (button.has("request_chat")
                        && !(button.path("request_chat").has("request_id")
                                && button.path("request_chat").has("chat_is_channel"))) {
                    throw ApiError.badRequest("can't parse keyboard button: Can't find field \"request_id\"");
                }
            }
        }
        return markup;
    }

    private static void checkButton(JsonNode button) {
        if (button.path("text").asText().isBlank()) {
            throw ApiError.badRequest("inline keyboard button text must be non-empty");
        }
        if (button.has("callback_data")) {
            int length = button.path("callback_data").asText().getBytes(StandardCharsets.UTF_8).length;
            if (length < 1 || length > MAX_BUTTON_DATA) {
                throw ApiError.badRequest("BUTTON_DATA_INVALID");
            }
        } else if (OTHER_ACTIONS.stream().noneMatch(button::has)) {
            throw ApiError.badRequest("text buttons are unallowed in the inline keyboard");
        }
    }
}
