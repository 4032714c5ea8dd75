package sluice.chat;

import sluice.control.part.AdminChat;
import sluice.control.part.AdminChatFactory;

/** Makes the chat; found as a service. */
public final class ChatFactory implements AdminChatFactory {

    @Override
    public AdminChat create(AdminChat.Services services) {
        return new Chat(services);
    }
}
