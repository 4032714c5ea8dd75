package sluice.telegram.model;

import org.telegram.telegrambots.meta.api.objects.ReplyParameters;

/**
 * The destination of a message.
 *
 * @param chatId the chat
 * @param topic the forum topic in it, 0 for none
 * @param replyTo the message there that it answers, as long as that is still there; 0 for none
 */
public record Target(long chatId, int topic, int replyTo) {

    /** The topic as the library wants it. Number 1, General, is the one of messages without any, and must not be named. */
    public Integer thread() {
        return topic <= 1 ? null : topic;
    }

    /** The message to reply to, as the library wants it. */
    public ReplyParameters reply() {
        return replyTo == 0
                ? null
                : ReplyParameters.builder()
                        .messageId(replyTo)
                        .allowSendingWithoutReply(true)
                        .build();
    }
}
