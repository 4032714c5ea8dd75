package sluice.queue.postgres;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import sluice.api.MessageQueue;
import sluice.testkit.Contexts;
import sluice.testkit.FakeTime;
import sluice.testkit.MessageQueueConcurrencyTest;

/** With so few jobs in memory that lanes come and go all the time. */
class PostgresQueueConcurrencyTest extends MessageQueueConcurrencyTest {

    @TempDir
    private Path folder;

    PostgresQueueConcurrencyTest() {
        super(1000);
    }

    @Override
    protected MessageQueue create(FakeTime time, int places) {
        PostgresQueue queue = new PostgresQueue();
        queue.start(Queues.withDatabase(
                Contexts.of(
                        time,
                        folder,
                        "max-size",
                        "5",
                        "max-backlog",
                        "" + places,
                        "when-full",
                        "wait",
                        "max-dead-letters",
                        "100"),
                Queues.newBot()));
        return queue;
    }
}
