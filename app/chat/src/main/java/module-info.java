/**
 * The conversation with the people who command the bot. Optional: an image without it forwards all the same.
 *
 * @provides sluice.engine.part.AdminChatFactory the chat
 */
module sluice.chat {
    requires sluice.engine;

    provides sluice.engine.part.AdminChatFactory with
            sluice.chat.ChatFactory;
}
