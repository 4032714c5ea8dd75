package sluice.api;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * A chat that cannot be used at present.
 *
 * @param chatId the chat
 * @param reason why, in Telegram's words
 * @param since the time of the first failure in this row
 * @param retryAt from when on it may be tried again
 * @param failures the number of failures in this row, 1 or more
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
