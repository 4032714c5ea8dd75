package sluice.queue.memory;

import java.nio.file.Path;
import java.util.Map;
import sluice.api.ComponentContext;
import sluice.api.MessageQueue;
import sluice.api.Settings;
import sluice.testkit.FakeTime;
import sluice.testkit.MessageQueueContractTest;

class BoundedQueueContractTest extends MessageQueueContractTest {

    @Override
    protected MessageQueue create(Map<String, String> settings, FakeTime time) {
        BoundedQueue queue = new BoundedQueue();
        queue.start(new ComponentContext(new Settings(settings), time, time, Path.of("target")));
        return queue;
    }
}
