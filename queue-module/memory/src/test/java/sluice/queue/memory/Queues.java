package sluice.queue.memory;

import java.util.List;
import sluice.api.Batch;
import sluice.api.Delivery;
import sluice.api.Job;
import sluice.api.Offer;
import sluice.testkit.Contexts;
import sluice.testkit.FakeTime;

/** Queues for tests. */
final class Queues {

    private Queues() {}

    static BoundedQueue of(FakeTime time, int places) {
        BoundedQueue queue = new BoundedQueue();
        queue.start(Contexts.of(
                time, "max-size", "" + places, "when-full", "wait", "max-dead-letters", "10", "max-backlog", "1"));
        return queue;
    }

    static Offer offer(BoundedQueue queue, Job... jobs) {
        return queue.offer(Batch.of(List.of(jobs)));
    }

    static Delivery next(BoundedQueue queue) {
        return queue.take().orElseThrow(() -> new AssertionError("nothing is ready"));
    }
}
