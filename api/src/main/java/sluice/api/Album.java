package sluice.api;

import java.time.Duration;

/**
 * Says that a job is one member of an album, which goes out as one call.
 *
 * <p>Members with the same key wait together in the queue, until none came for {@code quiet}, {@link #MAX_WAIT} has
 * passed since the first, or {@link #MAX_MEMBERS} are there.
 *
 * @param key the key that the members of one album by one watch share
 * @param quiet the time without a further member before the album goes out; zero when all are known to be there
 */
public record Album(String key, Duration quiet) {

    /** The most members that Telegram puts into one album. */
    public static final int MAX_MEMBERS = 10;

    /** The longest that an album waits after its first member. */
    public static final Duration MAX_WAIT = Duration.ofSeconds(5);

    /** Checks both parts. */
    public Album {
        if (key.isBlank()) {
            throw new IllegalArgumentException("key must not be blank");
        }
        if (quiet.isNegative()) {
            throw new IllegalArgumentException("quiet must not be negative, but is " + quiet);
        }
    }
}
