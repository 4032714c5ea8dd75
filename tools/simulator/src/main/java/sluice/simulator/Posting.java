package sluice.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** Posts of people and channels, and the updates that tell the bot. Thread-safe: takes the engine's lock. */
final class Posting {
    private final Engine engine;

    Posting(Engine engine) {
        this.engine = engine;
    }

    private <T> T locked(Supplier<T> action) {
        engine.lock.lock();
        try {
            T result = action.get();
            engine.changed.signalAll();
            return result;
        } finally {
            engine.lock.unlock();
        }
    }

    Chat add(Chat chat) {
        return locked(() -> engine.world.add(chat));
    }

    ObjectNode user(long id) {
        return locked(() -> engine.world.user(id));
    }

    private Message find(Post post) {
        Message message = engine.world.chat(post.chat()).find(post.messageId());
        if (message == null) {
            throw new IllegalArgumentException("no message " + post.messageId() + " stands in chat " + post.chat());
        }
        return message;
    }

    ObjectNode json(Post post) {
        return locked(() -> engine.world.json(find(post)));
    }

    ObjectNode originOf(Post post) {
        return locked(() -> engine.world.originOf(find(post)));
    }

    Post post(Draft draft, boolean tell) {
        return locked(() -> {
            Chat chat = engine.world.chat(draft.chat());
            long now = engine.world.now();
            Message message = engine.world.add(draft.message(chat, now));
            long update = tell ? tell(message, false, draft.since(now)) : -1;
            return new Post(chat.id(), message.id, update);
        });
    }

    private long tell(Message message, boolean edited, long since) {
        Chat chat = message.chat;
        if (chat.standing().readDenial(chat.type()) != null || chat.migratedTo() != 0) {
            return -1;
        }
        String type = chat.type() == ChatType.CHANNEL ? "channel_post" : "message";
        return engine.updates.post(edited ? "edited_" + type : type, engine.world.json(message), since);
    }

    Post edit(Post post, String words) {
        return edit(
                post, content -> content.hasText() ? content.withText(words, null) : content.withCaption(words, null));
    }

    Post edit(Post post, UnaryOperator<Content> change) {
        return locked(() -> {
            Message message = find(post);
            message.content = change.apply(message.content);
            message.edited = engine.world.now();
            return new Post(post.chat(), post.messageId(), tell(message, true, engine.world.now()));
        });
    }

    Post redeliver(Post post) {
        return locked(() -> new Post(post.chat(), post.messageId(), tell(find(post), false, engine.world.now())));
    }

    boolean delete(Post post) {
        return locked(() -> {
            Message message = find(post);
            return message.chat.remove(message);
        });
    }

    long raw(String json) {
        return locked(() -> engine.updates.raw(json));
    }

    void restart(long next) {
        locked(() -> {
            engine.updates.restart(next);
            return null;
        });
    }

    Flood flood(List<Long> ids, long count, LongFunction<String> text) {
        if (ids.isEmpty() || count < 1) {
            throw new IllegalArgumentException("a flood needs a chat and a message, not " + ids + ", " + count);
        }
        return locked(() -> {
            List<Chat> chats = new ArrayList<>();
            Map<Long, Long> first = new HashMap<>();
            for (long id : ids) {
                Chat chat = engine.world.chat(id);
                chats.add(chat);
                if (first.put(id, chat.takeIds((count + ids.size() - 1) / ids.size())) != null) {
                    throw new IllegalArgumentException("chat " + id + " stands twice in " + ids);
                }
            }
            var flood = new Flood(chats, first, count, text, engine.world.now());
            chats.forEach(chat -> chat.add(flood));
            engine.updates.flood(flood);
            return flood;
        });
    }

    String callback(long userId, long chatId, long messageId, String data) {
        return locked(() -> {
            Message message = find(new Post(chatId, messageId, -1));
            String id = engine.callbacks.add();
            ObjectNode query = JsonNodeFactory.instance.objectNode();
            query.put("id", id);
            query.set("from", engine.world.user(userId));
            query.set("message", engine.world.json(message));
            query.put("chat_instance", Long.toString(chatId));
            query.put("data", data);
            engine.updates.post("callback_query", query, engine.world.now());
            return id;
        });
    }

    String tap(long userId, long chatId, long messageId, String label) {
        return locked(() -> callback(userId, chatId, messageId, data(new Post(chatId, messageId, -1), label)));
    }

    private String data(Post post, String label) {
        JsonNode markup = find(post).markup;
        List<String> labels = new ArrayList<>();
        if (markup != null) {
            for (JsonNode row : markup.path("inline_keyboard")) {
                for (JsonNode button : row) {
                    labels.add(button.path("text").asText());
                    if (labels.getLast().equals(label) && button.has("callback_data")) {
                        return button.path("callback_data").asText();
                    }
                }
            }
        }
        throw new IllegalArgumentException("message " + post.messageId() + " in chat " + post.chat()
                + " has no button `" + label + "` but " + labels);
    }

    /** The keyboard below a chat, as the last message of the bot that had one left it; empty for none. */
    JsonNode keyboard(long chat) {
        return locked(() -> {
            JsonNode rows = MissingNode.getInstance();
            for (Message message : engine.world.chat(chat).messages()) {
                if (message.markup != null
                        && (message.markup.has("keyboard") || message.markup.has("remove_keyboard"))) {
                    rows = message.markup.path("keyboard");
                }
            }
            return rows;
        });
    }

    void language(long user, String code) {
        locked(() -> {
            engine.world.language(user, code);
            return null;
        });
    }

    /** Changes how the bot stands in a chat, with the update about it or without. */
    boolean standing(long chatId, Standing next, boolean tell) {
        return standing(chatId, next, tell, World.SOMEBODY);
    }

    boolean standing(long chatId, Standing next, boolean tell, long by) {
        return locked(() -> {
            Chat chat = engine.world.chat(chatId);
            Standing before = chat.standing();
            chat.standing(next);
            if (!tell || before == next) {
                return false;
            }
            ObjectNode change = JsonNodeFactory.instance.objectNode();
            change.set("chat", chat.json());
            change.set("from", engine.world.user(chat.type() == ChatType.PRIVATE ? chatId : by));
            change.put("date", engine.world.now());
            change.set("old_chat_member", engine.chatMethods.botAs(before, chat));
            change.set("new_chat_member", engine.chatMethods.botAs(next, chat));
            return engine.updates.post("my_chat_member", change, engine.world.now()) >= 0;
        });
    }

    void change(long chatId, Consumer<Chat> change) {
        locked(() -> {
            change.accept(engine.world.chat(chatId));
            return null;
        });
    }

    /** Posts the two service messages and turns the old group into a pointer to the new one. */
    Post migrate(long oldId, long newId) {
        return locked(() -> {
            Chat old = engine.world.chat(oldId);
            if (old.type() != ChatType.GROUP && old.type() != ChatType.SUPERGROUP) {
                throw new IllegalArgumentException(
                        "only a group can migrate, not a " + old.type().label());
            }
            engine.world.add(new Chat(newId, ChatType.SUPERGROUP, old.title()));
            Post post = new Draft(engine, this, oldId)
                    .service("migrate_to_chat_id", Long.toString(newId))
                    .post();
            new Draft(engine, this, newId)
                    .service("migrate_from_chat_id", Long.toString(oldId))
                    .post();
            old.migratedTo(newId);
            return post;
        });
    }
}
