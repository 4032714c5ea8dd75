package sluice.dedup;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;

/** Whatever is done to it, the set answers as {@link LruModel} does. */
class MessageLruPropertyTest {

    private static final long TTL = 1_000_000_000L;
    private static final long START = Long.MAX_VALUE - 3 * TTL;

    /** One call, at some time after the one before. */
    record Step(Kind kind, LruModel.Key key, long after) {}

    enum Kind {
        MARK,
        SWEEP
    }

    @Property(tries = 2000)
    void answers_as_the_model_does(
            @ForAll("steps") List<Step> steps,
            @ForAll @IntRange(min = 1, max = 9) int capacity,
            @ForAll @IntRange(min = 1, max = 9) int threshold) {
        MessageLru lru = new MessageLru(capacity, TTL, threshold);
        LruModel model = new LruModel(capacity, TTL, threshold);
        long now = START;
        for (Step step : steps) {
            now += step.after();
            long chat = step.key().chat();
            int message = step.key().message();
            switch (step.kind()) {
                case MARK -> assertEquals(model.mark(step.key(), now), lru.mark(chat, message, now), step::toString);
                case SWEEP -> assertEquals(model.sweep(now), lru.sweep(now), step::toString);
            }
            assertEquals(model.figures(), lru.figures(), step::toString);
        }
        for (LruModel.Key key : model.oldestFirst()) {
            assertEquals(model.mark(key, now), lru.mark(key.chat(), key.message(), now), key::toString);
        }
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        Arbitrary<LruModel.Key> keys = Combinators.combine(
                        Arbitraries.of(0L, 1L, -1L, Long.MIN_VALUE, Long.MAX_VALUE, -1_001_234_567_890L),
                        Arbitraries.of(0, 1, -1, Integer.MIN_VALUE, Integer.MAX_VALUE))
                .as(LruModel.Key::new);
        Arbitrary<Kind> kinds = Arbitraries.frequency(Tuple.of(8, Kind.MARK), Tuple.of(1, Kind.SWEEP));
        Arbitrary<Long> pauses = Arbitraries.of(0L, 0L, 1L, TTL / 7, TTL / 2, TTL, TTL + 1);
        return Combinators.combine(kinds, keys, pauses).as(Step::new).list().ofMaxSize(120);
    }
}
