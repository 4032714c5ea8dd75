package sluice.simulator;

import java.util.Objects;
import java.util.function.Supplier;

/** The chats and users of a {@link Simulator}, and the state of the bot in them. This class is thread-safe. */
public abstract sealed class SimulatorChats permits SimulatorPosts {

    final Engine engine;
    final Posting posting;

    SimulatorChats(SimulatorOptions options) {
        engine = new Engine(options);
        posting = new Posting(engine);
    }

    /**
     * Makes a channel.
     *
     * @param id negative, {@code -100…} by custom
     * @param title its title
     */
    public final void channel(long id, String title) {
        make(id, ChatType.CHANNEL, title);
    }

    /**
     * Makes a supergroup.
     *
     * @param id negative, {@code -100…} by custom
     * @param title its title
     */
    public final void supergroup(long id, String title) {
        make(id, ChatType.SUPERGROUP, title);
    }

    /**
     * Makes a basic group.
     *
     * @param id negative
     * @param title its title
     */
    public final void group(long id, String title) {
        make(id, ChatType.GROUP, title);
    }

    /**
     * Makes a user who has started the bot, and the private chat with the same id.
     *
     * @param id positive
     * @param name first name
     */
    public final void user(long id, String name) {
        make(id, ChatType.PRIVATE, name);
    }

    private void make(long id, ChatType type, String title) {
        if (id == 0 || (id > 0) != (type == ChatType.PRIVATE)) {
            throw new IllegalArgumentException("id of a " + type.label() + " chat must be "
                    + (type == ChatType.PRIVATE ? "positive" : "negative") + ", not " + id);
        }
        posting.add(new Chat(id, type, Objects.requireNonNull(title, "title")));
    }

    /**
     * Gives a chat a public name.
     *
     * @param chat its id
     * @param name without {@code @}
     */
    public final void username(long chat, String name) {
        posting.change(chat, one -> one.username(name));
    }

    /**
     * Sets the language of a user's Telegram; without it, updates do not tell any.
     *
     * @param user the user's id
     * @param code an IETF tag such as {@code zh-hans}
     */
    public final void language(long user, String code) {
        posting.language(user, code);
    }

    /**
     * Makes a forum topic; one that was not made answers "message thread not found".
     *
     * @param chat the supergroup
     * @param thread its {@code message_thread_id}, positive
     */
    public final void topic(long chat, long thread) {
        posting.change(chat, one -> one.topic(thread));
    }

    /**
     * Protects a chat's content from being forwarded and copied.
     *
     * @param chat its id
     */
    public final void protect(long chat) {
        posting.change(chat, one -> one.guarded(true));
    }

    /**
     * Takes the right to write; reading goes on.
     *
     * @param chat its id
     */
    public final void restrict(long chat) {
        posting.standing(chat, Standing.RESTRICTED, true);
    }

    /**
     * Throws the bot out and tells it with {@code my_chat_member}.
     *
     * @param chat its id
     */
    public final void kick(long chat) {
        posting.standing(chat, Standing.KICKED, true);
    }

    /**
     * Throws the bot out; it learns so only from the next answer.
     *
     * @param chat its id
     */
    public final void kickSilently(long chat) {
        posting.standing(chat, Standing.KICKED, false);
    }

    /**
     * Lets a user block the bot, with {@code my_chat_member}.
     *
     * @param user the user's id
     */
    public final void block(long user) {
        posting.standing(user, Standing.BLOCKED, true);
    }

    /**
     * Deactivates a user's account.
     *
     * @param user the user's id
     */
    public final void deactivate(long user) {
        posting.standing(user, Standing.DEACTIVATED, false);
    }

    /**
     * Makes everything good again after any of the above, with {@code my_chat_member}; protection is lifted too.
     *
     * @param chat its id
     */
    public final void restore(long chat) {
        posting.change(chat, one -> one.guarded(false));
        posting.standing(chat, Standing.MEMBER, true);
    }

    /**
     * Lets somebody add the bot to a chat, in a channel as an administrator, with {@code my_chat_member}.
     *
     * @param chat its id
     * @param user who does
     */
    public final void addedBy(long chat, long user) {
        posting.standing(chat, Standing.LEFT, false);
        posting.standing(chat, Standing.MEMBER, true, user);
    }

    /**
     * Turns a group into a new supergroup, with the service messages on both sides.
     *
     * @param oldId a group that was made
     * @param newId the supergroup, which this makes
     * @return the service message with {@code migrate_to_chat_id}
     */
    public final Post migrate(long oldId, long newId) {
        return posting.migrate(oldId, newId);
    }

    final <T> T locked(Supplier<T> action) {
        engine.lock.lock();
        try {
            return action.get();
        } finally {
            engine.lock.unlock();
        }
    }
}
