package sluice.queue.sqlite.notes;

import sluice.api.ComponentContext;
import sluice.api.Provider;
import sluice.queue.store.notes.NoteStorage;
import sluice.queue.store.notes.StoredNotes;

/** Notes in the file of the queue, and their files in the data directory. No other instance is kept out. This class is thread-safe. */
@Provider(name = "sqlite", section = "notes")
public final class SqliteNotes extends StoredNotes {

    @Override
    protected NoteStorage open(ComponentContext context) {
        return new SqliteNoteStorage(context);
    }
}
