package sluice.api;

import static java.util.Objects.requireNonNull;

/**
 * A chat from which there are notes.
 *
 * @param chatId the chat
 * @param chat its name as the newest note has it; perhaps empty
 * @param notes the number of notes, 1 or more
 */
public record NoteSource(long chatId, String chat, long notes) {

    /** Checks that nothing is missing. */
    public NoteSource {
        requireNonNull(chat, "chat");
    }
}
