package sluice.queue;

import java.nio.file.Path;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import sluice.api.ComponentContext;
import sluice.api.MessageQueue;
import sluice.testkit.QueuePlan;

/** Random operations on the queue and on its reference. */
class QueuePropertyTest {

    @Property(tries = 3000, edgeCases = EdgeCasesMode.NONE)
    void behaves_like_the_reference(@ForAll("plans") QueuePlan plan) {
        plan.check(Path.of("target"), QueuePropertyTest::open);
    }

    @Provide
    Arbitrary<QueuePlan> plans() {
        return QueuePlan.any();
    }

    private static MessageQueue open(ComponentContext context) {
        BoundedQueue queue = new BoundedQueue();
        queue.start(context);
        return queue;
    }
}
