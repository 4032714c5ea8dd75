package sluice.engine.part;

/** Makes the chat of a bot. */
public interface AdminChatFactory {

    /**
     * Makes a chat that has not started.
     *
     * @param services what it uses of the bot
     * @return the chat
     */
    AdminChat create(AdminChat.Services services);
}
