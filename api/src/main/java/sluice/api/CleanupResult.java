package sluice.api;

/**
 * What one cleanup did.
 *
 * @param removed entries that were removed, 0 or more
 */
public record CleanupResult(long removed) {

    /** Nothing had to go. */
    public static final CleanupResult NOTHING = new CleanupResult(0);

    /** Checks that {@code removed} is not negative. */
    public CleanupResult {
        if (removed < 0) {
            throw new IllegalArgumentException("removed must not be negative, but is " + removed);
        }
    }
}
