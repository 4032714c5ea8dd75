package sluice.api;

import java.util.stream.Stream;

/**
 * Reads and replaces all that a durable queue keeps for one bot, so that it can be moved to another database: the queue with its open
 * albums, dead letters, the memory of what was sent, texts, stored watches, moved chats and the offset. Notes are not part of it.
 *
 * <p>It comes with a durable queue: the host uses the one whose provider has the name of that queue. It is started for a command, not
 * with the bot, and from {@link #start} to {@link #close} it keeps every process from running the bot; {@code start} fails with a {@link
 * SettingsException} where one does. What only the files of an ended process know is settled then. A delivery in flight stays in flight,
 * and has an unknown outcome at the next start of the bot. For one thread at a time.
 *
 * <h2>The lines</h2>
 *
 * Each line is a JSON object with one member, and the order of the rows is the same whatever database they come from:
 *
 * <ul>
 *   <li>the first one is {@code archive}: the {@code format}, the name of the {@code bot}, the time {@code at}, the number of {@code rows}
 *       in all and by kind in {@code counts}, and how many {@code notes} there are that are not part of it;
 *   <li>one for each row, with what is not 0 or empty of it;
 *   <li>the last one is {@code end}: the {@code rows} and, over all lines before it with their line feeds, the {@code sha256}.
 * </ul>
 */
public interface StoreArchive extends Component {

    /**
     * True if nothing is kept for the bot, apart from notes.
     *
     * @return false if {@link #write} would replace something
     */
    boolean isEmpty();

    /**
     * Reads all that is kept. It is read while the stream is consumed, in one state of the database.
     *
     * @return the lines, without line feeds; to be closed
     */
    Stream<String> read();

    /**
     * Replaces all that is kept by what another archive has read, as a whole or not at all.
     *
     * @param lines the lines, without line feeds; consumed on the calling thread, and not closed
     * @throws IllegalArgumentException if the lines are cut, changed, or not those of an archive that this one knows; the message is for
     *     the operator. Nothing has changed then
     * @throws RuntimeException if it cannot be written at present. Nothing has changed then
     */
    void write(Stream<String> lines);

    /** Removes all that is kept for the bot, apart from notes. */
    void clear();
}
