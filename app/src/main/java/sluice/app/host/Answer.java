package sluice.app.host;

/**
 * How a call into a module ended.
 *
 * @param <T> what it returns
 */
public sealed interface Answer<T> {

    /**
     * It returned.
     *
     * @param value what it returned; never null
     * @param <T> its type
     */
    record Returned<T>(T value) implements Answer<T> {}

    /**
     * It threw.
     *
     * @param cause what it threw
     * @param <T> what it returns otherwise
     */
    record Threw<T>(Throwable cause) implements Answer<T> {}

    /**
     * It was given up, now or earlier, and has not returned yet.
     *
     * @param <T> what it returns otherwise
     */
    record Hung<T>() implements Answer<T> {}
}
