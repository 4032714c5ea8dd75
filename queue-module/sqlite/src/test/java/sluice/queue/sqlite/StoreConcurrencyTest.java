package sluice.queue.sqlite;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import sluice.api.MessageQueue;
import sluice.testkit.FakeTime;
import sluice.testkit.MessageQueueConcurrencyTest;

/** With so few jobs in memory that lanes come and go all the time. */
class StoreConcurrencyTest extends MessageQueueConcurrencyTest {

    @TempDir
    private Path folder;

    StoreConcurrencyTest() {
        super(1000);
    }

    @Override
    protected MessageQueue create(FakeTime time, int places) {
        SqliteQueue queue = Stores.open(Stores.context(time, folder, 5, places));
        Stores.execute(queue, "PRAGMA synchronous = OFF");
        return queue;
    }
}
