package sluice.queue.sqlite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import sluice.api.ComponentContext;
import sluice.api.MessageQueue;
import sluice.api.Settings;
import sluice.testkit.FakeTime;
import sluice.testkit.MessageQueueContractTest;

class SqliteQueueContractTest extends MessageQueueContractTest {

    @TempDir
    private Path folder;

    @Override
    protected MessageQueue create(Map<String, String> settings, FakeTime time) {
        try {
            SqliteQueue queue = new SqliteQueue();
            Path dataDir = Files.createTempDirectory(folder, "data");
            queue.start(new ComponentContext(new Settings(settings), time, time, dataDir));
            return queue;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
