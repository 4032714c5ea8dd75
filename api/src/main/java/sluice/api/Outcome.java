package sluice.api;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;

/** How a delivery ended, for now or for good. */
public sealed interface Outcome {

    /**
     * It is done: sent, or left out on purpose.
     *
     * @param followers jobs that it triggers, taken in the same step; they take the places that the job has reserved
     */
    record Done(List<Job> followers) implements Outcome {

        /** Done, and nothing follows. */
        public static final Done ALONE = new Done(List.of());

        /** Takes a copy. */
        public Done {
            followers = List.copyOf(followers);
        }
    }

    /**
     * It goes back to the head of its lane, and the lane waits.
     *
     * @param at from when on the lane goes on
     * @param jobs the jobs as they are tried next, for the same destination; never empty
     * @param followers jobs that it triggers already, because a part of it was sent; taken in the same step
     */
    record Retry(Instant at, List<Job> jobs, List<Job> followers) implements Outcome {

        /**
         * Nothing of it was sent.
         *
         * @param at from when on the lane goes on
         * @param jobs the jobs as they are tried next, for the same destination; never empty
         */
        public Retry(Instant at, List<Job> jobs) {
            this(at, jobs, List.of());
        }

        /** Takes copies and checks that nothing is missing. */
        public Retry {
            requireNonNull(at, "at");
            jobs = List.copyOf(jobs);
            followers = List.copyOf(followers);
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
     * It becomes a dead letter, and the lane goes on.
     *
     * @param reason why
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
