package sluice.telegram;

/** The result of downloading a file. */
public sealed interface Download {

    /** A complete download. */
    record Done(long bytes) implements Download {}

    /** A file larger than was allowed; a part of it was written. */
    record TooLarge() implements Download {}

    /** A failed download; a part of the file may have been written. It does no harm to ask again. */
    record Failed(ApiAnswer answer) implements Download {}
}
