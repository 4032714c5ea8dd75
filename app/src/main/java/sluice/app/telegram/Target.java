package sluice.app.telegram;

/**
 * Where a message goes.
 *
 * @param chatId the chat
 * @param topic the forum topic in it, 0 for none
 */
public record Target(long chatId, int topic) {

    String chat() {
        return Long.toString(chatId);
    }

    Integer thread() {
        return topic == 0 ? null : topic;
    }
}
