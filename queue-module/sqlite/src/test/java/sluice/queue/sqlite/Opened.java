package sluice.queue.sqlite;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import sluice.api.Batch;
import sluice.api.ComponentContext;
import sluice.api.Settings;
import sluice.api.Watch;
import sluice.testkit.FakeTime;

/** Repositories and queues on the file of a folder, and watches to put there. */
final class Opened {

    private Opened() {}

    static SqliteWatches watches(Path dir) {
        return started(new SqliteWatches(), dir);
    }

    static SqliteWatches watches(Path dir, Duration patience) {
        return started(new SqliteWatches(patience), dir);
    }

    private static SqliteWatches started(SqliteWatches watches, Path dir) {
        FakeTime time = new FakeTime();
        watches.start(new ComponentContext(new Settings(Map.of()), time, time, dir));
        return watches;
    }

    /** A queue that can be closed by {@code try}. */
    record Queue(SqliteQueue queue) implements AutoCloseable {

        /** What each poll that brings nothing for a watch does. */
        void takeIn() {
            queue.offer(new Batch(List.of(), queue.offset() + 1));
        }

        @Override
        public void close() {
            queue.close();
        }
    }

    static Queue queue(Path dir) {
        FakeTime time = new FakeTime();
        SqliteQueue queue = new SqliteQueue();
        Settings settings = new Settings(
                Map.of("max-size", "10", "max-backlog", "10", "when-full", "wait", "max-dead-letters", "10"));
        queue.start(new ComponentContext(settings, time, time, dir));
        return new Queue(queue);
    }

    static Watch watch(String id, String... blacklist) {
        return new Watch(
                id,
                1,
                -1,
                0,
                -2,
                0,
                new Watch.Filters(List.of(), List.of(blacklist), List.of(), List.of()),
                Watch.Mode.FULL,
                List.of(),
                false,
                false,
                Duration.ZERO,
                true,
                false,
                false);
    }
}
