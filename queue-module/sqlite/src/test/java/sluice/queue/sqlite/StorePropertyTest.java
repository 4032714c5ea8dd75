package sluice.queue.sqlite;

import java.nio.file.Path;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
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
class StorePropertyTest {

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void behaves_like_the_reference(@ForAll("plans") QueuePlan plan) {
        inFolder(plan::check);
    }

    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void goes_on_after_a_restart_with_all_that_it_had(@ForAll("plans") QueuePlan plan) {
        inFolder(plan::checkRestart);
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

    private static void inFolder(BiConsumer<Path, Function<ComponentContext, MessageQueue>> check) {
        Path folder = Stores.folder(Path.of("target"));
        try {
            check.accept(folder, StorePropertyTest::open);
        } finally {
            Stores.delete(folder);
        }
    }

    /** What is compared is order, not what a power cut leaves: waiting for the disk would only take time. */
    private static SqliteQueue open(ComponentContext context) {
        SqliteQueue queue = Stores.open(context);
        Stores.execute(queue, "PRAGMA synchronous = OFF");
        return queue;
    }
}
