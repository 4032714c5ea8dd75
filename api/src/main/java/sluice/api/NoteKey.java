package sluice.api;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * A place in the order of notes: by date, and by number where that is equal.
 *
 * @param date the date of a note
 * @param id a note's number
 */
public record NoteKey(Instant date, long id) {

    /** Behind the newest of all. */
    public static final NoteKey NEWEST = new NoteKey(Instant.ofEpochSecond(9_000_000_000L), Long.MAX_VALUE);

    /** Checks that nothing is missing. */
    public NoteKey {
        requireNonNull(date, "date");
    }
}
