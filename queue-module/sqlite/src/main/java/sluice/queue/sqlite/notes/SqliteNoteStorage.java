package sluice.queue.sqlite.notes;

import java.util.function.Function;
import sluice.api.ComponentContext;
import sluice.queue.sqlite.store.Database;
import sluice.queue.sqlite.store.SqliteException;
import sluice.queue.sqlite.store.StoreFile;
import sluice.queue.store.notes.NoteFiles;
import sluice.queue.store.notes.NoteSql;
import sluice.queue.store.notes.NoteStorage;

/** The file of the queue over two connections, one to change notes and one to search them. Each is open while it is used. */
final class SqliteNoteStorage implements NoteStorage {

    private static final String NOT_READ = "the notes cannot be read";

    private final Object searching = new Object();
    private final NoteFiles files;
    private final StoreFile file;
    private Database changed;
    private Database searched;

    SqliteNoteStorage(ComponentContext context) {
        files = new NoteFiles(context.dataDir(), "notes");
        file = new StoreFile(context);
    }

    @Override
    public NoteFiles files() {
        return files;
    }

    @Override
    public boolean removesFilesFirst() {
        return true;
    }

    @Override
    public <T> T read(Function<NoteSql, T> question) {
        return SqliteException.explained(NOT_READ, () -> question.apply(new SqliteNoteSql(changed())));
    }

    private Database changed() {
        if (changed == null) {
            changed = file.openBeside(StoreFile.PATIENCE);
        }
        return changed;
    }

    @Override
    public <T> T search(Function<NoteSql, T> question) {
        synchronized (searching) {
            return SqliteException.explained(NOT_READ, () -> {
                if (searched == null) {
                    searched = file.openBeside(StoreFile.PATIENCE);
                }
                return searched.transaction("DEFERRED", () -> question.apply(new SqliteNoteSql(searched)));
            });
        }
    }

    @Override
    public <T> T change(Function<NoteSql, T> change) {
        return SqliteException.explained(
                "the notes cannot be changed",
                () -> changed().transaction("IMMEDIATE", () -> change.apply(new SqliteNoteSql(changed))));
    }

    @Override
    public void rest() {
        synchronized (searching) {
            if (searched != null) {
                searched.close();
                searched = null;
            }
        }
        if (changed != null) {
            changed.close();
            changed = null;
        }
    }

    @Override
    public void close() {
        rest();
    }
}
