package sluice.api;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;

/** The result of a delivery attempt, temporary or final. */
public sealed interface Outcome {

    /**
     * A delivery that is done: sent, or filtered.
     *
     * @param effects its effects
     */
    record Done(Effects effects) implements Outcome {

        /** Done, and nothing follows. */
        public static final Done ALONE = new Done(Effects.NONE);

        /** Checks that nothing is missing. */
        public Done {
            requireNonNull(effects, "effects");
        }
    }

    /**
     * A retry: the delivery goes back to the head of its lane, and the lane waits.
     *
     * @param at from when on the lane goes on
     * @param jobs the jobs as they are tried next, for the same destination; never empty
     * @param effects its effects so far, because a part of it was sent
     */
    record Retry(Instant at, List<Job> jobs, Effects effects) implements Outcome {

        /**
         * Nothing of it was sent.
         *
         * @param at from when on the lane goes on
         * @param jobs the jobs as they are tried next, for the same destination; never empty
         */
        public Retry(Instant at, List<Job> jobs) {
            this(at, jobs, Effects.NONE);
        }

        /** Takes copies and checks that nothing is missing. */
        public Retry {
            requireNonNull(at, "at");
            jobs = List.copyOf(jobs);
            requireNonNull(effects, "effects");
            if (jobs.isEmpty()) {
                throw new IllegalArgumentException("a retry has at least one job");
            }
        }
    }

    /**
     * The chat has another id: this delivery and all that waits in its lane go there, in their order.
     *
     * @param chatId the new id
     */
    record Moved(long chatId) implements Outcome {}

    /**
     * A final failure: the delivery becomes a dead letter, and the lane goes on.
     *
     * @param reason the reason that is listed
     * @param detail why, in Telegram's words or ours
     */
    record Dead(DeadLetter.Reason reason, String detail) implements Outcome {

        /** Checks that nothing is missing. */
        public Dead {
            requireNonNull(reason, "reason");
            requireNonNull(detail, "detail");
        }
    }
}
