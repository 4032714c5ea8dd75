package sluice.queue.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sluice.api.Settings;
import sluice.api.SettingsException;
import sluice.api.Step;
import sluice.api.Watch;

class SqliteWatchesTest {

    @TempDir
    private Path dir;

    private SqliteWatches watches;

    @BeforeEach
    void open() {
        watches = Opened.watches(dir);
    }

    @AfterEach
    void close() {
        watches.close();
    }

    private void restart() {
        watches.close();
        open();
    }

    @Test
    void no_steps_of_its_own_and_an_empty_list_of_them_are_two_things() {
        Watch none = Opened.watch("none");
        Watch empty = withSteps(none, List.of());
        Watch one = withSteps(none, List.of(new Step("header", new Settings(Map.of("text", "x")))));
        for (Watch watch : List.of(one, empty, none, empty, one)) {
            watches.save(watch);
            assertEquals(List.of(watch), watches.watches());
        }
        watches.remove("none");
        watches.save(none);
        assertEquals(List.of(none), watches.watches());
    }

    private static Watch withSteps(Watch watch, List<Step> steps) {
        return new Watch(
                watch.id(),
                watch.owner(),
                watch.source(),
                watch.topic(),
                watch.destination(),
                watch.destinationTopic(),
                watch.filters(),
                watch.mode(),
                watch.extractPatterns(),
                watch.preserveSource(),
                watch.record(),
                watch.delay(),
                watch.keepReplies(),
                watch.syncEdits(),
                watch.paused(),
                Optional.of(steps));
    }

    @Test
    void keeps_every_field_over_a_restart() {
        Watch plain = Opened.watch("plain");
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
                        new Step("replace", new Settings(Map.of("find", "'"))))));
        watches.save(plain);
        watches.save(full);
        assertEquals(List.of(plain, full), watches.watches());
        restart();
        assertEquals(List.of(plain, full), watches.watches());
    }

    /** Every flag by itself: two that are exchanged would not be seen when both are set. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4})
    void keeps_each_flag_apart_from_the_others(int flag) {
        Watch watch = new Watch(
                "a",
                1,
                -1,
                0,
                -2,
                0,
                Watch.Filters.NONE,
                Watch.Mode.FULL,
                List.of(),
                flag == 0,
                flag == 1,
                Duration.ZERO,
                flag == 2,
                flag == 3,
                flag == 4);
        watches.save(watch);
        assertEquals(List.of(watch), watches.watches());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'; DROP TABLE watches; --",
                "a\u0000b",
                "\n\r\t \u2028\u0085",
                "äöü ß İ \u0130 a\u0308",
                "中文 العربية עברית",
                "😀👩‍👩‍👧‍👦\uD83C\uDDE9\uD83C\uDDEA",
                "\uFEFF\uFFFD\uFFFF\uE000\u200F",
                " "
            })
    void keeps_any_unicode(String text) {
        Watch watch = Opened.watch("id" + text, text, "x", text);
        watches.save(watch);
        restart();
        assertEquals(List.of(watch), watches.watches());
    }

    @Test
    void refuses_half_a_surrogate_pair_instead_of_changing_it() {
        assertThrows(IllegalArgumentException.class, () -> watches.save(Opened.watch("a", "\uD83D")));
        assertThrows(IllegalArgumentException.class, () -> watches.save(Opened.watch("a\uDE00")));
        assertEquals(List.of(), watches.watches());
    }

    @Test
    void a_watch_that_is_replaced_keeps_its_place_and_nothing_of_the_old_one() {
        watches.save(Opened.watch("z", "one", "two"));
        watches.save(Opened.watch("a"));
        watches.save(Opened.watch("z", "three"));
        assertEquals(List.of(Opened.watch("z", "three"), Opened.watch("a")), watches.watches());
    }

    @Test
    void a_removed_watch_is_gone_and_comes_back_at_the_end() {
        watches.save(Opened.watch("a", "word"));
        watches.save(Opened.watch("b", "other"));
        assertTrue(watches.remove("a"));
        assertFalse(watches.remove("a"));
        assertEquals(List.of(Opened.watch("b", "other")), watches.watches());
        watches.save(Opened.watch("a"));
        assertEquals(List.of(Opened.watch("b", "other"), Opened.watch("a")), watches.watches());
    }

    @Test
    void ids_are_told_apart_by_case_and_by_blanks() {
        List<Watch> all = List.of(Opened.watch("a"), Opened.watch("A"), Opened.watch("a "));
        all.forEach(watches::save);
        assertEquals(all, watches.watches());
    }

    @Test
    void a_move_rewrites_the_watches_and_is_remembered() {
        watches.save(Opened.watch("a").between(-5, -6));
        watches.save(Opened.watch("b").between(-6, -5));
        watches.save(Opened.watch("c").between(-7, -8));
        watches.moved(-5, -1005);
        restart();
        assertEquals(
                List.of(
                        Opened.watch("a").between(-1005, -6),
                        Opened.watch("b").between(-6, -1005),
                        Opened.watch("c").between(-7, -8)),
                watches.watches());
        assertEquals(Map.of(-5L, -1005L), watches.moves());
    }

    @Test
    void a_chat_that_moves_twice_is_found_under_its_last_id() {
        watches.moved(1, 2);
        watches.moved(2, 3);
        assertEquals(Map.of(1L, 3L, 2L, 3L), watches.moves());
        watches.moved(3, 1);
        assertEquals(Map.of(2L, 1L, 3L, 1L), watches.moves());
    }

    @Test
    void remembers_the_newest_1000_moves_in_their_order() {
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

    @Test
    void the_version_tells_of_every_change_and_of_nothing_else() {
        watches.save(Opened.watch("a"));
        List<Runnable> changes = List.of(
                () -> watches.save(Opened.watch("a", "word")),
                () -> watches.moved(-5, -6),
                () -> watches.remove("a"),
                () -> watches.save(Opened.watch("b")));
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

    @Test
    void the_version_does_not_change_when_the_queue_works() {
        try (Opened.Queue queue = Opened.queue(dir)) {
            long before = watches.version();
            queue.takeIn();
            assertEquals(before, watches.version());
        }
    }

    @Test
    void another_connection_sees_changes_and_their_version() {
        SqliteWatches other = Opened.watches(dir);
        try {
            long before = watches.version();
            other.save(Opened.watch("a"));
            assertNotEquals(before, watches.version());
            assertEquals(List.of(Opened.watch("a")), watches.watches());
            assertEquals(other.version(), watches.version());
        } finally {
            other.close();
        }
    }

    @Test
    void says_who_is_in_the_way_when_the_file_is_locked_and_goes_on_afterwards() {
        SqliteWatches hasty = Opened.watches(dir, Duration.ofMillis(1));
        Database rival = Database.open(dir.resolve(StoreFile.NAME));
        try {
            rival.execute("BEGIN IMMEDIATE");
            StoreException e = assertThrows(StoreException.class, () -> hasty.save(Opened.watch("a")));
            assertEquals(
                    "the watches cannot be changed: another program keeps sluice.db locked; try again when it is done",
                    e.getMessage());
            assertEquals(List.of(), hasty.watches());
            rival.execute("ROLLBACK");
            hasty.save(Opened.watch("a"));
            assertEquals(List.of(Opened.watch("a")), watches.watches());
        } finally {
            rival.close();
            hasty.close();
        }
    }

    @Test
    void a_change_that_fails_half_way_leaves_everything_as_it_was() {
        watches.save(Opened.watch("a", "one", "two"));
        long before = watches.version();
        Database rival = Database.open(dir.resolve(StoreFile.NAME));
        rival.execute("CREATE TRIGGER t BEFORE INSERT ON watch_rules WHEN new.entry = 'bad'"
                + " BEGIN SELECT RAISE(ABORT, 'no'); END");
        rival.close();
        assertThrows(RuntimeException.class, () -> watches.save(Opened.watch("a", "good", "bad")));
        assertEquals(List.of(Opened.watch("a", "one", "two")), watches.watches());
        assertEquals(before, watches.version());
        watches.save(Opened.watch("a", "good"));
        assertEquals(List.of(Opened.watch("a", "good")), watches.watches());
    }

    @Test
    void keeps_at_most_10000_watches_and_still_replaces_them() {
        Database rival = Database.open(dir.resolve(StoreFile.NAME));
        rival.execute("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 9999)"
                + " INSERT INTO watches SELECT i, 'w' || i, 1, -1, 0, -2, 0, 'FULL', 0, 0, 0, 1, 0, 0, 0 FROM n");
        rival.close();
        watches.save(Opened.watch("last"));
        IllegalStateException e =
                assertThrows(IllegalStateException.class, () -> watches.save(Opened.watch("one more")));
        assertTrue(e.getMessage().contains("10000"), e.getMessage());
        watches.save(Opened.watch("w1", "word"));
        assertEquals(10_000, watches.watches().size());
    }

    @Test
    void a_damaged_file_is_left_to_the_bot() throws IOException {
        Path damaged = Files.createDirectory(dir.resolve("damaged"));
        Path file = Files.writeString(damaged.resolve(StoreFile.NAME), "not a database, ".repeat(1_000));
        Files.writeString(damaged.resolve(ClaimFile.NAME), "what a queue has left");
        SettingsException e = assertThrows(SettingsException.class, () -> Opened.watches(damaged));
        assertTrue(e.getMessage().contains("is damaged"), e.getMessage());
        assertTrue(Files.readString(file).startsWith("not a database"), "the file was changed");
    }

    @Test
    void a_newer_file_is_refused_with_both_versions() throws IOException {
        Path newer = Files.createDirectory(dir.resolve("newer"));
        Opened.watches(newer).close();
        Database database = Database.open(newer.resolve(StoreFile.NAME));
        database.execute("PRAGMA user_version = 99");
        database.close();
        SettingsException e = assertThrows(SettingsException.class, () -> Opened.watches(newer));
        assertTrue(e.getMessage().contains("version 99"), e.getMessage());
        assertTrue(e.getMessage().contains("version " + Migrations.current()), e.getMessage());
    }
}
