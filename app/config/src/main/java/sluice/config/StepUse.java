package sluice.config;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import sluice.api.Step;

/**
 * A place of the configuration at which a step is named. Whether there is such a step, and whether its settings are right, only the
 * modules know; a problem that they find is told with this place.
 *
 * @param file the file that names the step
 * @param line the line of the step
 * @param key its key, such as {@code watches[2].steps[1].footer}
 * @param step the step as named there
 * @param forwards whether it stands in a watch that forwards, whose messages cannot be changed
 */
public record StepUse(Path file, int line, String key, Step step, boolean forwards) {

    /** Checks that nothing is missing. */
    public StepUse {
        requireNonNull(file, "file");
        requireNonNull(key, "key");
        requireNonNull(step, "step");
    }

    /**
     * A problem at this place.
     *
     * @param message the fault, and what would be right
     * @return a problem at this place
     */
    public Problem problem(String message) {
        return new Problem(file, line, key, message);
    }
}
