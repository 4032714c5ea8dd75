package sluice.queue.postgres;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import sluice.api.ComponentContext;
import sluice.api.MessageQueue;
import sluice.api.Settings;
import sluice.testkit.FakeTime;
import sluice.testkit.MessageQueueContractTest;

class PostgresQueueContractTest extends MessageQueueContractTest {

    @TempDir
    private Path folder;

    @Override
    protected MessageQueue create(Map<String, String> settings, FakeTime time) {
        PostgresQueue queue = new PostgresQueue();
        queue.start(
                Queues.withDatabase(new ComponentContext(new Settings(settings), time, time, folder), Queues.newBot()));
        return queue;
    }
}
