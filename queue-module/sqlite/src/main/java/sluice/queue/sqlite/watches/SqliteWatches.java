package sluice.queue.sqlite.watches;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import sluice.api.ComponentContext;
import sluice.api.Provider;
import sluice.api.SettingsException;
import sluice.api.Watch;
import sluice.api.WatchRepository;
import sluice.queue.sqlite.store.Database;
import sluice.queue.sqlite.store.SqliteException;
import sluice.queue.sqlite.store.StoreFile;
import sluice.queue.store.tables.StorableWatch;

/**
 * Watches in the file of the queue, over a connection of its own: a command may change them while the bot runs, and each
 * change is one short transaction. This class is thread-safe.
 */
@Provider(name = "sqlite", section = "queue")
public final class SqliteWatches implements WatchRepository {

    private final Duration patience;
    private Database database;
    private WatchRows watches;
    private MoveTable moves;

    /** Creates the provider, for the service loader. */
    public SqliteWatches() {
        this(StoreFile.PATIENCE);
    }

    /** Creates the provider with less patience, for tests. */
    SqliteWatches(Duration patience) {
        this.patience = patience;
    }

    /**
     * Opens the file in the data directory. No other instance is kept out.
     *
     * @throws SettingsException when the file cannot be used
     */
    @Override
    public synchronized void start(ComponentContext context) {
        database = new StoreFile(context).openBeside(patience);
        try {
            watches = new WatchRows(database);
            moves = new MoveTable(database);
            // Whoever starts must know at once when they cannot be read: a bot without its watches loses messages.
            watches();
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    @Override
    public synchronized void close() {
        database.close();
    }

    @Override
    public synchronized List<Watch> watches() {
        return reading(() -> database.transaction("DEFERRED", watches::all));
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException when a text of it is no valid Unicode
     * @throws IllegalStateException when there are too many
     */
    @Override
    public synchronized void save(Watch watch) {
        requireNonNull(watch, "watch");
        StorableWatch.require(watch);
        changing(() -> {
            watches.save(watch);
            return true;
        });
    }

    @Override
    public synchronized boolean remove(String id) {
        requireNonNull(id, "id");
        return changing(() -> watches.remove(id));
    }

    /** {@inheritDoc} The watches that are kept here are rewritten. */
    @Override
    public synchronized void moved(long from, long to) {
        if (from != to) {
            changing(() -> {
                boolean noted = moves.add(from, to);
                return watches.move(from, to) || noted;
            });
        }
    }

    @Override
    public synchronized Map<Long, Long> moves() {
        return reading(moves::all);
    }

    /** {@inheritDoc} Counted in the file: what the queue writes there does not change it. */
    @Override
    public synchronized long version() {
        return reading(() -> database.number("SELECT coalesce((SELECT value FROM facts WHERE name = 'watches'), 0)"));
    }

    /** Makes a change, which answers whether it was one. */
    private boolean changing(Supplier<Boolean> change) {
        return SqliteException.explained(
                "the watches cannot be changed",
                () -> database.transaction("IMMEDIATE", () -> {
                    boolean made = change.get();
                    if (made) {
                        watches.changed();
                    }
                    return made;
                }));
    }

    private static <T> T reading(Supplier<T> question) {
        return SqliteException.explained("the watches cannot be read", question);
    }
}
