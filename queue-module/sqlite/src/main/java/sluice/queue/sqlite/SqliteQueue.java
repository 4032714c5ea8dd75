package sluice.queue.sqlite;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import sluice.api.ComponentContext;
import sluice.api.Provider;
import sluice.queue.sqlite.store.Database;
import sluice.queue.store.Storage;
import sluice.queue.store.StoredQueue;
import sluice.queue.store.WriterThread;
import sluice.queue.store.claims.BootId;

/**
 * The queue in a file of the data directory: what it has stored outlives the process, the machine and the disk's last free block. This
 * class is thread-safe.
 */
@Provider(name = "sqlite", section = "queue")
public final class SqliteQueue extends StoredQueue {

    private final int maxRemembered;
    private final Duration retryWrites;
    private final Optional<UUID> boot;
    private SqliteStorage storage;

    /** Creates the provider, for the service loader. */
    public SqliteQueue() {
        this(MAX_REMEMBERED, WriterThread.RETRY, BootId.id());
    }

    /** Creates a queue with other bounds, in another boot of the machine, for tests. */
    SqliteQueue(int maxRemembered, Duration retryWrites, Optional<UUID> boot) {
        this.maxRemembered = maxRemembered;
        this.retryWrites = retryWrites;
        this.boot = boot;
    }

    @Override
    protected Storage open(ComponentContext context) {
        storage = SqliteStorage.open(context, boot, maxRemembered, retryWrites);
        return storage;
    }

    /** The connection, to be used by the writer's thread, for tests. */
    Database database() {
        return storage.database();
    }
}
