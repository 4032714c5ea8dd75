package sluice.api;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * A job that could not be delivered. It is listed with its reason and can be retried or discarded.
 *
 * @param id its number, given by the queue; 0 before that
 * @param job the job that was not delivered
 * @param reason why it is here
 * @param detail why, in Telegram's words or ours; never null
 * @param at since when
 */
public record DeadLetter(long id, Job job, Reason reason, String detail, Instant at) {

    /** The reason why a job could not be delivered. */
    public enum Reason {
        /** It failed {@code deliver.max-retries} times more after the first try. */
        RETRIES_EXHAUSTED,
        /** Telegram asked to wait {@code deliver.max-flood-retries} times and once more. */
        FLOOD_RETRIES_EXHAUSTED,
        /** The message itself cannot be sent: gone, protected, not copyable, its topic lost. */
        MESSAGE_UNUSABLE,
        /** The chat cannot be used, and too many messages wait for it or it failed for too long. */
        CHAT_UNUSABLE,
        /** The call was made and its answer never came; it may have been sent, so it is not repeated by itself. */
        UNKNOWN_OUTCOME,
        /** A step failed, and its watch wants such messages to wait here. */
        STEP_FAILED,
        /** There was no room for it in the queue. */
        QUEUE_FULL
    }

    /** Checks that nothing is missing. */
    public DeadLetter {
        requireNonNull(job, "job");
        requireNonNull(reason, "reason");
        requireNonNull(detail, "detail");
        requireNonNull(at, "at");
    }
}
