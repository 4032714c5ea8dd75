package sluice.queue.store.tables;

import java.time.Duration;
import java.time.Instant;

/** Times and durations as the file keeps them: nanoseconds since 1970, which reach to 2262. What is beyond is cut. */
public final class Times {

    /** The time before all others. */
    public static final long NEVER_BEFORE = Long.MIN_VALUE;

    private static final long SECOND = 1_000_000_000;

    private Times() {}

    public static long nanos(Instant time) {
        return nanos(time.getEpochSecond(), time.getNano());
    }

    public static long nanos(Duration duration) {
        return nanos(duration.getSeconds(), duration.getNano());
    }

    private static long nanos(long seconds, int rest) {
        if (seconds >= Long.MAX_VALUE / SECOND) {
            return Long.MAX_VALUE;
        }
        return seconds <= Long.MIN_VALUE / SECOND ? Long.MIN_VALUE : seconds * SECOND + rest;
    }

    public static Instant instant(long nanos) {
        return Instant.ofEpochSecond(Math.floorDiv(nanos, SECOND), Math.floorMod(nanos, SECOND));
    }

    public static long plus(long nanos, Duration duration) {
        long sum = nanos + nanos(duration);
        return sum < nanos ? Long.MAX_VALUE : sum;
    }
}
