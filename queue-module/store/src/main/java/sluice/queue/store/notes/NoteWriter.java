package sluice.queue.store.notes;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import sluice.api.Note;

/** Changes notes, one change after the other. This class is thread-safe. */
final class NoteWriter {

    private final NoteStorage storage;
    private volatile NoteTable.Totals totals;
    private final AtomicLong added = new AtomicLong();
    private final AtomicLong removed = new AtomicLong();

    NoteWriter(NoteStorage storage) {
        this.storage = storage;
        totals = read(NoteTable::totals);
    }

    long add(Note note) {
        NoteTable.Added result = change(table -> table.add(note));
        if (result.isNew()) {
            added.incrementAndGet();
        }
        return result.id();
    }

    /** Removes notes and their files. A note without its files tells that they are gone; files without a note are swept. */
    int remove(List<Long> ids) {
        List<String> names = read(
                table -> ids.stream().flatMap(id -> table.files(id).stream()).toList());
        if (storage.removesFilesFirst()) {
            names.forEach(storage.files()::remove);
        }
        int gone = change(table -> (int) ids.stream().filter(table::delete).count());
        if (!storage.removesFilesFirst()) {
            names.forEach(storage.files()::remove);
        }
        removed.addAndGet(gone);
        return gone;
    }

    synchronized <T> T read(Function<NoteTable, T> question) {
        return storage.read(sql -> question.apply(new NoteTable(sql)));
    }

    private record Changed<T>(T result, NoteTable.Totals totals) {}

    /** Makes a change, and returns when it is on the disk. */
    synchronized <T> T change(Function<NoteTable, T> change) {
        Changed<T> changed = storage.change(sql -> {
            NoteTable table = new NoteTable(sql);
            return new Changed<>(change.apply(table), table.totals());
        });
        totals = changed.totals;
        return changed.result;
    }

    /** While nobody changes anything. */
    synchronized void rest() {
        storage.rest();
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

    synchronized void close() {
        storage.close();
    }
}
