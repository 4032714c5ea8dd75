package sluice.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;

/** Whatever is done to them, the chats are those of a map in the order of the last put. */
class ChatsPropertyTest {

    /** One call. */
    record Step(Kind kind, long chat) {}

    enum Kind {
        PUT,
        FIND,
        REMOVE,
        GIVE_UP
    }

    @Property(tries = 1000)
    void answer_as_the_model_does(@ForAll("steps") List<Step> steps, @ForAll @IntRange(min = 1, max = 6) int max) {
        Chats<Integer> chats = new Chats<>(max);
        Map<Long, Integer> model = new LinkedHashMap<>();
        int number = 0;
        for (Step step : steps) {
            long chat = step.chat();
            number++;
            switch (step.kind()) {
                case PUT -> {
                    model.remove(chat);
                    if (model.size() == max) {
                        removeOldest(model);
                    }
                    model.put(chat, number);
                    chats.put(chat, number);
                }
                case FIND -> assertEquals(Optional.ofNullable(model.get(chat)), chats.find(chat));
                case REMOVE -> assertEquals(Optional.ofNullable(model.remove(chat)), chats.remove(chat));
                case GIVE_UP -> {
                    int half = (model.size() + 1) / 2;
                    for (int i = 0; i < half; i++) {
                        removeOldest(model);
                    }
                    assertEquals(half, chats.giveUp(0.5));
                }
            }
            assertEquals(model.size(), chats.size(), step::toString);
            assertEquals(Set.copyOf(model.values()), new HashSet<>(chats.all()), step::toString);
        }
    }

    private static void removeOldest(Map<Long, Integer> model) {
        model.remove(model.keySet().iterator().next());
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        Arbitrary<Kind> kinds = Arbitraries.frequency(
                Tuple.of(12, Kind.PUT), Tuple.of(4, Kind.FIND), Tuple.of(3, Kind.REMOVE), Tuple.of(1, Kind.GIVE_UP));
        Arbitrary<Long> ids = Arbitraries.of(Long.MIN_VALUE, -1L, 0L, 1L, 2L, 3L, 4L, 5L, Long.MAX_VALUE);
        return Combinators.combine(kinds, ids).as(Step::new).list().ofMaxSize(100);
    }
}
