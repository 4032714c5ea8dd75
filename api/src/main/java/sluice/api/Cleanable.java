package sluice.api;

/**
 * A memory concern that can be cleaned: the smallest thing a module or plugin may provide.
 *
 * <p>The host's scheduler calls {@link #clean} every {@code cleanup.interval} (5 minutes), under constant load too, and
 * at once when the heap runs short.
 */
public interface Cleanable extends Component {

    /**
     * Removes what has expired, and under memory pressure more than that.
     *
     * <p>Called by one thread at a time, on a thread of its own, while other threads use the same object through its other
     * interfaces. It should return within a second: a call that takes longer than 10 is given up, and the concern is not
     * cleaned again until it returns. The host logs and counts what it throws, and goes on with the next concern.
     *
     * @param context why the cleanup runs; never null
     * @return the number of removed entries; never null
     */
    CleanupResult clean(CleanupContext context);
}
