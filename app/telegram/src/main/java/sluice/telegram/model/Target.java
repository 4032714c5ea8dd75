package sluice.telegram.model;

import org.telegram.telegrambots.meta.api.objects.ReplyParameters;
import sluice.api.Watch;

/**
 * The destination of a message, and how it arrives there.
 *
 * @param topic the forum topic in it, 0 for none
 * @param replyTo the message there that it answers, as long as that is still there; 0 for none
 * @param sending whether it arrives without a sound, and protected
 */
public record Target(long chatId, int topic, int replyTo, Watch.Sending sending) {

    /** A destination where a message arrives with a sound, free to be forwarded. */
    public Target(long chatId, int topic, int replyTo) {
        this(chatId, topic, replyTo, Watch.Sending.DEFAULT);
    }

    /** The same place without a message that is answered. */
    public Target withoutReply() {
        return new Target(chatId, topic, 0, sending);
    }

    /** The topic as the library wants it. Number 1, General, is the one of messages without any, and must not be named. */
    public Integer thread() {
        return topic <= 1 ? null : topic;
    }

    /** {@code true} to arrive without a sound; {@code null}, which is not written, otherwise. */
    public Boolean silent() {
        return sending.silent() ? true : null;
    }

    /** {@code true} to arrive protected; {@code null}, which is not written, otherwise. */
    public Boolean guarded() {
        return sending.protect() ? true : null;
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
