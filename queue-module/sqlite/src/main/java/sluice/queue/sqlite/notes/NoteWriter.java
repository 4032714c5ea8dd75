package sluice.queue.sqlite.notes;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import sluice.api.Note;
import sluice.queue.sqlite.store.Database;
import sluice.queue.sqlite.store.SqliteException;

/** The connection that changes notes. This class is thread-safe. */
final class NoteWriter {

    private final ReentrantLock lock = new ReentrantLock();
    private final Database database;
    private final NoteFiles files;
    private final NoteTable notes;
    private volatile NoteTable.Totals totals;
    private final AtomicLong added = new AtomicLong();
    private final AtomicLong removed = new AtomicLong();

    NoteWriter(Database database, NoteFiles files) {
        this.database = database;
        this.files = files;
        notes = new NoteTable(database);
        totals = notes.totals();
    }

    long add(Note note) {
        NoteTable.Added result = change(table -> table.add(note));
        if (result.isNew()) {
            added.incrementAndGet();
        }
        return result.id();
    }

    /**
     * Removes notes. Their files go first: a full disk may not take the change before there is space again, and a note without its
     * files tells that they are gone.
     */
    int remove(List<Long> ids) {
        List<String> names = read(
                table -> ids.stream().flatMap(id -> table.files(id).stream()).toList());
        names.forEach(files::remove);
        int gone = change(table -> (int) ids.stream().filter(table::delete).count());
        removed.addAndGet(gone);
        return gone;
    }

    <T> T read(Function<NoteTable, T> question) {
        return locked("the notes cannot be read", () -> question.apply(notes));
    }

    /** Makes a change, and returns when it is on the disk. */
    <T> T change(Function<NoteTable, T> change) {
        return locked("the notes cannot be changed", () -> {
            T result = database.transaction("IMMEDIATE", () -> change.apply(notes));
            totals = notes.totals();
            return result;
        });
    }

    private <T> T locked(String failure, Supplier<T> work) {
        lock.lock();
        try {
            return work.get();
        } catch (SqliteException e) {
            throw e.explained(failure);
        } finally {
            lock.unlock();
        }
    }

    NoteTable.Totals totals() {
        return totals;
    }

    long added() {
        return added.get();
    }

    long removed() {
        return removed.get();
    }

    void close() {
        lock.lock();
        try {
            database.close();
        } finally {
            lock.unlock();
        }
    }
}
