package sluice.app.telegram;

/** What came of downloading a file. */
public sealed interface Download {

    /**
     * It is written, all of it.
     *
     * @param bytes its size
     */
    record Done(long bytes) implements Download {}

    /** It is larger than was allowed; a part of it was written. */
    record TooLarge() implements Download {}

    /**
     * It could not be had; a part of it may have been written. It does no harm to ask again.
     *
     * @param answer what came instead
     */
    record Failed(ApiAnswer answer) implements Download {}
}
