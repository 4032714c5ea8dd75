package sluice.host.guard;

/**
 * The result of a call into a module.
 *
 * @param <T> the type of its answer
 */
public sealed interface CallResult<T> {

    /**
     * A call that returned.
     *
     * @param value the answer; never null
     */
    record Returned<T>(T value) implements CallResult<T> {}

    /** A call that threw. */
    record Threw<T>(Throwable cause) implements CallResult<T> {}

    /** A call that was given up, now or earlier, and has not returned yet. */
    record Hung<T>() implements CallResult<T> {}
}
