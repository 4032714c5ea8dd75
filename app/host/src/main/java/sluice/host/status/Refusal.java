package sluice.host.status;

/**
 * The reason why a message, or one of its possible ways, was filtered, and the step that did it.
 *
 * @param step with {@link SkipReason#STEP} the name of the step; else empty
 * @param word with {@link SkipReason#STEP} the reason that the step gave, of filters the keyword or expression that decided; else empty
 */
public record Refusal(SkipReason reason, String step, String word) {

    /** A refusal of no step. */
    public static Refusal of(SkipReason reason) {
        return new Refusal(reason, "", "");
    }
}
