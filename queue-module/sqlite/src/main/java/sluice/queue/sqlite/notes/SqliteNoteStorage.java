package sluice.queue.sqlite.notes;

import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import sluice.api.ComponentContext;
import sluice.queue.sqlite.store.Database;
import sluice.queue.sqlite.store.SqliteException;
import sluice.queue.sqlite.store.StoreFile;
import sluice.queue.store.notes.NoteFiles;
import sluice.queue.store.notes.NoteSql;
import sluice.queue.store.notes.NoteStorage;

/** The file of the queue over two connections, one to change notes and one to search them. Each is open while it is used. */
final class SqliteNoteStorage implements NoteStorage {

    /** The time for which a change waits for another one: far longer than any takes on a disk that works. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final String NOT_READ = "the notes cannot be read";

    private final ReentrantLock searching = new ReentrantLock();
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
        return explained(NOT_READ, () -> question.apply(new SqliteNoteSql(changed())));
    }

    private Database changed() {
        if (changed == null) {
            changed = file.openBeside(PATIENCE);
        }
        return changed;
    }

    @Override
    public <T> T search(Function<NoteSql, T> question) {
        searching.lock();
        try {
            return explained(NOT_READ, () -> {
                if (searched == null) {
                    searched = file.openBeside(PATIENCE);
                }
                return searched.transaction("DEFERRED", () -> question.apply(new SqliteNoteSql(searched)));
            });
        } finally {
            searching.unlock();
        }
    }

    @Override
    public <T> T change(Function<NoteSql, T> change) {
        return explained(
                "the notes cannot be changed",
                () -> changed().transaction("IMMEDIATE", () -> change.apply(new SqliteNoteSql(changed))));
    }

    private static <T> T explained(String failure, Supplier<T> work) {
        try {
            return work.get();
        } catch (SqliteException e) {
            throw e.explained(failure);
        }
    }

    @Override
    public void rest() {
        searching.lock();
        try {
            if (searched != null) {
                searched.close();
                searched = null;
            }
        } finally {
            searching.unlock();
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
