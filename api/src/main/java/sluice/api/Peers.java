package sluice.api;

import java.util.List;
import java.util.Optional;

/**
 * The known state of the destination chats: which ones work, and which ones failed. Implementations are thread-safe.
 */
public interface Peers extends Component {

    /**
     * Notes that a send to a chat worked. This clears a failure.
     *
     * @param chatId the chat
     * @return {@code true} when the chat had failed before
     */
    boolean succeeded(long chatId);

    /**
     * Notes that a chat cannot be used. The chat is not to be called again for {@code peer.retry-cooldown} (60 s).
     *
     * @param chatId the chat
     * @param reason why, in Telegram's words
     * @return the failure as it now stands
     */
    PeerFailure failed(long chatId, String reason);

    /**
     * The failure of a chat.
     *
     * @param chatId the chat
     * @return empty if the chat has not failed, or its record was removed
     */
    Optional<PeerFailure> failure(long chatId);

    /**
     * Chats that failed for the whole {@code peer.cleanup-age} (24 h). The host makes dead letters of what waits for
     * them, just before it cleans.
     *
     * @return their ids; never null
     */
    List<Long> outlived();
}
