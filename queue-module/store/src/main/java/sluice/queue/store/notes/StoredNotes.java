package sluice.queue.store.notes;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import sluice.api.Cleanable;
import sluice.api.CleanupContext;
import sluice.api.CleanupResult;
import sluice.api.ComponentContext;
import sluice.api.Note;
import sluice.api.NoteKey;
import sluice.api.NoteQuery;
import sluice.api.NoteRepository;
import sluice.api.NoteSource;
import sluice.api.Stats;
import sluice.api.StatsProvider;

/**
 * Notes in tables of a database, their files in a folder. A long search does not keep a note from being kept, and each change is one short
 * transaction. This class is thread-safe.
 */
public abstract class StoredNotes implements NoteRepository, Cleanable, StatsProvider {

    private NoteStorage storage;
    private NoteWriter writer;
    private NoteSweep sweep;
    private NoteLimits limits;

    /**
     * Opens what the notes are kept in.
     *
     * @throws sluice.api.SettingsException when it cannot be used
     * @throws sluice.queue.store.tables.StoreException when it cannot be used at present
     */
    protected abstract NoteStorage open(ComponentContext context);

    /**
     * {@inheritDoc}
     *
     * @throws sluice.api.SettingsException when the store cannot be used
     */
    @Override
    public void start(ComponentContext context) {
        limits = NoteLimits.from(context.settings());
        storage = open(context);
        try {
            writer = new NoteWriter(storage);
            sweep = new NoteSweep(writer, storage.files(), limits, context.clock(), context.ticker());
            writer.rest();
        } catch (RuntimeException | Error e) {
            storage.close();
            throw e;
        }
    }

    @Override
    public void close() {
        writer.close();
    }

    @Override
    public long add(Note note) {
        requireNonNull(note, "note");
        return writer.add(note);
    }

    @Override
    public boolean edited(String watch, long chatId, int messageId, String text) {
        requireNonNull(watch, "watch");
        requireNonNull(text, "text");
        return writer.change(notes -> notes.edited(watch, chatId, messageId, text));
    }

    @Override
    public boolean rewrite(long id, String text) {
        requireNonNull(text, "text");
        return writer.change(notes -> notes.rewrite(id, text));
    }

    @Override
    public boolean remove(long id) {
        return writer.remove(List.of(id)) > 0;
    }

    @Override
    public Optional<Note> find(long id) {
        return search(notes -> notes.find(id));
    }

    @Override
    public List<Note> older(NoteQuery query, NoteKey key, int limit) {
        return search(notes -> notes.page(query, key, true, limit));
    }

    @Override
    public List<Note> newer(NoteQuery query, NoteKey key, int limit) {
        return search(notes -> notes.page(query, key, false, limit));
    }

    @Override
    public long count(NoteQuery query) {
        return search(notes -> notes.count(query));
    }

    @Override
    public List<NoteSource> sources(int limit) {
        return search(notes -> notes.sources(limit));
    }

    @Override
    public Path file(String name) {
        return storage.files().file(name);
    }

    @Override
    public CleanupResult clean(CleanupContext context) {
        try {
            return new CleanupResult(sweep.run());
        } finally {
            writer.rest();
        }
    }

    @Override
    public Stats stats() {
        NoteTable.Totals totals = writer.totals();
        Stats stats = Stats.empty()
                .with("count", totals.notes())
                .with("bytes", totals.bytes())
                .with("max_bytes", limits.maxBytes())
                .with("added", writer.added())
                .with("removed", writer.removed())
                .with("orphans_removed", sweep.orphans());
        return limits.maxAge().map(age -> stats.withSeconds("max_age", age)).orElse(stats);
    }

    private <T> T search(Function<NoteSearch, T> question) {
        return storage.search(sql -> question.apply(new NoteSearch(sql)));
    }
}
