/**
 * The conversation with the people who command the bot. Optional: an image without it forwards all the same.
 *
 * @provides sluice.control.part.AdminChatFactory the chat
 */
module sluice.chat {
    requires sluice.control;

    provides sluice.control.part.AdminChatFactory with
            sluice.chat.ChatFactory;
}
