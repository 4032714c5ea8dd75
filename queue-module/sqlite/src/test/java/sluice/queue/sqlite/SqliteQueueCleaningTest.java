package sluice.queue.sqlite;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import sluice.api.ComponentContext;
import sluice.api.Delivery;
import sluice.api.Outcome;
import sluice.testkit.CleanableContractTest;
import sluice.testkit.FakeTime;
import sluice.testkit.Jobs;

class SqliteQueueCleaningTest extends CleanableContractTest<SqliteQueue> {

    private final FakeTime time = new FakeTime();
    private final List<SqliteQueue> created = new ArrayList<>();

    @TempDir
    private Path folder;

    @AfterEach
    void closeAll() {
        created.forEach(SqliteQueue::close);
    }

    @Override
    protected SqliteQueue create() {
        SqliteQueue queue = new SqliteQueue();
        created.add(queue);
        return queue;
    }

    @Override
    protected ComponentContext context() {
        return Stores.context(time, Stores.folder(folder), 100, 10_000);
    }

    @Override
    protected void use(SqliteQueue queue, long number) {
        Stores.offer(queue, Jobs.relay(number % 7, (int) number + 1, time.instant()));
        Optional<Delivery> got = number % 2 == 0 ? queue.take() : Optional.empty();
        got.ifPresent(delivery -> queue.settle(delivery, Outcome.Done.ALONE));
    }
}
