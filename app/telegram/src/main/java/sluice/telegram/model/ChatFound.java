package sluice.telegram.model;

/** The result of looking up a chat. */
public sealed interface ChatFound {

    /**
     * A chat that the bot can see.
     *
     * @param id the id of the chat
     * @param person whether it is the private chat with a user
     * @param title what it calls itself, a user by the first name; empty when it is not told
     * @param protectedContent whether its owner forbids to forward and to copy what stands there
     */
    record Known(long id, boolean person, String title, boolean protectedContent) implements ChatFound {}

    /**
     * No such chat, or the bot cannot see it.
     *
     * @param detail Telegram's words
     */
    record Unknown(String detail) implements ChatFound {}

    /**
     * A failed look-up, for now.
     *
     * @param detail the failure in words
     */
    record NotAsked(String detail) implements ChatFound {}
}
