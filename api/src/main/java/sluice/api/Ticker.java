package sluice.api;

/**
 * A source of elapsed time.
 *
 * <p>Its origin is arbitrary and its values may be negative: only differences mean something, and they are compared as
 * {@code b - a}, never as {@code a < b}.
 */
@FunctionalInterface
public interface Ticker {

    /**
     * The current reading. Called from any thread.
     *
     * @return nanoseconds since an arbitrary origin, never going backwards
     */
    long nanos();

    /**
     * The ticker of this machine.
     *
     * @return a ticker over {@link System#nanoTime()}
     */
    static Ticker system() {
        return System::nanoTime;
    }
}
