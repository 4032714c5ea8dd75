package sluice.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Map;

/** getMe, getChat, getChatMember, leaveChat, getFile, setMyCommands, answerCallbackQuery, and the webhook methods. */
final class ChatMethods {
    private static final int MAX_COMMANDS = 100;
    /** UTF-16 units. */
    private static final int MAX_DESCRIPTION = 256;
    /** UTF-16 units. */
    private static final int MAX_NOTE = 200;

    private final World world;
    private final Updates updates;
    private final Callbacks callbacks;
    private final Map<String, JsonNode> commands = new HashMap<>();

    ChatMethods(World world, Updates updates, Callbacks callbacks) {
        this.world = world;
        this.updates = updates;
        this.callbacks = callbacks;
    }

    Map<String, Method> methods() {
        Map<String, Method> methods = new HashMap<>();
        methods.put("getMe", this::me);
        methods.put("getChat", this::chat);
        methods.put("getChatMember", this::member);
        methods.put("leaveChat", this::leave);
        methods.put("getFile", parameters -> world.files().describe(parameters.text("file_id")));
        methods.put("setMyCommands", this::commands);
        methods.put("answerCallbackQuery", this::answerCallback);
        methods.put("setWebhook", this::setWebhook);
        methods.put("deleteWebhook", this::deleteWebhook);
        return methods;
    }

    private JsonNode me(Parameters parameters) {
        ObjectNode me = world.user(world.botId());
        me.put("can_join_groups", true);
        me.put("can_read_all_group_messages", true);
        me.put("supports_inline_queries", false);
        return me;
    }

    private JsonNode chat(Parameters parameters) {
        Chat chat = world.readable(parameters, "chat_id");
        ObjectNode full = chat.json().deepCopy();
        full.put("accent_color_id", 0);
        full.put("max_reaction_count", 11);
        if (chat.guarded()) {
            full.put("has_protected_content", true);
        }
        return full;
    }

    private JsonNode member(Parameters parameters) {
        Chat chat = world.readable(parameters, "chat_id");
        long user = parameters.number("user_id", 0);
        if (user == 0) {
            throw ApiError.badRequest("invalid user_id specified");
        }
        return user == world.botId() ? botAs(chat.standing(), chat) : person(user);
    }

    private JsonNode person(long user) {
        ObjectNode member = JsonNodeFactory.instance.objectNode();
        member.put("status", "member");
        member.set("user", world.user(user));
        return member;
    }

    /** {@return the bot's ChatMember object for a standing} */
    ObjectNode botAs(Standing standing, Chat chat) {
        String status = standing.memberStatus(chat.type());
        ObjectNode member = JsonNodeFactory.instance.objectNode();
        member.put("status", status);
        member.set("user", world.user(world.botId()));
        if (status.equals("administrator")) {
            for (String right : new String[] {
                "can_manage_chat",
                "can_delete_messages",
                "can_restrict_members",
                "can_invite_users",
                "can_post_messages"
            }) {
                member.put(right, true);
            }
            member.put("can_be_edited", false);
            member.put("is_anonymous", false);
        } else if (status.equals("restricted")) {
            member.put("is_member", true);
            member.put("can_send_messages", false);
            member.put("until_date", 0);
        } else if (status.equals("kicked")) {
            member.put("until_date", 0);
        }
        return member;
    }

    private JsonNode leave(Parameters parameters) {
        Chat chat = world.readable(parameters, "chat_id");
        if (chat.type() == ChatType.PRIVATE) {
            throw ApiError.badRequest("chat member status can't be changed in private chats");
        }
        chat.standing(Standing.LEFT);
        return BooleanNode.TRUE;
    }

    private JsonNode commands(Parameters parameters) {
        JsonNode given = parameters.json("commands");
        if (given == null || !given.isArray() || given.size() > MAX_COMMANDS) {
            throw ApiError.badRequest("can't parse commands JSON object");
        }
        for (JsonNode command : given) {
            if (!command.path("command").asText().matches("[a-z0-9_]{1,32}")) {
                throw ApiError.badRequest("BOT_COMMAND_INVALID");
            }
            String description = command.path("description").asText();
            if (description.isBlank() || description.length() > MAX_DESCRIPTION) {
                throw ApiError.badRequest("BOT_COMMAND_DESCRIPTION_INVALID");
            }
        }
        String language = parameters.text("language_code");
        if (language != null && !language.matches("([a-z]{2})?")) {
            throw ApiError.badRequest("invalid language code specified");
        }
        commands.put(language == null ? "" : language, given);
        return BooleanNode.TRUE;
    }

    /** {@return the commands set last for a language, null if none were} */
    JsonNode commands(String language) {
        return commands.get(language);
    }

    private JsonNode answerCallback(Parameters parameters) {
        String note = parameters.text("text");
        if (note != null && note.length() > MAX_NOTE) {
            throw ApiError.badRequest("MESSAGE_TOO_LONG");
        }
        if (!callbacks.answer(parameters.text("callback_query_id"))) {
            throw ApiError.badRequest("query is too old and response timeout expired or query ID is invalid");
        }
        return BooleanNode.TRUE;
    }

    private JsonNode setWebhook(Parameters parameters) {
        String url = parameters.text("url");
        if (url != null && !url.isEmpty() && !url.startsWith("https://")) {
            throw ApiError.badRequest("bad webhook: An HTTPS URL must be provided for webhook");
        }
        updates.webhook(url == null ? "" : url);
        updates.allow(parameters.json("allowed_updates"));
        return dropPending(parameters);
    }

    private JsonNode deleteWebhook(Parameters parameters) {
        updates.webhook("");
        return dropPending(parameters);
    }

    private JsonNode dropPending(Parameters parameters) {
        if (parameters.flag("drop_pending_updates")) {
            updates.clear();
        }
        return BooleanNode.TRUE;
    }
}
