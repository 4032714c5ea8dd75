package sluice.queue.sqlite;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import sluice.api.ComponentContext;
import sluice.api.Stats;
import sluice.queue.sqlite.store.ClockStep;
import sluice.queue.sqlite.store.Database;
import sluice.queue.sqlite.store.InstanceLock;
import sluice.queue.sqlite.store.StoreFile;
import sluice.queue.sqlite.tables.SqliteTables;
import sluice.queue.store.Storage;
import sluice.queue.store.Transactions;
import sluice.queue.store.WriterThread;
import sluice.queue.store.claims.ClaimFile;
import sluice.queue.store.tables.StoreException;
import sluice.queue.store.tables.Tables;
import sluice.queue.store.tables.Times;

/** The resources that are open while the queue runs, from locking the data directory to releasing it. */
final class SqliteStorage implements Storage, Transactions {

    private static final Logger LOG = System.getLogger(SqliteStorage.class.getName());

    private final Clock clock;
    private final InstanceLock instance;
    private final ClaimFile claims;
    private StoreFile file;
    private Database database;
    private Tables tables;
    private WriterThread thread;

    private SqliteStorage(InstanceLock instance, ClaimFile claims, Clock clock) {
        this.instance = instance;
        this.claims = claims;
        this.clock = clock;
    }

    /** Locks the data directory and opens the file in it; {@code retry} is the wait before a write is tried again. */
    static SqliteStorage open(ComponentContext context, Optional<UUID> boot, int maxRemembered, Duration retry) {
        SqliteStorage storage = new SqliteStorage(
                InstanceLock.take(context.dataDir()), new ClaimFile(context.dataDir(), boot), context.clock());
        try {
            storage.file = new StoreFile(context);
            storage.database = storage.file.open();
            storage.tables = new SqliteTables(storage.database, maxRemembered);
            storage.thread = new WriterThread("sluice-store", false, storage, retry, context.clock());
            return storage;
        } catch (RuntimeException | Error e) {
            storage.close(Duration.ZERO);
            throw e;
        }
    }

    Database database() {
        return database;
    }

    @Override
    public Tables tables() {
        return tables;
    }

    @Override
    public WriterThread thread() {
        return thread;
    }

    @Override
    public ClaimFile claims() {
        return claims;
    }

    @Override
    public boolean followClock(long now) {
        StoreFile.hurry(database);
        return ClockStep.follow(database, now);
    }

    @Override
    public void rest() {
        database.rest();
    }

    @Override
    public Stats withFigures(Stats stats) {
        return stats.with("damaged_files", file.setAside() ? 1 : 0);
    }

    /** Nobody else writes while the data directory is locked. */
    @Override
    public Set<Tables> begin(Collection<Tables> of) {
        database.begin();
        return Set.of();
    }

    @Override
    public void probe(Collection<Tables> all) {
        tables.facts().put("probe", 0, Times.nanos(clock.instant()));
    }

    @Override
    public void commit() {
        database.commit();
    }

    @Override
    public void rollBack() {
        database.rollBack();
    }

    /** On a full disk the file may have room for what stands in SQLite's log; then the log has room again. */
    @Override
    public void makeRoom() {
        try {
            database.execute("PRAGMA wal_checkpoint(TRUNCATE)");
        } catch (StoreException e) {
            LOG.log(Level.DEBUG, "cannot empty the log of changes: {0}", e.getMessage());
        }
    }

    /** Refuses to write to a file that nobody will find again. */
    @Override
    public Optional<String> gone() {
        return file.gone();
    }

    @Override
    public void close(Duration limit) {
        if (thread != null) {
            thread.close(limit);
        }
        try {
            if (database != null) {
                database.close();
            }
            claims.close();
            instance.close();
        } catch (StoreException | IOException e) {
            LOG.log(Level.WARNING, "the store was not closed properly: {0}", e.getMessage());
        }
    }
}
