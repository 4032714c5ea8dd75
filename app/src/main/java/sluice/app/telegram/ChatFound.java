package sluice.app.telegram;

/** What came of looking for a chat. */
public sealed interface ChatFound {

    /**
     * The bot can see it.
     *
     * @param id its id
     * @param person whether it is the private chat with a user
     * @param title what it calls itself, a user by the first name; empty when it is not told
     * @param protectedContent whether its owner forbids to forward and to copy what stands there
     */
    record Known(long id, boolean person, String title, boolean protectedContent) implements ChatFound {}

    /**
     * There is none, or the bot cannot see it.
     *
     * @param detail Telegram's words
     */
    record Unknown(String detail) implements ChatFound {}

    /**
     * It could not be asked for at present.
     *
     * @param detail what happened
     */
    record NotAsked(String detail) implements ChatFound {}
}
