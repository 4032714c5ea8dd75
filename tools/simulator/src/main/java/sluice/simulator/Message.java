package sluice.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A message in a chat. Guarded by the world's lock. */
final class Message {
    final Chat chat;
    final long id;
    /** Unix time, seconds. */
    final long date;
    /** User id, 0 for the chat itself. */
    final long from;

    final Via via;
    /** The chat from which it was forwarded or copied, one step back; 0 if it was written here. */
    final long sourceChat;

    final long sourceId;
    /** The first message of that chain; itself if it was written here. */
    final long rootChat;

    final long rootId;
    Content content;
    JsonNode markup;
    /** Unix time, seconds, 0 if never edited. */
    long edited;
    /** Null if it belongs to no album. */
    String group;
    /** 0 if it answers none. */
    long replyTo;
    /** 0 outside of topics. */
    long thread;
    /** Null if it is not a forward. */
    ObjectNode origin;

    Message(Chat chat, long id, long date, long from, Via via, Message source, Content content) {
        this.chat = chat;
        this.id = id;
        this.date = date;
        this.from = from;
        this.via = via;
        // ids, not the message: a long chain of copies would keep every one of them alive
        this.sourceChat = source == null ? 0 : source.chat.id();
        this.sourceId = source == null ? 0 : source.id;
        this.rootChat = source == null ? chat.id() : source.rootChat;
        this.rootId = source == null ? id : source.rootId;
        this.content = content;
    }

    boolean byBot() {
        return via != Via.POSTED;
    }
}
