package sluice.api;

import static java.util.Objects.requireNonNull;

/**
 * Says which message became which by one watch.
 *
 * @param watch the id of the watch
 * @param chatId the chat in which the original stands
 * @param messageId the original's id there
 * @param toChatId the chat in which the copy stands
 * @param toMessageId the copy's id there
 */
public record Copy(String watch, long chatId, int messageId, long toChatId, int toMessageId) {

    /** Checks that nothing is missing. */
    public Copy {
        requireNonNull(watch, "watch");
    }
}
