package sluice.app.telegram;

import org.telegram.telegrambots.meta.api.objects.ReplyParameters;

/**
 * Where a message goes.
 *
 * @param chatId the chat
 * @param topic the forum topic in it, 0 for none
 * @param replyTo the message there that it answers, as long as that is still there; 0 for none
 */
public record Target(long chatId, int topic, int replyTo) {

    ReplyParameters reply() {
        return replyTo == 0
                ? null
                : ReplyParameters.builder()
                        .messageId(replyTo)
                        .allowSendingWithoutReply(true)
                        .build();
    }

    String chat() {
        return Long.toString(chatId);
    }

    Integer thread() {
        return topic == 0 ? null : topic;
    }
}
