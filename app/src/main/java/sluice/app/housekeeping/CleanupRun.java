package sluice.app.housekeeping;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What one cleanup of all concerns did.
 *
 * @param at when it began
 * @param pressure whether it was made because memory was short
 * @param results one for each concern, in their order
 */
public record CleanupRun(Instant at, boolean pressure, List<Result> results) {

    /** Takes a copy. */
    public CleanupRun {
        results = List.copyOf(results);
    }

    /** How the cleanup of one concern ended. */
    public enum State {
        /** It returned. */
        CLEANED,
        /** It threw. */
        FAILED,
        /** It has not returned within its time, now or at an earlier cleanup. */
        HUNG
    }

    /**
     * What became of one concern.
     *
     * @param concern its name
     * @param state how it ended
     * @param removed how many entries went
     * @param took how long it took
     */
    public record Result(String concern, State state, long removed, Duration took) {}
}
