package sluice.app.housekeeping;

import java.time.Duration;
import java.util.List;

/**
 * What one cleanup of all concerns did.
 *
 * @param results one for each concern, in their order
 */
record CleanupRun(List<Result> results) {

    /** How the cleanup of one concern ended. */
    enum State {
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
    record Result(String concern, State state, long removed, Duration took) {}
}
