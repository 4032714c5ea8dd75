package sluice.engine.deliver;

import sluice.api.MessageQueue;
import sluice.api.Peers;
import sluice.engine.route.NoteLane;

/** Lets a chat that failed be tried at once, because somebody says that it works. This class is thread-safe. */
public final class Recovery {

    private final MessageQueue queue;
    private final Peers peers;
    private final Notices notices;

    /** Recovery of the chats of a queue; {@code notices} says so if a chat fails once more. */
    public Recovery(MessageQueue queue, Peers peers, Notices notices) {
        this.queue = queue;
        this.peers = peers;
        this.notices = notices;
    }

    /** Tries a chat. Returns {@code false} when nothing waits for it. */
    public boolean tryNow(long chatId) {
        if (!NoteLane.is(chatId)) {
            notices.chatWorks(chatId);
            peers.succeeded(chatId);
        }
        queue.release(chatId);
        return queue.waiting(chatId) > 0;
    }
}
