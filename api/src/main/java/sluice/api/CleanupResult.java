package sluice.api;

/**
 * The result of one cleanup.
 *
 * @param removed entries that were removed, 0 or more
 */
public record CleanupResult(long removed) {

    /** A cleanup that removed nothing. */
    public static final CleanupResult NOTHING = new CleanupResult(0);

    /** Checks that {@code removed} is not negative. */
    public CleanupResult {
        if (removed < 0) {
            throw new IllegalArgumentException("removed must not be negative, but is " + removed);
        }
    }
}
