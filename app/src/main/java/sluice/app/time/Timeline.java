package sluice.app.time;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import sluice.api.Ticker;

/**
 * Everything that has to do with time. Whoever waits, waits here. Implementations are thread-safe.
 *
 * <p>{@link SystemTimeline} is the real one; tests bring one whose time they move by hand.
 */
public interface Timeline {

    /** Something that was asked for and can be taken back. */
    @FunctionalInterface
    interface Timer {

        /** Takes it back. It may be running already, or have run. */
        void cancel();
    }

    /**
     * Wall time.
     *
     * @return the clock
     */
    Clock clock();

    /**
     * Elapsed time.
     *
     * @return the ticker
     */
    Ticker ticker();

    /**
     * Something to wait on, for one thread.
     *
     * @return a new alarm
     */
    Alarm alarm();

    /**
     * Runs something later, on a timer thread; it must be quick.
     *
     * @param delay how long from now
     * @param task what to run
     * @return takes it back
     */
    Timer after(Duration delay, Runnable task);

    /**
     * The present moment.
     *
     * @return wall time
     */
    default Instant now() {
        return clock().instant();
    }
}
