package sluice.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import sluice.api.UserState;
import sluice.api.UserStates;

/** The contract that the host relies on in all {@link UserStates}. */
public abstract class UserStatesContractTest {

    private static final long USER = 4711;
    private static final int THREADS = 4;
    private static final int UPDATES = 200;

    /** For subclasses. */
    protected UserStatesContractTest() {}

    /**
     * Makes new states and starts them, with a TTL of one hour and room for at least 10 users.
     *
     * @param time their clock and ticker
     * @return the states
     */
    protected abstract UserStates started(FakeTime time);

    /** Nothing is there before it is put, nor after it is removed. */
    @Test
    public void a_state_is_there_from_put_to_remove() {
        UserStates states = started(new FakeTime());
        assertEquals(Optional.empty(), states.get(USER));
        states.put(USER, at("source"));
        assertEquals(Optional.of(at("source")), states.get(USER));
        states.put(USER, at("destination"));
        assertEquals(Optional.of(at("destination")), states.get(USER));
        states.remove(USER);
        assertEquals(Optional.empty(), states.get(USER));
    }

    /** One user's dialog is not another's. */
    @Test
    public void each_user_has_a_state_of_their_own() {
        UserStates states = started(new FakeTime());
        states.put(USER, at("source"));
        states.put(-USER, at("destination"));
        states.remove(USER);
        assertEquals(Optional.of(at("destination")), states.get(-USER));
    }

    /** Before the sweep, too. */
    @Test
    public void a_state_not_accessed_for_the_ttl_reads_as_absent() {
        FakeTime time = new FakeTime();
        UserStates states = started(time);
        states.put(USER, at("source"));
        time.advance(Duration.ofHours(1).plusSeconds(1));
        assertEquals(Optional.empty(), states.get(USER));
        assertEquals(Optional.empty(), states.update(USER, state -> state));
    }

    /** Reading, writing and updating all count as access. */
    @Test
    public void every_access_begins_the_ttl_anew() {
        FakeTime time = new FakeTime();
        UserStates states = started(time);
        states.put(USER, at("source"));
        time.advance(Duration.ofMinutes(50));
        assertEquals(Optional.of(at("source")), states.get(USER));
        time.advance(Duration.ofMinutes(50));
        assertEquals(Optional.of(at("next")), states.update(USER, _ -> at("next")));
        time.advance(Duration.ofMinutes(50));
        assertEquals(Optional.of(at("next")), states.get(USER));
    }

    /** There is nothing to change. */
    @Test
    public void an_update_of_nothing_does_not_ask_for_a_change() {
        UserStates states = started(new FakeTime());
        assertEquals(Optional.empty(), states.update(USER, _ -> {
            throw new AssertionError("asked");
        }));
    }

    /** The dialog goes on where it was. */
    @Test
    public void a_change_that_throws_leaves_the_state_as_it_was() {
        UserStates states = started(new FakeTime());
        states.put(USER, at("source"));
        assertThrows(
                IllegalStateException.class,
                () -> states.update(USER, _ -> {
                    throw new IllegalStateException("no");
                }));
        assertEquals(Optional.of(at("source")), states.get(USER));
    }

    /** An update is one step. */
    @Test
    public void updates_by_several_threads_are_all_made() throws InterruptedException {
        UserStates states = started(new FakeTime());
        states.put(USER, at("0"));
        Threads.runAll(THREADS, _ -> {
            for (int i = 0; i < UPDATES; i++) {
                states.update(USER, state -> at(String.valueOf(Integer.parseInt(state.step()) + 1)));
            }
        });
        assertEquals(Optional.of(at(String.valueOf(THREADS * UPDATES))), states.get(USER));
    }

    /** The log and the pages show them for whatever module plays the role. */
    @Test
    public void it_reports_the_figures_of_the_role() {
        Figures.assertReported(started(new FakeTime()), List.of("active_users", "ttl_seconds", "max_users", "expired"));
    }

    private static UserState at(String step) {
        return new UserState("add", step, Map.of("source", "-100"));
    }
}
