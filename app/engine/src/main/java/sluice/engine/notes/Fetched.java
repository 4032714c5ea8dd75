package sluice.engine.notes;

import sluice.telegram.Reply;

/** The result of fetching a file. */
sealed interface Fetched {

    /** It is on the disk, under its name. */
    record Kept(long bytes) implements Fetched {}

    /** It is larger than what a bot may have. */
    record TooLarge() implements Fetched {}

    /** It will not be had. */
    record Lost(String reason) implements Fetched {}

    /** It may be had later. */
    record Later(Reply reply, String reason) implements Fetched {}
}
