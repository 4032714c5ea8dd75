package sluice.testkit;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.Tuple;
import sluice.api.ComponentContext;
import sluice.api.MessageQueue;
import sluice.api.Settings;

/**
 * Random operations for a queue and its reference ({@link ReferenceQueue}), which must agree after each of them. A queue's
 * property test takes one from {@link #any()} and calls {@link #check} or {@link #checkRestart}; a failure is shrunk and
 * printed with its seed.
 *
 * @param maxSize how many jobs a durable queue holds in memory
 * @param places how many jobs the queue takes
 * @param drop what it does when it is full
 * @param maxDead how many dead letters it keeps
 * @param flushAt before which step albums are let go; none when there are fewer steps
 * @param steps what is done
 */
public record QueuePlan(int maxSize, int places, boolean drop, int maxDead, int flushAt, List<QueueStep> steps) {

    /** Takes a copy. */
    public QueuePlan {
        steps = List.copyOf(steps);
    }

    /**
     * Plans of up to 200 steps.
     *
     * @return for a {@code @Provide} method
     */
    public static Arbitrary<QueuePlan> any() {
        return Combinators.combine(
                        Arbitraries.integers().between(1, 30),
                        Arbitraries.integers().between(1, 30),
                        Arbitraries.of(true, false),
                        Arbitraries.integers().between(1, 40),
                        Arbitraries.integers().between(0, 400),
                        anySteps())
                .as(QueuePlan::new);
    }

    private static Arbitrary<List<QueueStep>> anySteps() {
        Arbitrary<QueueStep.Kind> kinds = Arbitraries.frequency(
                Tuple.of(6, QueueStep.Kind.OFFER),
                Tuple.of(8, QueueStep.Kind.OFFER_ALBUM),
                Tuple.of(4, QueueStep.Kind.OFFER_BATCH),
                Tuple.of(14, QueueStep.Kind.TAKE),
                Tuple.of(5, QueueStep.Kind.DONE),
                Tuple.of(2, QueueStep.Kind.FOLLOWED),
                Tuple.of(4, QueueStep.Kind.RETRY),
                Tuple.of(1, QueueStep.Kind.MOVED),
                Tuple.of(2, QueueStep.Kind.DEAD),
                Tuple.of(2, QueueStep.Kind.RELEASE),
                Tuple.of(1, QueueStep.Kind.MOVE),
                Tuple.of(1, QueueStep.Kind.GIVE_UP),
                Tuple.of(1, QueueStep.Kind.RETRY_LETTER),
                Tuple.of(1, QueueStep.Kind.DISCARD),
                Tuple.of(1, QueueStep.Kind.CLEAN),
                Tuple.of(6, QueueStep.Kind.PASS));
        Arbitrary<Integer> numbers =
                Arbitraries.integers().between(0, 15).withDistribution(RandomDistribution.uniform());
        Arbitrary<Integer> chats = Arbitraries.integers().between(0, 3);
        return Combinators.combine(kinds, chats, numbers, numbers)
                .as(QueueStep::new)
                .list()
                .ofMaxSize(200);
    }

    /**
     * Carries it out, lets all go out, and compares all the time.
     *
     * @param dataDir an empty folder for a durable queue
     * @param opener makes a queue and starts it
     */
    public void check(Path dataDir, Function<ComponentContext, MessageQueue> opener) {
        run(dataDir, opener, QueuePair::finish);
    }

    /**
     * Carries it out, closes a durable queue in the middle of it, opens it again and looks whether all is there.
     *
     * @param dataDir an empty folder
     * @param opener makes a queue and starts it; called again with the same context
     */
    public void checkRestart(Path dataDir, Function<ComponentContext, MessageQueue> opener) {
        run(dataDir, opener, QueuePair::restart);
    }

    private void run(Path dataDir, Function<ComponentContext, MessageQueue> opener, Consumer<QueuePair> end) {
        QueuePair pair = new QueuePair(dataDir, settings(), opener);
        try {
            for (int i = 0; i < steps.size(); i++) {
                if (i == flushAt) {
                    pair.run(new QueueStep(QueueStep.Kind.FLUSH, 0, 0, 0));
                }
                pair.run(steps.get(i));
            }
            end.accept(pair);
        } finally {
            pair.close();
        }
    }

    private Settings settings() {
        return new Settings(Map.of(
                "max-size", "" + maxSize,
                "max-backlog", "" + places,
                "when-full", drop ? "drop" : "wait",
                "max-dead-letters", "" + maxDead));
    }
}
