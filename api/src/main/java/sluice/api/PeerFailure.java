package sluice.api;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * A chat that cannot be used at present.
 *
 * @param chatId the chat
 * @param reason why, in Telegram's words
 * @param since when it failed for the first time in this row of failures
 * @param retryAt from when on it may be tried again
 * @param failures how often it failed in this row, 1 or more
 */
public record PeerFailure(long chatId, String reason, Instant since, Instant retryAt, int failures) {

    /** Checks that nothing is missing. */
    public PeerFailure {
        requireNonNull(reason, "reason");
        requireNonNull(since, "since");
        requireNonNull(retryAt, "retryAt");
        if (failures < 1) {
            throw new IllegalArgumentException("failures must be 1 or more, not " + failures);
        }
    }
}
