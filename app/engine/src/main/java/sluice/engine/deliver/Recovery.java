package sluice.engine.deliver;

import sluice.api.MessageQueue;
import sluice.api.Peers;
import sluice.engine.route.NoteLane;

/**
 * Lets a chat that failed be tried at once, because somebody says that it works. This class is thread-safe.
 *
 * @param queue the deliveries that wait for it
 * @param peers the known and failed chats
 * @param notices is told, so that it says so if the chat fails once more
 */
public record Recovery(MessageQueue queue, Peers peers, Notices notices) {

    /**
     * Tries a chat.
     *
     * @param chatId the chat's id
     * @return {@code false} when nothing waits for it
     */
    public boolean tryNow(long chatId) {
        if (!NoteLane.is(chatId)) {
            notices.chatWorks(chatId);
            peers.succeeded(chatId);
        }
        queue.release(chatId);
        return queue.waiting(chatId) > 0;
    }
}
