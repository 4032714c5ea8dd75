package sluice.host.guard;

/**
 * The result of a call into a module.
 *
 * @param <T> what it returns
 */
public sealed interface CallResult<T> {

    /**
     * A call that returned.
     *
     * @param value what it returned; never null
     * @param <T> its type
     */
    record Returned<T>(T value) implements CallResult<T> {}

    /**
     * A call that threw.
     *
     * @param cause what it threw
     * @param <T> what it returns otherwise
     */
    record Threw<T>(Throwable cause) implements CallResult<T> {}

    /**
     * A call that was given up, now or earlier, and has not returned yet.
     *
     * @param <T> what it returns otherwise
     */
    record Hung<T>() implements CallResult<T> {}
}
