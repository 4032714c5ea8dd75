package sluice.store;

import java.nio.file.Path;
import java.util.function.BiConsumer;
import java.util.function.Function;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import sluice.api.ComponentContext;
import sluice.api.MessageQueue;
import sluice.testkit.QueuePlan;

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
        return QueuePlan.any();
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
