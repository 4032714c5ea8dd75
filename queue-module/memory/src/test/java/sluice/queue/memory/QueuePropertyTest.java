package sluice.queue.memory;

import java.nio.file.Path;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.RandomDistribution;
import sluice.api.ComponentContext;
import sluice.api.MessageQueue;
import sluice.testkit.QueuePlan;
import sluice.testkit.QueueStep;

/** Random operations on the queue and on its reference. */
class QueuePropertyTest {

    @Property(tries = 3000, edgeCases = EdgeCasesMode.NONE)
    void behaves_like_the_reference(@ForAll("plans") QueuePlan plan) {
        plan.check(Path.of("target"), QueuePropertyTest::open);
    }

    @Provide
    Arbitrary<QueuePlan> plans() {
        Arbitrary<List<QueueStep>> steps = Arbitraries.integers()
                .between(0, QueueStep.CODES - 1)
                .withDistribution(RandomDistribution.uniform())
                .map(QueueStep::of)
                .list()
                .ofMaxSize(200);
        return Combinators.combine(
                        Arbitraries.integers().between(1, 30),
                        Arbitraries.integers().between(1, 30),
                        Arbitraries.of(true, false),
                        Arbitraries.integers().between(1, 40),
                        Arbitraries.integers().between(0, 400),
                        steps)
                .as(QueuePlan::new);
    }

    private static MessageQueue open(ComponentContext context) {
        BoundedQueue queue = new BoundedQueue();
        queue.start(context);
        return queue;
    }
}
