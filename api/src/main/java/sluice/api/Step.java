package sluice.api;

import static java.util.Objects.requireNonNull;

/**
 * One step in the way of a watch's messages.
 *
 * @param name the name of a {@link MessageFilter} or {@link MessageTransform}
 * @param settings the settings of the step
 */
public record Step(String name, Settings settings) {

    /** The most steps of one watch. */
    public static final int MAX_STEPS = 20;

    /** Checks that nothing is missing. */
    public Step {
        if (name.isBlank()) {
            throw new IllegalArgumentException("name must not be blank");
        }
        requireNonNull(settings, "settings");
    }
}
