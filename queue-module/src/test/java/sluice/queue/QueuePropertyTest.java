package sluice.queue;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;

/** Random operations on the queue and on its reference; a failure is shrunk and printed with its seed. */
class QueuePropertyTest {

    @Property(tries = 3000, edgeCases = EdgeCasesMode.NONE)
    void behaves_like_the_reference(
            @ForAll @IntRange(min = 1, max = 30) int places,
            @ForAll boolean drop,
            @ForAll @IntRange(min = 1, max = 40) int maxDead,
            @ForAll @IntRange(max = 400) int flushAt,
            @ForAll("steps") List<Step> steps) {
        Pair pair = new Pair(places, drop, maxDead);
        for (int i = 0; i < steps.size(); i++) {
            if (i == flushAt) {
                pair.run(new Step(Step.Kind.FLUSH, 0, 0, 0));
            }
            pair.run(steps.get(i));
        }
        pair.finish();
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        Arbitrary<Step.Kind> kinds = Arbitraries.frequency(
                Tuple.of(6, Step.Kind.OFFER),
                Tuple.of(8, Step.Kind.OFFER_ALBUM),
                Tuple.of(4, Step.Kind.OFFER_BATCH),
                Tuple.of(14, Step.Kind.TAKE),
                Tuple.of(5, Step.Kind.DONE),
                Tuple.of(2, Step.Kind.FOLLOWED),
                Tuple.of(4, Step.Kind.RETRY),
                Tuple.of(1, Step.Kind.MOVED),
                Tuple.of(2, Step.Kind.DEAD),
                Tuple.of(2, Step.Kind.RELEASE),
                Tuple.of(1, Step.Kind.MOVE),
                Tuple.of(1, Step.Kind.GIVE_UP),
                Tuple.of(1, Step.Kind.RETRY_LETTER),
                Tuple.of(1, Step.Kind.DISCARD),
                Tuple.of(1, Step.Kind.CLEAN),
                Tuple.of(6, Step.Kind.PASS));
        Arbitrary<Integer> numbers =
                Arbitraries.integers().between(0, 15).withDistribution(RandomDistribution.uniform());
        Arbitrary<Integer> chats = Arbitraries.integers().between(0, 3);
        return Combinators.combine(kinds, chats, numbers, numbers)
                .as(Step::new)
                .list()
                .ofMaxSize(200);
    }
}
