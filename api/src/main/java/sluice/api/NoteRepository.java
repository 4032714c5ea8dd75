package sluice.api;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Keeps notes and the files of their media, up to an age and up to a size. It comes with the queue: the one whose provider has the
 * name that {@code modules.queue} says is in use. Where it is a {@link Cleanable} too, its cleanup removes what is too old or too
 * much, the oldest first.
 *
 * <p>Where an {@link Ownership} comes with the queue too, it is used only if the setting {@code dir} of its section names a folder that all
 * machines share, for the files. That section, {@code notes}, has the settings of the database too: {@code url} and the others.
 *
 * <p>Called by several threads at once. Whatever cannot be read or written at present is thrown as an unchecked exception whose message
 * is for the operator, and has changed nothing; the host records a note again then, as often as it takes.
 */
public interface NoteRepository extends Component {

    /** The most messages of one note. */
    int MAX_MESSAGES = Album.MAX_MEMBERS;

    /**
     * Keeps a note; when this returns it is on the disk. The files of its media are there already. What is kept already, known by
     * watch, chat and message, is not kept again. A member of an album of which there is a note becomes part of that one, as long as
     * it has fewer than {@link #MAX_MESSAGES}.
     *
     * @param note the note, with id 0
     * @return the number of the note in which its first message is now
     * @throws RuntimeException if it cannot be kept at present
     */
    long add(Note note);

    /**
     * Takes over what a message says now. A note that was rewritten stays as it is.
     *
     * @param watch the watch that keeps it
     * @param chatId the chat in which it was posted
     * @param messageId its id there
     * @param text the present plain text
     * @return {@code false} when there is no note of it
     */
    boolean edited(String watch, long chatId, int messageId, String text);

    /**
     * Changes what a note says.
     *
     * @param id its number
     * @param text the new text
     * @return {@code false} when there is no such note
     */
    boolean rewrite(long id, String text);

    /**
     * Removes a note and its files.
     *
     * @param id its number
     * @return {@code false} when there is no such note
     */
    boolean remove(long id);

    /**
     * A note.
     *
     * @param id its number
     * @return the note; empty when there is none
     */
    Optional<Note> find(long id);

    /**
     * A page of notes, the newest first.
     *
     * @param query the search criteria
     * @param key only those that are older than this
     * @param limit the most, 1 or more
     * @return the newest of them
     */
    List<Note> older(NoteQuery query, NoteKey key, int limit);

    /**
     * A page of notes, the newest first.
     *
     * @param query the search criteria
     * @param key only those that are newer than this
     * @param limit the most, 1 or more
     * @return the oldest of them
     */
    List<Note> newer(NoteQuery query, NoteKey key, int limit);

    /**
     * Counts the notes that match a query.
     *
     * @param query the search criteria
     * @return 0 or more
     */
    long count(NoteQuery query);

    /**
     * The chats from which there are notes.
     *
     * @param limit the most, 1 or more
     * @return those with most notes first
     */
    List<NoteSource> sources(int limit);

    /**
     * Returns the path of a media file. To write one, write another name in the same folder that ends with
     * {@code .part}, force it to the disk and rename it; then {@link #add} the note. A file that no note names an hour
     * after its last modification, by the clock of the {@link ComponentContext}, is removed.
     *
     * @param name letters from a to f and digits, 8 to 64 of them
     * @return the path; its folder exists
     * @throws IllegalArgumentException if the name is of another form
     */
    Path file(String name);
}
