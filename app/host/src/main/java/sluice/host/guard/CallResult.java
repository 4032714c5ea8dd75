package sluice.host.guard;

/** The result of a call into a module. */
public sealed interface CallResult<T> {

    /** A call that returned; its value is never null. */
    record Returned<T>(T value) implements CallResult<T> {}

    record Threw<T>(Throwable cause) implements CallResult<T> {}

    /** A call that was given up, now or earlier, and has not returned yet. */
    record Hung<T>() implements CallResult<T> {}
}
