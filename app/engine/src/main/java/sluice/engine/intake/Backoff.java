package sluice.engine.intake;

import java.time.Duration;

/** An exponential backoff after failures in a row: 1 s, 2 s, 4 s … and never more than {@link #LONGEST}. Not thread-safe. */
final class Backoff {

    /** Short enough that the next try comes well within a minute of a recovery. */
    static final Duration LONGEST = Duration.ofSeconds(30);

    private int failures;

    Duration next() {
        Duration wait = Duration.ofSeconds(1L << Math.min(failures, 5));
        failures++;
        return wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
    }

    void reset() {
        failures = 0;
    }
}
