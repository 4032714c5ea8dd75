package sluice.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import sluice.api.CleanupContext;
import sluice.api.SettingsException;
import sluice.api.UserState;
import sluice.testkit.Contexts;
import sluice.testkit.FakeTime;

class TtlUserStatesTest {

    private final FakeTime time = new FakeTime();
    private final TtlUserStates states = started("10000");

    private TtlUserStates started(String maxUsers) {
        TtlUserStates made = new TtlUserStates();
        made.start(Contexts.of(time, "ttl", "1h", "max-users", maxUsers));
        return made;
    }

    private static UserState at(String step) {
        return new UserState("add", step, Map.of("source", "-100"));
    }

    private static void begin(TtlUserStates states, int from, int to) {
        for (int user = from; user <= to; user++) {
            states.put(user, at("source"));
        }
    }

    @ParameterizedTest
    @CsvSource({"59, true", "60, false", "61, false"})
    void a_state_not_accessed_for_the_ttl_reads_as_absent(int minutes, boolean present) {
        states.put(1, at("source"));
        time.advance(Duration.ofMinutes(minutes));
        assertEquals(present, states.get(1).isPresent());
    }

    @Test
    void the_last_nanosecond_before_the_ttl_still_counts() {
        states.put(1, at("source"));
        time.advance(Duration.ofHours(1).minusNanos(1));
        assertTrue(states.get(1).isPresent());
    }

    static Stream<Named<Consumer<TtlUserStates>>> accesses() {
        return Stream.of(
                Named.of("reading", states -> states.get(1)),
                Named.of("writing", states -> states.put(1, at("source"))),
                Named.of("updating", states -> states.update(1, state -> state)));
    }

    @ParameterizedTest
    @MethodSource("accesses")
    void every_access_begins_the_hour_anew(Consumer<TtlUserStates> access) {
        states.put(1, at("source"));
        for (int hour = 0; hour < 3; hour++) {
            time.advance(Duration.ofMinutes(59));
            access.accept(states);
        }
        time.advance(Duration.ofMinutes(59));
        assertEquals(Optional.of(at("source")), states.get(1));
    }

    @ParameterizedTest
    @MethodSource("accesses")
    void every_access_saves_a_state_from_being_the_least_recently_used(Consumer<TtlUserStates> access) {
        TtlUserStates few = started("3");
        begin(few, 1, 3);
        access.accept(few);
        few.put(4, at("source"));
        assertTrue(few.get(1).isPresent());
        assertTrue(few.get(2).isEmpty());
    }

    @Test
    void thirty_reads_in_a_row_keep_their_order() {
        TtlUserStates few = started("40");
        begin(few, 1, 40);
        for (int user = 30; user >= 1; user--) {
            few.get(user);
        }
        begin(few, 101, 139);
        assertTrue(few.get(1).isPresent(), "read last of all");
        assertTrue(few.get(2).isEmpty());
    }

    @ParameterizedTest
    @CsvSource({"9999, 9999, true", "10000, 10000, true", "10001, 10000, false"})
    void the_least_recently_used_goes_when_there_is_one_too_many(int users, int active, boolean firstThere) {
        begin(states, 1, users);
        assertEquals(active, states.stats().count("active_users"));
        assertEquals(firstThere, states.get(1).isPresent());
        assertEquals(0, states.stats().count("expired"), "evicted is not expired");
    }

    @Test
    void fifty_thousand_unfinished_dialogs_never_exceed_the_cap() {
        for (int user = 1; user <= 50_000; user++) {
            states.put(user, at("source"));
            if (user % 500 == 0) {
                assertEquals(Math.min(user, 10_000), states.stats().count("active_users"));
            }
        }
        assertTrue(states.get(40_000).isEmpty());
        assertTrue(states.get(40_001).isPresent());
        time.advance(Duration.ofHours(1));
        assertTrue(states.get(50_000).isEmpty(), "expired");
        assertEquals(0, states.stats().count("active_users"));
        assertEquals(10_000, states.stats().count("expired"));
    }

    @Test
    void expired_states_make_room_before_others_go() {
        TtlUserStates few = started("3");
        begin(few, 1, 2);
        time.advance(Duration.ofMinutes(30));
        few.put(3, at("source"));
        time.advance(Duration.ofMinutes(30));
        begin(few, 4, 5);
        assertTrue(few.get(3).isPresent());
        assertEquals(2, few.stats().count("expired"));
    }

    @Test
    void an_update_changes_the_state_in_one_step() {
        states.put(1, at("source"));
        assertEquals(Optional.of(at("destination")), states.update(1, state -> at("destination")));
        assertEquals(Optional.of(at("destination")), states.get(1));
    }

    @Test
    void an_update_of_nothing_does_not_ask_for_a_change() {
        assertTrue(states.update(1, _ -> at("source")).isEmpty());
        assertTrue(states.get(1).isEmpty());
    }

    @Test
    void a_change_that_fails_leaves_the_state_as_it_was() {
        states.put(1, at("source"));
        assertThrows(
                ArithmeticException.class,
                () -> states.update(1, _ -> {
                    throw new ArithmeticException();
                }));
        assertThrows(NullPointerException.class, () -> states.update(1, _ -> null));
        assertEquals(Optional.of(at("source")), states.get(1));
    }

    @Test
    void updates_by_many_threads_are_all_counted() throws InterruptedException {
        states.put(1, new UserState("count", "0", Map.of()));
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            threads.add(Thread.ofVirtual().start(() -> {
                for (int n = 0; n < 500; n++) {
                    states.update(1, TtlUserStatesTest::counted);
                }
            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertEquals("2000", states.get(1).orElseThrow().step());
    }

    private static UserState counted(UserState state) {
        return new UserState(state.dialog(), Integer.toString(Integer.parseInt(state.step()) + 1), state.data());
    }

    @Test
    void the_cap_holds_at_every_moment_while_many_threads_write() throws InterruptedException {
        TtlUserStates few = started("50");
        AtomicLong most = new AtomicLong();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            int first = i * 10_000;
            threads.add(Thread.ofPlatform().start(() -> {
                for (int user = first; user < first + 2_000; user++) {
                    few.put(user, at("source"));
                    most.accumulateAndGet(few.stats().count("active_users"), Math::max);
                }
            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertEquals(50, most.get());
    }

    @Test
    void a_removed_state_is_gone_and_not_counted_as_expired() {
        states.put(1, at("source"));
        states.remove(1);
        states.remove(2);
        assertTrue(states.get(1).isEmpty());
        assertEquals(0, states.stats().count("expired"));
    }

    @ParameterizedTest
    @CsvSource({"1", "999", "1000", "1001", "5000"})
    void cleaning_removes_all_that_have_expired(int count) {
        begin(states, 1, count);
        time.advance(Duration.ofMinutes(30));
        begin(states, 10_001, 10_007);
        time.advance(Duration.ofMinutes(30));
        assertEquals(count, states.clean(CleanupContext.scheduled()).removed());
        assertEquals(7, states.stats().count("active_users"));
        assertEquals(count, states.stats().count("expired"));
    }

    @ParameterizedTest
    @CsvSource({"0.0, 0", "0.01, 1", "0.5, 20", "1.0, 40"})
    void under_pressure_the_least_recently_used_share_goes(double pressure, int removed) {
        begin(states, 1, 40);
        assertEquals(removed, states.clean(CleanupContext.pressure(pressure)).removed());
        assertEquals(40 - removed, states.stats().count("active_users"));
        for (int user = 1; user <= 40; user++) {
            assertEquals(user > removed, states.get(user).isPresent(), "user " + user);
        }
        assertEquals(0, states.stats().count("expired"));
    }

    @Test
    void figures_are_exactly_these() {
        begin(states, 1, 2);
        time.advance(Duration.ofHours(1));
        begin(states, 3, 3);
        Map<String, Number> expected = new LinkedHashMap<>();
        expected.put("active_users", 1L);
        expected.put("ttl_seconds", 3600L);
        expected.put("max_users", 10_000L);
        expected.put("expired", 2L);
        assertEquals(expected, states.stats().values());
        assertEquals(
                List.copyOf(expected.keySet()),
                List.copyOf(states.stats().values().keySet()));
    }

    @Test
    void a_cap_below_one_is_refused_by_name() {
        SettingsException thrown = assertThrows(SettingsException.class, () -> started("0"));
        assertTrue(thrown.getMessage().contains("max-users"), thrown::getMessage);
        assertFalse(thrown.getMessage().contains("ttl"), thrown::getMessage);
    }
}
