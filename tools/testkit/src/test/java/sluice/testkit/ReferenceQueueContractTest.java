package sluice.testkit;

import java.nio.file.Path;
import java.util.Map;
import sluice.api.ComponentContext;
import sluice.api.MessageQueue;
import sluice.api.Settings;

/** What the real queue is compared with keeps the same promises. */
class ReferenceQueueContractTest extends MessageQueueContractTest {

    @Override
    protected MessageQueue create(Map<String, String> settings, FakeTime time) {
        ReferenceQueue queue = new ReferenceQueue(false);
        queue.start(new ComponentContext(new Settings(settings), time, time, Path.of("target")));
        return queue;
    }
}
