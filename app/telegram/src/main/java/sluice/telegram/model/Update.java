package sluice.telegram.model;

import java.util.Optional;

/** One update, as far as Sluice uses it. */
public sealed interface Update {

    /**
     * Its number; the next getUpdates confirms it by asking for a higher one.
     *
     * @return the update id, or -1 when it could not be read
     */
    long id();

    /**
     * A new message in a group, or a post in a channel.
     *
     * @param id the update id
     * @param message the new message
     */
    record Posted(long id, Message message) implements Update {}

    /**
     * A message that somebody wrote to the bot, in the private chat with it.
     *
     * @param id the update id
     * @param message the message to the bot
     * @param from who wrote it
     * @param forwarded whether the words are another's: a forward, or sent by way of another bot
     * @param origin the post of a channel or group that it is a forward of, where that is told
     */
    record Written(long id, Message message, Person from, boolean forwarded, Optional<Origin> origin)
            implements Update {}

    /**
     * A tap on a button under a message of the bot.
     *
     * @param id the update id
     * @param tap the button that was tapped, and by whom
     */
    record Tapped(long id, ButtonPress tap) implements Update {}

    /**
     * A message was edited.
     *
     * @param id the update id
     * @param message the message as it is now
     * @param caption whether its text is a caption
     * @param entities how its text is formatted, as a JSON array; empty for not at all
     */
    record Edited(long id, Message message, boolean caption, String entities) implements Update {}

    /**
     * The bot's own standing in a chat has changed.
     *
     * @param id the update id
     * @param chatId the chat
     * @param member whether it is now a member who may be able to write
     * @param gone whether it is no member at all, and so is not told what is posted there
     */
    record Membership(long id, long chatId, boolean member, boolean gone) implements Update {}

    /**
     * An update that Sluice does not use.
     *
     * @param id the update id
     */
    record Ignored(long id) implements Update {}

    /**
     * An update that could not be read.
     *
     * @param id the update id, or -1
     * @param reason the fault, without its content
     */
    record Undecodable(long id, String reason) implements Update {}
}
