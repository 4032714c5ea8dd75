package sluice.queue.sqlite.watches;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import sluice.api.Batch;
import sluice.api.ComponentContext;
import sluice.api.Settings;
import sluice.api.Watch;
import sluice.queue.sqlite.SqliteQueue;
import sluice.testkit.FakeTime;
import sluice.testkit.WatchRepositoryContractTest;

/** Repositories and queues on the file of a folder, and watches to put there. */
public final class Opened {

    private Opened() {}

    public static SqliteWatches watches(Path dir) {
        return started(new SqliteWatches(), dir);
    }

    public static SqliteWatches watches(Path dir, Duration patience) {
        return started(new SqliteWatches(patience), dir);
    }

    private static SqliteWatches started(SqliteWatches watches, Path dir) {
        FakeTime time = new FakeTime();
        watches.start(new ComponentContext(new Settings(Map.of()), time, time, dir));
        return watches;
    }

    /** A queue that can be closed by {@code try}. */
    public record Queue(SqliteQueue queue) implements AutoCloseable {

        /** What each poll that brings nothing for a watch does. */
        public void takeIn() {
            queue.offer(new Batch(List.of(), queue.offset() + 1));
        }

        @Override
        public void close() {
            queue.close();
        }
    }

    public static Queue queue(Path dir) {
        FakeTime time = new FakeTime();
        SqliteQueue queue = new SqliteQueue();
        Settings settings = new Settings(
                Map.of("max-size", "10", "max-backlog", "10", "when-full", "wait", "max-dead-letters", "10"));
        queue.start(new ComponentContext(settings, time, time, dir));
        return new Queue(queue);
    }

    public static Watch watch(String id, String... blacklist) {
        return WatchRepositoryContractTest.watch(id, blacklist);
    }
}
