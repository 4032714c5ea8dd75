package sluice.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;

/** Every chat, user and message. Guarded by the engine's lock. */
final class World {
    /** Writes in groups when a test names nobody. */
    static final long SOMEBODY = 1_000_001;

    private final Map<Long, Chat> chats = new HashMap<>();
    private final Map<Long, String> users = new HashMap<>();
    private final Map<Long, String> languages = new HashMap<>();
    private final ArrayDeque<Message> kept = new ArrayDeque<>();
    private final int keepMessages;
    private final Clock clock;
    private final long botId;
    private final String username;
    private final Files files = new Files();
    private long nextGroup = 13_000_000_000_000_001L;

    World(SimulatorOptions options) {
        keepMessages = options.keepMessages();
        clock = options.clock();
        botId = options.botId();
        username = options.username();
        users.put(SOMEBODY, "Somebody");
    }

    long botId() {
        return botId;
    }

    Files files() {
        return files;
    }

    long now() {
        return clock.instant().getEpochSecond();
    }

    Chat add(Chat chat) {
        chats.put(chat.id(), chat);
        if (chat.type() == ChatType.PRIVATE) {
            users.put(chat.id(), chat.title());
        }
        return chat;
    }

    void language(long user, String code) {
        languages.put(user, code);
    }

    /** For a test that names a chat: one it did not make is a mistake in the test. */
    Chat chat(long id) {
        Chat chat = chats.get(id);
        if (chat == null) {
            throw new IllegalArgumentException("no chat " + id + " was made");
        }
        return chat;
    }

    /** {@return the chat that a call names by id or {@code @username}, or null} */
    Chat named(String name) {
        if (name == null) {
            return null;
        }
        if (name.startsWith("@")) {
            String username = name.substring(1);
            for (Chat chat : chats.values()) {
                if (username.equalsIgnoreCase(chat.username())) {
                    return chat;
                }
            }
            return null;
        }
        try {
            return chats.get(Long.parseLong(name.strip()));
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private Chat required(Parameters parameters, String field) {
        String name = parameters.text(field);
        if (name == null || name.isBlank()) {
            throw ApiError.badRequest(field + " is empty");
        }
        Chat chat = named(name);
        if (chat == null) {
            throw ApiError.badRequest("chat not found");
        }
        if (chat.migratedTo() != 0) {
            throw ApiError.migrated(chat.migratedTo());
        }
        return chat;
    }

    Chat readable(Parameters parameters, String field) {
        Chat chat = required(parameters, field);
        ApiError denial = chat.standing().readDenial(chat.type());
        if (denial != null) {
            throw denial;
        }
        return chat;
    }

    Chat writable(Parameters parameters) {
        Chat chat = required(parameters, "chat_id");
        ApiError denial = chat.standing().writeDenial(chat.type());
        if (denial != null) {
            throw denial;
        }
        return chat;
    }

    /** {@return the chat, whether or not the bot is still in it} */
    Chat known(Parameters parameters) {
        return required(parameters, "chat_id");
    }

    Message add(Message message) {
        Message before = message.chat.find(message.id);
        if (before != null) {
            message.chat.remove(before);
        }
        message.chat.add(message);
        kept.add(message);
        while (kept.size() > keepMessages) {
            Message eldest = kept.remove();
            eldest.chat.remove(eldest);
        }
        return message;
    }

    String newGroup() {
        return Long.toString(nextGroup++);
    }

    ObjectNode user(long id) {
        ObjectNode user = JsonNodeFactory.instance.objectNode();
        user.put("id", id);
        user.put("is_bot", id == botId);
        user.put("first_name", id == botId ? "Simulated bot" : users.getOrDefault(id, "User " + id));
        if (id == botId) {
            user.put("username", username);
        } else if (languages.containsKey(id)) {
            user.put("language_code", languages.get(id));
        }
        return user;
    }

    /** {@return the Bot API's Message object} */
    ObjectNode json(Message message) {
        ObjectNode json = head(message);
        if (message.thread != 0) {
            json.put("message_thread_id", message.thread);
            json.put("is_topic_message", true);
        }
        if (message.origin != null) {
            json.set("forward_origin", message.origin);
        }
        if (message.edited != 0) {
            json.put("edit_date", message.edited);
        }
        if (message.group != null) {
            json.put("media_group_id", message.group);
        }
        if (message.content.guarded() || message.chat.guarded()) {
            json.put("has_protected_content", true);
        }
        if (message.replyTo != 0) {
            Message answered = message.chat.find(message.replyTo);
            if (answered != null) {
                json.set("reply_to_message", head(answered).setAll(answered.content.fields()));
            }
        }
        json.setAll(message.content.fields());
        JsonNode markup = message.markup;
        if (markup != null && markup.has("inline_keyboard")) {
            json.set("reply_markup", markup);
        }
        return json;
    }

    private ObjectNode head(Message message) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("message_id", message.id);
        if (message.chat.type() == ChatType.CHANNEL) {
            json.set("sender_chat", message.chat.json());
        } else {
            json.set("from", user(message.from));
        }
        json.set("chat", message.chat.json());
        json.put("date", message.date);
        return json;
    }

    /** {@return the {@code forward_origin} that a forward of this message carries} */
    ObjectNode originOf(Message message) {
        if (message.origin != null) {
            return message.origin;
        }
        ObjectNode origin = JsonNodeFactory.instance.objectNode();
        if (message.chat.type() == ChatType.CHANNEL) {
            origin.put("type", "channel");
            origin.put("date", message.date);
            origin.set("chat", message.chat.json());
            origin.put("message_id", message.id);
        } else {
            origin.put("type", "user");
            origin.put("date", message.date);
            origin.set("sender_user", user(message.from));
        }
        return origin;
    }
}
