package sluice.simulator;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongFunction;

/**
 * A run of posts that are made when they are asked for, so that a million that wait take no memory. They go round the
 * chats in turn; in each chat their message ids are consecutive. An edit of one is told to the bot but not
 * kept. Immutable.
 */
public final class Flood {
    private final List<Chat> chats;
    private final Map<Long, Long> firstIds;
    private final long count;
    private final LongFunction<String> text;
    private final long date;

    Flood(List<Chat> chats, Map<Long, Long> firstIds, long count, LongFunction<String> text, long date) {
        this.chats = List.copyOf(chats);
        this.firstIds = new TreeMap<>(firstIds);
        this.count = count;
        this.text = text;
        this.date = date;
    }

    /** {@return the number of posts over all chats} */
    public long count() {
        return count;
    }

    /**
     * {@return the number of posts in this chat, 0 if it is none of the flood's}
     *
     * @param chat the chat's id
     */
    public long count(long chat) {
        int place = place(chat);
        return place < 0 ? 0 : (count - place + chats.size() - 1) / chats.size();
    }

    /**
     * {@return the id of the first message in this chat}
     *
     * @param chat one of the flood's chats
     */
    public long firstId(long chat) {
        Long first = firstIds.get(chat);
        if (first == null) {
            throw new IllegalArgumentException("chat " + chat + " is not in this flood");
        }
        return first;
    }

    /**
     * {@return the id of the last message in this chat}
     *
     * @param chat one of the flood's chats
     */
    public long lastId(long chat) {
        return firstId(chat) + count(chat) - 1;
    }

    private int place(long chat) {
        for (int i = 0; i < chats.size(); i++) {
            if (chats.get(i).id() == chat) {
                return i;
            }
        }
        return -1;
    }

    /** {@return the message with this id, or null if it is none of the flood's} */
    Message message(Chat chat, long id) {
        long first = firstId(chat.id());
        if (id < first || id > lastId(chat.id())) {
            return null;
        }
        long index = (id - first) * chats.size() + place(chat.id());
        return message(chat, id, index);
    }

    private Message message(Chat chat, long id, long index) {
        long from = chat.type() == ChatType.CHANNEL ? 0 : World.SOMEBODY;
        return new Message(chat, id, date, from, Via.POSTED, null, Content.text(text.apply(index), null));
    }

    /** {@return the update for the post at this place, from 0} */
    byte[] update(long index, long updateId, World world) {
        Chat chat = chats.get((int) (index % chats.size()));
        Message message = message(chat, firstIds.get(chat.id()) + index / chats.size(), index);
        byte[] json = world.json(message).toString().getBytes(StandardCharsets.UTF_8);
        String head = "{\"update_id\":" + updateId + ",\"" + type(index) + "\":";
        byte[] prefix = head.getBytes(StandardCharsets.US_ASCII);
        byte[] all = new byte[prefix.length + json.length + 1];
        System.arraycopy(prefix, 0, all, 0, prefix.length);
        System.arraycopy(json, 0, all, prefix.length, json.length);
        all[all.length - 1] = '}';
        return all;
    }

    String type(long index) {
        return chats.get((int) (index % chats.size())).type() == ChatType.CHANNEL ? "channel_post" : "message";
    }

    long date() {
        return date;
    }
}
