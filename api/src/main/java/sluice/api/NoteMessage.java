package sluice.api;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * One message of a note. A note has one of them, and one of an album up to 10.
 *
 * @param messageId its id in the chat that it was posted in
 * @param text its text or caption, as plain text; perhaps empty
 * @param media the media; empty for a text
 */
public record NoteMessage(int messageId, String text, Optional<NoteMedia> media) {

    /** Checks that nothing is missing. */
    public NoteMessage {
        requireNonNull(text, "text");
        requireNonNull(media, "media");
    }
}
