package sluice.engine.route;

import java.util.List;
import sluice.api.Payload;

/**
 * A message that has come into a chat: posted by somebody, or by Sluice on its way.
 *
 * @param message the message; its album, where it has one, is named as Telegram does
 * @param topic its forum topic, 0 for none
 * @param copyable whether Telegram would copy it
 * @param visited the chats that it has been in on its way, this one last
 * @param forwardedFrom the chat from which somebody has forwarded it here, where it stands already; 0 for none
 */
public record Arrival(Payload.Relay message, int topic, boolean copyable, List<Long> visited, long forwardedFrom) {

    /** The most sends that one message may take, each from the chat that the last one reached. */
    static final int MAX_HOPS = 5;

    long chatId() {
        return message.chatId();
    }

    boolean mayGoTo(long destination) {
        return visited.size() <= MAX_HOPS && !visited.contains(destination) && destination != forwardedFrom;
    }
}
