package sluice.engine.route;

import java.util.List;
import java.util.Optional;
import sluice.api.Album;
import sluice.base.content.Details;

/**
 * A message that has come into a chat: posted by somebody, or by Sluice on its way.
 *
 * @param chatId the chat's id
 * @param messageId its id there
 * @param topic its forum topic, 0 for none
 * @param replyTo the message there that it answers, 0 for none
 * @param text its text or caption, empty when it has none
 * @param details what steps must know of it; empty when nobody knows
 * @param mediaGroup the album that it belongs to, and how long to wait for other members
 * @param copyable whether Telegram would copy it
 * @param visited the chats that it has been in on its way, this one last
 * @param forwardedFrom the chat from which somebody has forwarded it here, where it stands already; 0 for none
 */
public record Arrival(
        long chatId,
        int messageId,
        int topic,
        int replyTo,
        String text,
        Optional<Details> details,
        Optional<Album> mediaGroup,
        boolean copyable,
        List<Long> visited,
        long forwardedFrom) {

    /** The most sends that one message may take, each from the chat that the last one reached. */
    static final int MAX_HOPS = 5;

    boolean mayGoTo(long destination) {
        return visited.size() <= MAX_HOPS && !visited.contains(destination) && destination != forwardedFrom;
    }
}
