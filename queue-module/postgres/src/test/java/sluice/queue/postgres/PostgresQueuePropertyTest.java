package sluice.queue.postgres;

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

/** Random operations on the durable queue and on the reference, with windows of a few jobs, and restarts. */
class PostgresQueuePropertyTest {

    /** Nothing is kept in it. */
    private static final Path FOLDER = Path.of("target");

    @Property(tries = 60, edgeCases = EdgeCasesMode.NONE)
    void behaves_like_the_reference(@ForAll("plans") QueuePlan plan) {
        String bot = Queues.newBot();
        plan.check(FOLDER, context -> open(context, bot));
    }

    @Property(tries = 60, edgeCases = EdgeCasesMode.NONE)
    void goes_on_after_a_restart_with_all_that_it_had(@ForAll("plans") QueuePlan plan) {
        String bot = Queues.newBot();
        plan.checkRestart(FOLDER, context -> open(context, bot));
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

    private static MessageQueue open(ComponentContext context, String bot) {
        PostgresQueue queue = new PostgresQueue();
        queue.start(Queues.withDatabase(context, bot));
        return queue;
    }
}
