package sluice.state;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import sluice.api.CleanupContext;
import sluice.api.UserState;
import sluice.testkit.Contexts;
import sluice.testkit.FakeTime;

/** Whatever is done to them, the states answer as a map in access order does from which the expired ones are removed. */
class TtlUserStatesPropertyTest {

    private static final Duration TTL = Duration.ofHours(1);

    /** One call, at some time after the one before. */
    record Step(Kind kind, long user, Duration after) {}

    enum Kind {
        GET,
        PUT,
        UPDATE,
        REMOVE,
        CLEAN
    }

    record Entry(UserState state, long at) {}

    @Property(tries = 1000)
    void answers_as_the_model_does(
            @ForAll("steps") List<Step> steps, @ForAll @IntRange(min = 1, max = 6) int maxUsers) {
        FakeTime time = new FakeTime();
        TtlUserStates states = new TtlUserStates();
        states.start(Contexts.of(time, "ttl", "1h", "max-users", Integer.toString(maxUsers)));
        Map<Long, Entry> model = new LinkedHashMap<>();
        long expired = 0;
        int number = 0;
        for (Step step : steps) {
            time.advance(step.after());
            long now = time.nanos();
            int before = model.size();
            model.values().removeIf(entry -> now - entry.at() >= TTL.toNanos());
            expired += before - model.size();
            long user = step.user();
            UserState fresh = new UserState("d", Integer.toString(number++), Map.of());
            switch (step.kind()) {
                case GET -> assertEquals(touch(model, user, null, now), states.get(user), step::toString);
                case UPDATE ->
                    assertEquals(touch(model, user, fresh, now), states.update(user, _ -> fresh), step::toString);
                case PUT -> {
                    model.remove(user);
                    if (model.size() == maxUsers) {
                        model.remove(model.keySet().iterator().next());
                    }
                    model.put(user, new Entry(fresh, now));
                    states.put(user, fresh);
                }
                case REMOVE -> {
                    model.remove(user);
                    states.remove(user);
                }
                case CLEAN -> states.clean(CleanupContext.scheduled());
            }
            assertEquals(model.size(), states.stats().count("active_users"), step::toString);
            assertEquals(expired, states.stats().count("expired"), step::toString);
        }
        for (Map.Entry<Long, Entry> entry : model.entrySet()) {
            assertEquals(Optional.of(entry.getValue().state()), states.get(entry.getKey()));
        }
    }

    /** What reading gives, or updating when there is something to change to. */
    private static Optional<UserState> touch(Map<Long, Entry> model, long user, UserState change, long now) {
        Entry entry = model.remove(user);
        if (entry == null) {
            return Optional.empty();
        }
        UserState state = change == null ? entry.state() : change;
        model.put(user, new Entry(state, now));
        return Optional.of(state);
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        Arbitrary<Kind> kinds = Arbitraries.frequency(
                Tuple.of(6, Kind.PUT),
                Tuple.of(6, Kind.GET),
                Tuple.of(3, Kind.UPDATE),
                Tuple.of(1, Kind.REMOVE),
                Tuple.of(1, Kind.CLEAN));
        Arbitrary<Long> users = Arbitraries.of(Long.MIN_VALUE, -1L, 0L, 1L, 2L, 3L, 4L, 5L, Long.MAX_VALUE);
        Arbitrary<Duration> pauses = Arbitraries.of(
                Duration.ZERO, Duration.ZERO, Duration.ofMillis(300), Duration.ofMinutes(20), TTL.minusNanos(1), TTL);
        return Combinators.combine(kinds, users, pauses).as(Step::new).list().ofMaxSize(80);
    }
}
