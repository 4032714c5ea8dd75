package sluice.api;

import static java.util.Objects.requireNonNull;

/**
 * The sender of a message: a user, or the chat in whose name it was sent, as with every channel post.
 *
 * @param userId the user, 0 when it was sent in the name of a chat or is not known
 * @param chatId the chat in whose name it was sent, 0 for none
 * @param username the public name of the user or chat, without {@code @}; empty when there is none
 * @param name the display name: first and last name, or the title of the chat; perhaps empty
 * @param signature the name under which an author of a channel signed; perhaps empty
 */
public record MessageSender(long userId, long chatId, String username, String name, String signature) {

    /** An unknown sender. */
    public static final MessageSender UNKNOWN = new MessageSender(0, 0, "", "", "");

    /** Checks that nothing is missing. */
    public MessageSender {
        requireNonNull(username, "username");
        requireNonNull(name, "name");
        requireNonNull(signature, "signature");
    }
}
