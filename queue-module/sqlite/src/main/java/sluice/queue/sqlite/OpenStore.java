package sluice.queue.sqlite;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import sluice.api.ComponentContext;
import sluice.api.Stats;

/** The resources that are open while the queue runs, from locking the data directory to releasing it. */
final class OpenStore implements AutoCloseable {

    private static final Logger LOG = System.getLogger(OpenStore.class.getName());
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(5);

    private final StoreSettings settings;
    private final InstanceLock instance;
    private final LaneWindow window;
    private final ClaimFile claims;
    private StoreFile file;
    private Database database;
    private StoreCore core;
    private Writer writer;
    private boolean closed;

    private OpenStore(InstanceLock instance, StoreSettings settings, ClaimFile claims) {
        this.claims = claims;
        this.instance = instance;
        this.settings = settings;
        this.window = new LaneWindow(settings.maxSize());
    }

    /**
     * Opens the file and takes over what the last process has left in it.
     *
     * @param context the data directory
     * @param settings bounds
     * @param claims the claimed deliveries
     * @param maxRemembered how many messages are remembered, each with its copy
     * @param retry the wait before a write is tried again
     * @param changed is told when trouble is over
     */
    static OpenStore open(
            ComponentContext context,
            StoreSettings settings,
            ClaimFile claims,
            int maxRemembered,
            Duration retry,
            Runnable changed) {
        OpenStore store = new OpenStore(InstanceLock.take(context.dataDir()), settings, claims);
        try {
            store.start(context, maxRemembered, retry, changed);
            return store;
        } catch (RuntimeException | Error e) {
            store.close();
            throw e;
        }
    }

    private void start(ComponentContext context, int maxRemembered, Duration retry, Runnable changed) {
        file = new StoreFile(context.dataDir(), context.clock());
        database = file.open();
        core = new StoreCore(Tables.of(database, maxRemembered), window, claims, settings, context.clock());
        writer = new Writer(database, core, file::gone, retry, context.clock(), changed);
        writer.start();
        recover(Times.nanos(context.clock().instant()));
    }

    private void recover(long now) {
        long store = writer.change(core::recover, 0L);
        writer.read(() -> {
            StoreFile.hurry(database);
            return true;
        });
        if (store == 0) {
            throw new StoreException(
                    "`data-dir`: the store cannot be written (" + writer.problem()
                            + "); check its owner and the space on its disk",
                    null);
        }
        writer.change(() -> core.followClock(database, now), false);
        core.beginClaims(store);
        writer.change(core::mayClaim, false);
        long unknown = core.figures().unknownOutcomes();
        if (unknown > 0) {
            LOG.log(
                    Level.WARNING,
                    "{0} messages were being sent when the bot ended; whether they were is unknown: dead letters",
                    unknown);
        }
    }

    LaneWindow window() {
        return window;
    }

    StoreCore core() {
        return core;
    }

    Writer writer() {
        return writer;
    }

    Database database() {
        return database;
    }

    Stats stats() {
        QueueCounters figures = core.figures();
        return Stats.empty()
                .with("pending", Math.max(0, figures.jobs() - window.runs().ended()))
                .with("max_size", settings.maxSize())
                .with("full_events", figures.fullEvents())
                .with("dropped", figures.droppedJobs())
                .with("dead_letters", figures.deadLetters())
                .with("dead_letters_evicted", figures.evicted())
                .with("lanes", window.lanes())
                .with("backlog", Math.max(0, figures.jobs() - window.jobs()))
                .with("max_backlog", settings.maxBacklog())
                .with("duplicates", figures.duplicates())
                .with("unknown_outcomes", figures.unknownOutcomes())
                .with("write_failures", writer.failures())
                .with("unwritten", writer.keptCount())
                .with("damaged_files", file.setAside() ? 1 : 0)
                .with("lost", core.lost());
    }

    @Override
    public void close() {
        if (writer != null && !closed) {
            closed = true;
            writer.change(core::settleRuns, false);
            writer.close(CLOSE_LIMIT);
        }
        try {
            if (database != null) {
                database.close();
            }
            claims.close();
            instance.close();
        } catch (StoreException | IOException e) {
            LOG.log(Level.WARNING, "the store was not closed in order: {0}", e.getMessage());
        }
    }
}
