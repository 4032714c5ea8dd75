package sluice.control.part;

/** Makes the chat of a bot. */
public interface AdminChatFactory {

    /** Makes a chat that has not started. */
    AdminChat create(AdminChat.Services services);
}
