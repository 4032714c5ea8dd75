package sluice.queue.sqlite;

import java.time.Duration;
import java.time.Instant;

/** Times and durations as the file keeps them: nanoseconds since 1970, which reach to 2262. What is beyond is cut. */
final class Times {

    /** The time before all others. */
    static final long NEVER_BEFORE = Long.MIN_VALUE;

    private static final long SECOND = 1_000_000_000;

    private Times() {}

    static long nanos(Instant time) {
        return nanos(time.getEpochSecond(), time.getNano());
    }

    static long nanos(Duration duration) {
        return nanos(duration.getSeconds(), duration.getNano());
    }

    private static long nanos(long seconds, int rest) {
        if (seconds >= Long.MAX_VALUE / SECOND) {
            return Long.MAX_VALUE;
        }
        return seconds <= Long.MIN_VALUE / SECOND ? Long.MIN_VALUE : seconds * SECOND + rest;
    }

    static Instant instant(long nanos) {
        return Instant.ofEpochSecond(Math.floorDiv(nanos, SECOND), Math.floorMod(nanos, SECOND));
    }

    static long plus(long nanos, Duration duration) {
        long sum = nanos + nanos(duration);
        return sum < nanos ? Long.MAX_VALUE : sum;
    }
}
