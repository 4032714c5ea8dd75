package sluice.queue.sqlite.notes;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import sluice.api.Cleanable;
import sluice.api.CleanupContext;
import sluice.api.CleanupResult;
import sluice.api.ComponentContext;
import sluice.api.Note;
import sluice.api.NoteKey;
import sluice.api.NoteQuery;
import sluice.api.NoteRepository;
import sluice.api.NoteSource;
import sluice.api.Provider;
import sluice.api.SettingsException;
import sluice.api.Stats;
import sluice.api.StatsProvider;
import sluice.queue.sqlite.store.Database;
import sluice.queue.sqlite.store.SqliteException;
import sluice.queue.sqlite.store.StoreFile;

/**
 * Notes in the file of the queue, over two connections of their own: a long search does not keep a note from being kept. Each change is
 * one short transaction. This class is thread-safe.
 */
@Provider(name = "sqlite", section = "notes")
public final class SqliteNotes implements NoteRepository, Cleanable, StatsProvider {

    /** The time for which a change waits for another one: far longer than any takes on a disk that works. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final ReentrantLock reading = new ReentrantLock();
    private NoteFiles files;
    private StoreFile file;
    private NoteWriter writer;
    private NoteSweep sweep;
    private Database searched;
    private NoteSearch search;
    private NoteLimits limits;

    /** Creates the provider, for the service loader. */
    public SqliteNotes() {}

    /**
     * Opens the file in the data directory. No other instance is kept out.
     *
     * @throws SettingsException when the file cannot be used
     */
    @Override
    public void start(ComponentContext context) {
        limits = NoteLimits.from(context.settings());
        files = new NoteFiles(context.dataDir());
        file = new StoreFile(context);
        Database database = file.openBeside(PATIENCE);
        try {
            writer = new NoteWriter(database, files);
            sweep = new NoteSweep(writer, files, limits, context.clock(), context.ticker());
        } catch (RuntimeException | Error e) {
            database.close();
            throw e;
        }
    }

    @Override
    public void close() {
        reading.lock();
        try {
            if (searched != null) {
                searched.close();
            }
        } finally {
            reading.unlock();
        }
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
        return read(() -> search.find(id));
    }

    @Override
    public List<Note> older(NoteQuery query, NoteKey key, int limit) {
        return read(() -> search.page(query, key, true, limit));
    }

    @Override
    public List<Note> newer(NoteQuery query, NoteKey key, int limit) {
        return read(() -> search.page(query, key, false, limit));
    }

    @Override
    public long count(NoteQuery query) {
        return read(() -> search.count(query));
    }

    @Override
    public List<NoteSource> sources(int limit) {
        return read(() -> search.sources(limit));
    }

    @Override
    public Path file(String name) {
        return files.file(name);
    }

    @Override
    public CleanupResult clean(CleanupContext context) {
        return new CleanupResult(sweep.run());
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

    /** Opened when somebody looks for the first time: most bots are never asked. */
    private <T> T read(Supplier<T> question) {
        reading.lock();
        try {
            if (searched == null) {
                searched = file.openBeside(PATIENCE);
                search = new NoteSearch(searched);
            }
            return question.get();
        } catch (SqliteException e) {
            throw e.explained("the notes cannot be read");
        } finally {
            reading.unlock();
        }
    }
}
