package sluice.api;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;

/**
 * A message, or an album, that was kept instead of being sent.
 *
 * @param id its number in the repository, 0 for one that is not kept yet
 * @param watch the id of the watch that keeps it
 * @param chatId the chat in which it was posted
 * @param chat the name of that chat as it was then; perhaps empty
 * @param sender the name of who posted it; perhaps empty
 * @param date the time of posting
 * @param album the key that the members of one album by one watch share; empty if it is none
 * @param text the plain text: of an album all captions
 * @param messages the messages in it, by rising message id; never empty
 */
public record Note(
        long id,
        String watch,
        long chatId,
        String chat,
        String sender,
        Instant date,
        String album,
        String text,
        List<NoteMessage> messages) {

    /** Takes a copy and checks that nothing is missing. */
    public Note {
        requireNonNull(watch, "watch");
        requireNonNull(chat, "chat");
        requireNonNull(sender, "sender");
        requireNonNull(date, "date");
        requireNonNull(album, "album");
        requireNonNull(text, "text");
        messages = List.copyOf(messages);
        if (messages.isEmpty()) {
            throw new IllegalArgumentException("a note has at least one message");
        }
    }

    /**
     * Its place among the others.
     *
     * @return the date and number of the note
     */
    public NoteKey key() {
        return new NoteKey(date, id);
    }
}
