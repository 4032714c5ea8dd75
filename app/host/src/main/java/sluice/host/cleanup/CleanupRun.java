package sluice.host.cleanup;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * The result of one cleanup of all concerns.
 *
 * @param at its start
 * @param pressure true if it was made because memory was short
 * @param results one for each concern, in their order
 */
public record CleanupRun(Instant at, boolean pressure, List<Result> results) {

    public CleanupRun {
        results = List.copyOf(results);
    }

    /** The final state of one concern's cleanup. */
    public enum State {
        /** It returned. */
        CLEANED,
        /** It threw. */
        FAILED,
        /** It has not returned within its time, now or at an earlier cleanup. */
        HUNG
    }

    public record Result(String concern, State state, long removed, Duration took) {}
}
