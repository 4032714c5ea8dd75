package sluice.queue.postgres.notes;

import java.nio.file.Path;
import sluice.api.ComponentContext;
import sluice.api.Provider;
import sluice.queue.postgres.node.Node;
import sluice.queue.store.notes.NoteFiles;
import sluice.queue.store.notes.NoteStorage;
import sluice.queue.store.notes.StoredNotes;
import sluice.queue.store.tables.StoreException;

/**
 * Notes in the database of the queue, and their files in a folder that all machines see. Only the owner of the bot changes them. This class
 * is thread-safe.
 */
@Provider(name = "postgres", section = "notes")
public final class PostgresNotes extends StoredNotes {

    /** Creates the provider, for the service loader. */
    public PostgresNotes() {}

    @Override
    protected NoteStorage open(ComponentContext context) {
        NoteFiles files = new NoteFiles(Path.of(context.settings().required("dir")), context.bot());
        Node node = Node.join(context);
        try {
            return new PostgresNoteStorage(node, node.ownedOrTaken(context.bot()), files);
        } catch (StoreException e) {
            node.leave();
            throw e;
        }
    }
}
