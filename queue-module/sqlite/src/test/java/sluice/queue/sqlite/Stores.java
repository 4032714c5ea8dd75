package sluice.queue.sqlite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import sluice.api.Batch;
import sluice.api.ComponentContext;
import sluice.api.Delivery;
import sluice.api.Job;
import sluice.api.Offer;
import sluice.queue.store.claims.BootId;
import sluice.queue.store.claims.ClaimFile;
import sluice.testkit.Contexts;
import sluice.testkit.FakeTime;

/** Queues for tests. */
public final class Stores {

    private Stores() {}

    /** A queue with room for many jobs, which tries again soon when it cannot write. */
    public static SqliteQueue open(FakeTime time, Path dataDir) {
        return open(context(time, dataDir, 1000, 10_000));
    }

    public static ComponentContext context(FakeTime time, Path dataDir, int maxSize, int maxBacklog) {
        return Contexts.of(
                time,
                dataDir,
                "max-size",
                "" + maxSize,
                "max-backlog",
                "" + maxBacklog,
                "when-full",
                "wait",
                "max-dead-letters",
                "100");
    }

    public static SqliteQueue open(ComponentContext context) {
        return open(context, 1000);
    }

    /** A queue that remembers a few messages only. */
    public static SqliteQueue open(ComponentContext context, int maxRemembered) {
        return open(context, maxRemembered, BootId.id());
    }

    /** A queue in a certain start of the machine. */
    public static SqliteQueue open(ComponentContext context, int maxRemembered, Optional<UUID> boot) {
        SqliteQueue queue = new SqliteQueue(maxRemembered, Duration.ofMillis(20), boot);
        queue.start(context);
        return queue;
    }

    /** Makes what a process leaves that ends now: copies of its files, while nothing changes in the store itself. */
    public static void crash(SqliteQueue queue, Path from, Path to) {
        queue.writer().read(() -> {
            for (String name : List.of("sluice.db", "sluice.db-wal", ClaimFile.NAME)) {
                copy(from.resolve(name), to.resolve(name));
            }
            return true;
        });
    }

    private static void copy(Path from, Path to) {
        try {
            if (Files.exists(from)) {
                Files.copy(from, to);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs a statement on the queue's own connection. */
    public static void execute(SqliteQueue queue, String sql) {
        queue.writer().read(() -> {
            queue.database().execute(sql);
            return true;
        });
    }

    public static Offer offer(SqliteQueue queue, Job... jobs) {
        return queue.offer(Batch.of(List.of(jobs)));
    }

    public static Delivery next(SqliteQueue queue) {
        return queue.take().orElseThrow(() -> new AssertionError("nothing is ready"));
    }

    /** An empty folder, which is deleted after use. */
    public static Path folder(Path parent) {
        try {
            return Files.createTempDirectory(parent, "data");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static void delete(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
            Files.delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
