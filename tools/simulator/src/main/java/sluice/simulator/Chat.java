package sluice.simulator;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One chat with its messages. Guarded by the world's lock. */
final class Chat {
    private final long id;
    private final ChatType type;
    private final String title;
    private final Map<Long, Message> messages = new LinkedHashMap<>();
    private final Set<Long> topics = new HashSet<>();
    private final List<Flood> floods = new ArrayList<>();
    private String username;
    private Standing standing = Standing.MEMBER;
    private boolean guarded;
    private long migratedTo;
    private long nextId = 1;
    private long delivered;
    private ObjectNode json;

    Chat(long id, ChatType type, String title) {
        this.id = id;
        this.type = type;
        this.title = title;
    }

    long id() {
        return id;
    }

    ChatType type() {
        return type;
    }

    String title() {
        return title;
    }

    String username() {
        return username;
    }

    void username(String value) {
        username = value;
        json = null;
    }

    Standing standing() {
        return standing;
    }

    void standing(Standing value) {
        standing = value;
    }

    boolean guarded() {
        return guarded;
    }

    void guarded(boolean value) {
        guarded = value;
    }

    /** {@return the id of the supergroup it became, or 0} */
    long migratedTo() {
        return migratedTo;
    }

    void migratedTo(long value) {
        migratedTo = value;
    }

    void topic(long thread) {
        topics.add(thread);
    }

    boolean hasTopic(long thread) {
        return topics.contains(thread);
    }

    long takeId() {
        return nextId++;
    }

    /** Takes a given id, and never gives out one below it afterwards. */
    void claimId(long given) {
        nextId = Math.max(nextId, given + 1);
    }

    /** {@return the first of so many ids in a row} */
    long takeIds(long count) {
        long first = nextId;
        nextId += count;
        return first;
    }

    void add(Message message) {
        messages.put(message.id, message);
        if (message.byBot()) {
            delivered++;
        }
    }

    void add(Flood flood) {
        floods.add(flood);
    }

    /** {@return the message, or null} */
    Message find(long messageId) {
        Message message = messages.get(messageId);
        for (int i = 0; message == null && i < floods.size(); i++) {
            message = floods.get(i).message(this, messageId);
        }
        return message;
    }

    boolean remove(Message message) {
        return messages.remove(message.id, message);
    }

    Iterable<Message> messages() {
        return messages.values();
    }

    /** {@return the number of messages of the bot that ever came in} */
    long delivered() {
        return delivered;
    }

    /** {@return the Bot API's Chat object; shared, not to be changed} */
    ObjectNode json() {
        if (json == null) {
            json = JsonNodeFactory.instance.objectNode();
            json.put("id", id);
            json.put("type", type.label());
            json.put(type == ChatType.PRIVATE ? "first_name" : "title", title);
            if (username != null) {
                json.put("username", username);
            }
        }
        return json;
    }
}
