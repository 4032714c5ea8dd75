package sluice.host.status;

import static java.util.Objects.requireNonNull;

/**
 * The reason why a message, or one of its possible ways, was filtered, and the step that did it.
 *
 * @param reason the reason that is counted
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
     * @param reason the reason that is counted
     * @return a refusal without step and word
     */
    public static Refusal of(SkipReason reason) {
        return new Refusal(reason, "", "");
    }
}
