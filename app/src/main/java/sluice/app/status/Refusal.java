package sluice.app.status;

import static java.util.Objects.requireNonNull;

/**
 * Why a message, or one way that it could have taken, was left out, and by which step.
 *
 * @param reason why
 * @param step with {@link SkipReason#STEP} the name of the step; else empty
 * @param word with {@link SkipReason#STEP} the reason that the step gave; else empty
 */
public record Refusal(SkipReason reason, String step, String word) {

    /** Checks that nothing is missing. */
    public Refusal {
        requireNonNull(reason, "reason");
        requireNonNull(step, "step");
        requireNonNull(word, "word");
    }

    /**
     * A refusal of no step.
     *
     * @param reason why
     * @return it
     */
    public static Refusal of(SkipReason reason) {
        return new Refusal(reason, "", "");
    }
}
