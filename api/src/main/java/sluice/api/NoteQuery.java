package sluice.api;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The search criteria for notes.
 *
 * @param words words that must all occur in the text, also inside of longer ones and in any case; whatever stands in it is words and
 *     no syntax; empty for all notes
 * @param chatId the chat in which they were posted; empty for all
 * @param from the earliest date; empty for all
 * @param before the date that all are before; empty for all
 */
public record NoteQuery(String words, OptionalLong chatId, Optional<Instant> from, Optional<Instant> before) {

    /** All notes. */
    public static final NoteQuery ALL = new NoteQuery("", OptionalLong.empty(), Optional.empty(), Optional.empty());

    /** Checks that nothing is missing. */
    public NoteQuery {
        requireNonNull(words, "words");
        requireNonNull(chatId, "chatId");
        requireNonNull(from, "from");
        requireNonNull(before, "before");
    }
}
