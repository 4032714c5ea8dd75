package sluice.base.time;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import sluice.api.Ticker;

/**
 * The source of time: clocks, waits and timers. Whoever waits, waits here. Implementations are thread-safe.
 *
 * <p>{@link SystemTimeline} is the real one; tests bring one whose time they move by hand.
 */
public interface Timeline {

    /** A scheduled task that can be cancelled. */
    @FunctionalInterface
    interface Timer {

        /** Takes it back. It may be running already, or have run. */
        void cancel();
    }

    /** Wall time. */
    Clock clock();

    /** Elapsed time. */
    Ticker ticker();

    /** Creates an alarm for one waiting thread. */
    Alarm alarm();

    /** Runs a task after a delay, on a timer thread; it must be quick. */
    Timer after(Duration delay, Runnable task);

    /** The wall time now. */
    default Instant now() {
        return clock().instant();
    }
}
