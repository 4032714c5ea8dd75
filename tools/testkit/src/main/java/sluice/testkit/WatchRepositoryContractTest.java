package sluice.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import sluice.api.Settings;
import sluice.api.Step;
import sluice.api.Watch;
import sluice.api.WatchRepository;

/** The contract that the host relies on in each {@link WatchRepository}. */
public abstract class WatchRepositoryContractTest {

    private WatchRepository watches;

    /** For subclasses. */
    protected WatchRepositoryContractTest() {}

    /**
     * Opens the same store again, which is empty at the beginning of each test.
     *
     * @return a repository that the test closes
     */
    protected abstract WatchRepository open();

    @BeforeEach
    void begin() {
        watches = open();
    }

    @AfterEach
    void end() {
        watches.close();
    }

    private void restart() {
        watches.close();
        watches = open();
    }

    /**
     * A watch from the chat -1 to the chat -2.
     *
     * @param id its id
     * @param blacklist words that it does not let through
     * @return the watch
     */
    public static Watch watch(String id, String... blacklist) {
        return watch(id, -1, blacklist);
    }

    private static Watch watch(String id, int flag, String... blacklist) {
        return new Watch(
                id,
                1,
                -1,
                0,
                -2,
                0,
                new Watch.Filters(List.of(), List.of(blacklist), List.of(), List.of()),
                Watch.Mode.FULL,
                List.of(),
                flag == 0,
                flag == 1,
                Duration.ZERO,
                flag == 2 || flag == -1,
                flag == 3,
                flag == 4);
    }

    /** The host's own steps are used where a watch has none. */
    @Test
    public void no_steps_of_its_own_and_an_empty_list_of_them_are_two_things() {
        Watch none = watch("none");
        Watch empty = none.withSteps(Optional.of(List.of()));
        Watch one = none.withSteps(Optional.of(List.of(new Step("header", new Settings(Map.of("text", "x"))))));
        for (Watch each : List.of(one, empty, none, empty, one)) {
            watches.save(each);
            assertEquals(List.of(each), watches.watches());
        }
        watches.remove("none");
        watches.save(none);
        assertEquals(List.of(none), watches.watches());
    }

    /** With the largest and smallest values that there are. */
    @Test
    public void keeps_every_field_over_a_restart() {
        Watch plain = watch("plain");
        Watch full = new Watch(
                "full",
                Long.MAX_VALUE,
                Long.MIN_VALUE,
                Integer.MAX_VALUE,
                -1002222222222L,
                7,
                new Watch.Filters(
                        List.of("w1", "w2"), List.of("b"), List.of("wr1", "wr2", "wr1"), List.of("br1", "br2")),
                Watch.Mode.EXTRACT,
                List.of("e2", "e1"),
                true,
                true,
                Watch.MAX_DELAY.minusNanos(1),
                false,
                true,
                true,
                Optional.of(List.of(
                        new Step("replace", new Settings(Map.of("find", "a\nb", "with", ""))),
                        new Step("plain", new Settings(Map.of())),
                        new Step("replace", new Settings(Map.of("find", "'"))))),
                "name",
                new Watch.Sending(true, false, true));
        watches.save(plain);
        watches.save(full);
        assertEquals(List.of(plain, full), watches.watches());
        restart();
        assertEquals(List.of(plain, full), watches.watches());
    }

    /** Every flag by itself: two that are exchanged would not be seen when both are set. */
    @Test
    public void keeps_each_flag_apart_from_the_others() {
        for (int flag = 0; flag < 5; flag++) {
            Watch flagged = watch("a", flag);
            watches.save(flagged);
            assertEquals(List.of(flagged), watches.watches());
        }
    }

    /** In ids and in lists. */
    @Test
    public void keeps_any_unicode() {
        List<String> texts = List.of(
                "'; DROP TABLE watches; --",
                "a\u0000b",
                "\n\r\t \u2028\u0085",
                "äöü ß İ \u0130 a\u0308",
                "中文 العربية עברית",
                "😀👩‍👩‍👧‍👦\uD83C\uDDE9\uD83C\uDDEA",
                "\uFEFF\uFFFD\uFFFF\uE000\u200F",
                "\\u0000 \\ \" {}",
                " ");
        List<Watch> all =
                texts.stream().map(text -> watch("id" + text, text, "x", text)).toList();
        all.forEach(watches::save);
        restart();
        assertEquals(all, watches.watches());
        assertTrue(all.stream().allMatch(each -> watches.remove(each.id())));
        assertEquals(List.of(), watches.watches());
    }

    /** It would not come back as it was. */
    @Test
    public void refuses_half_a_surrogate_pair_instead_of_changing_it() {
        assertThrows(IllegalArgumentException.class, () -> watches.save(watch("a", "\uD83D")));
        assertThrows(IllegalArgumentException.class, () -> watches.save(watch("a\uDE00")));
        Watch steps =
                watch("a").withSteps(Optional.of(List.of(new Step("header", new Settings(Map.of("text", "\uDE00"))))));
        assertThrows(IllegalArgumentException.class, () -> watches.save(steps));
        assertEquals(List.of(), watches.watches());
    }

    /** Whoever lists them sees them in the order in which they came. */
    @Test
    public void a_watch_that_is_replaced_keeps_its_place_and_nothing_of_the_old_one() {
        watches.save(watch("z", "one", "two"));
        watches.save(watch("a"));
        watches.save(watch("z", "three"));
        assertEquals(List.of(watch("z", "three"), watch("a")), watches.watches());
    }

    /** Nothing of what it was comes back with it. */
    @Test
    public void a_removed_watch_is_gone_and_comes_back_at_the_end() {
        watches.save(watch("a", "word"));
        watches.save(watch("b", "other"));
        assertTrue(watches.remove("a"));
        assertFalse(watches.remove("a"));
        assertEquals(List.of(watch("b", "other")), watches.watches());
        watches.save(watch("a"));
        assertEquals(List.of(watch("b", "other"), watch("a")), watches.watches());
    }

    /** An id is what somebody has typed. */
    @Test
    public void ids_are_told_apart_by_case_and_by_blanks() {
        List<Watch> all = List.of(watch("a"), watch("A"), watch("a "));
        all.forEach(watches::save);
        assertEquals(all, watches.watches());
    }

    /** A group that becomes a supergroup has another id. */
    @Test
    public void a_move_rewrites_the_watches_and_is_remembered() {
        watches.save(watch("a").between(-5, -6));
        watches.save(watch("b").between(-6, -5));
        watches.save(watch("c").between(-7, -8));
        watches.moved(-5, -1005);
        restart();
        assertEquals(
                List.of(
                        watch("a").between(-1005, -6),
                        watch("b").between(-6, -1005),
                        watch("c").between(-7, -8)),
                watches.watches());
        assertEquals(Map.of(-5L, -1005L), watches.moves());
    }

    /** And no move leads to an id that is none any more. */
    @Test
    public void a_chat_that_moves_twice_is_found_under_its_last_id() {
        watches.moved(1, 2);
        watches.moved(2, 3);
        assertEquals(Map.of(1L, 3L, 2L, 3L), watches.moves());
        watches.moved(3, 1);
        assertEquals(Map.of(2L, 1L, 3L, 1L), watches.moves());
    }

    /** One that is noted again is the newest. */
    @Test
    public void remembers_the_newest_1000_moves_in_their_order() {
        for (long chat = 1; chat <= 1_001; chat++) {
            watches.moved(-chat, -10_000 - chat);
        }
        watches.moved(-500, -20_000);
        List<Long> old = new ArrayList<>(watches.moves().keySet());
        assertEquals(1_000, old.size());
        assertEquals(-2, old.getFirst());
        assertEquals(-1_001, old.get(998));
        assertEquals(-500, old.getLast());
    }

    /** Another process asks for nothing else. */
    @Test
    public void the_version_tells_of_every_change_and_of_nothing_else() {
        watches.save(watch("a"));
        List<Runnable> changes = List.of(
                () -> watches.save(watch("a", "word")),
                () -> watches.moved(-5, -6),
                () -> watches.remove("a"),
                () -> watches.save(watch("b")));
        for (Runnable change : changes) {
            long before = watches.version();
            change.run();
            assertNotEquals(before, watches.version());
        }
        long before = watches.version();
        watches.remove("a");
        watches.moved(-5, -6);
        watches.moved(7, 7);
        watches.watches();
        restart();
        assertEquals(before, watches.version());
    }

    /** A command changes them while the bot runs. */
    @Test
    public void another_one_on_the_same_store_sees_changes_and_their_version() {
        WatchRepository other = open();
        try {
            long before = watches.version();
            other.save(watch("a"));
            assertNotEquals(before, watches.version());
            assertEquals(List.of(watch("a")), watches.watches());
            assertEquals(other.version(), watches.version());
        } finally {
            other.close();
        }
    }
}
