package sluice.app.telegram;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Where a message goes.
 *
 * @param chatId the chat
 * @param topic the forum topic in it, 0 for none
 * @param replyTo the message there that it answers, as long as that is still there; 0 for none
 */
public record Target(long chatId, int topic, int replyTo) {

    /** Names the chat and the topic in a request. */
    ObjectNode put(ObjectNode request) {
        request.put("chat_id", chatId);
        return topic == 0 ? request : request.put("message_thread_id", topic);
    }

    /** Names what is answered in a request. */
    void putReply(ObjectNode request) {
        if (replyTo != 0) {
            request.putObject("reply_parameters").put("message_id", replyTo).put("allow_sending_without_reply", true);
        }
    }
}
