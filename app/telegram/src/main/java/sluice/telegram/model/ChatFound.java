package sluice.telegram.model;

/** The result of looking up a chat. */
public sealed interface ChatFound {

    /**
     * A chat that the bot can see, or the private chat with a person. A person is called by the first name; the title
     * is empty when it is not known. Protected content can be neither forwarded nor copied.
     */
    record Known(long id, boolean person, String title, boolean protectedContent) implements ChatFound {}

    /** No such chat, or the bot cannot see it. */
    record Unknown(String detail) implements ChatFound {}

    /** A failed look-up, for now. */
    record NotAsked(String detail) implements ChatFound {}
}
