package sluice.telegram.model;

import java.util.Optional;

/** One update, as far as Sluice uses it. */
public sealed interface Update {

    /** Its number, -1 when it could not be read. The next getUpdates confirms it by asking for a higher one. */
    long id();

    /** A new message in a group, or a post in a channel. */
    record Posted(long id, Message message) implements Update {}

    /**
     * A message that somebody wrote to the bot, in the private chat with it. It counts as forwarded when it was sent by
     * way of another bot, too; its origin is the post of a channel or group that it is a forward of, or
     * the chat that was chosen from a list.
     */
    record Written(long id, Message message, Person from, boolean forwarded, Optional<Origin> origin)
            implements Update {}

    /** A tap on a button under a message of the bot. */
    record Tapped(long id, ButtonPress tap) implements Update {}

    /** A message was edited. Its text may be a caption. */
    record Edited(long id, Message message, boolean caption) implements Update {}

    /**
     * The bot's own standing in a chat has changed: whether it is now a member who may be able to write, or no member
     * at all, and so gets nothing of what is posted there; and by whom it was added just now, if it was.
     */
    record Membership(long id, long chatId, boolean member, boolean gone, Optional<Added> added) implements Update {}

    /** The bot gets the messages of a channel or group from now on, because somebody has added it there. */
    record Added(Person by, long chatId, String title) {}

    /** An update that Sluice does not use. */
    record Ignored(long id) implements Update {}

    /** An update that could not be read, and the fault, without its content. Its id may be -1. */
    record Undecodable(long id, String reason) implements Update {}
}
