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
     */
    record Retry(Instant at, List<Job> jobs) implements Outcome {

        /** Takes a copy and checks that nothing is missing. */
        public Retry {
            requireNonNull(at, "at");
            jobs = List.copyOf(jobs);
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
