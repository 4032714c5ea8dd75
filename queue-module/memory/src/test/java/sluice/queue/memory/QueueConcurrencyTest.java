package sluice.queue.memory;

import sluice.api.MessageQueue;
import sluice.testkit.FakeTime;
import sluice.testkit.MessageQueueConcurrencyTest;

class QueueConcurrencyTest extends MessageQueueConcurrencyTest {

    QueueConcurrencyTest() {
        super(10_000);
    }

    @Override
    protected MessageQueue create(FakeTime time, int places) {
        return Queues.of(time, places);
    }
}
