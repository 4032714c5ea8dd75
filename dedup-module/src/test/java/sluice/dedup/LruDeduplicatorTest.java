package sluice.dedup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import sluice.api.CleanupContext;
import sluice.api.GroupKey;
import sluice.api.SettingsException;
import sluice.testkit.Contexts;
import sluice.testkit.FakeTime;

class LruDeduplicatorTest {

    private static final long CHAT = -1_001_234_567_890L;

    private final FakeTime time = new FakeTime();
    private final LruDeduplicator dedup = started("200", "500");

    private LruDeduplicator started(String maxMessages, String threshold) {
        LruDeduplicator made = new LruDeduplicator();
        made.start(Contexts.of(time, settings(maxMessages, "1s", threshold, "100")));
        return made;
    }

    private static String[] settings(String maxMessages, String ttl, String threshold, String maxGroups) {
        return new String[] {
            "max-messages", maxMessages,
            "message-ttl", ttl,
            "cleanup-threshold", threshold,
            "max-media-groups", maxGroups
        };
    }

    private static void see(LruDeduplicator dedup, int from, int to) {
        for (int message = from; message <= to; message++) {
            dedup.firstSeen(CHAT, message);
        }
    }

    private static GroupKey group(int number) {
        return new GroupKey(7, "watch", CHAT, GroupKey.Mode.FORWARD, "g" + number);
    }

    private static void judge(LruDeduplicator dedup, int from, int to) {
        for (int number = from; number <= to; number++) {
            dedup.judgeGroup(group(number), true);
        }
    }

    @ParameterizedTest
    @CsvSource({"199, 199, 0, false", "200, 200, 0, false", "201, 200, 1, true", "202, 200, 2, true"})
    void the_oldest_message_goes_at_the_moment_the_201st_comes_in(
            int seen, int size, int evictions, boolean firstGone) {
        see(dedup, 1, seen);
        assertEquals(size, dedup.stats().count("message_cache_size"));
        assertEquals(evictions, dedup.stats().count("evictions"));
        assertEquals(firstGone, dedup.firstSeen(CHAT, 1));
    }

    @Test
    void a_hit_saves_a_message_from_being_the_oldest() {
        see(dedup, 1, 200);
        assertFalse(dedup.firstSeen(CHAT, 1));
        see(dedup, 201, 201);
        assertFalse(dedup.firstSeen(CHAT, 1));
        assertTrue(dedup.firstSeen(CHAT, 2));
    }

    @ParameterizedTest
    @CsvSource({"0, false", "999, false", "1000, false", "1001, true"})
    void a_message_older_than_the_ttl_reads_as_absent(long millis, boolean first) {
        see(dedup, 1, 1);
        time.advance(Duration.ofMillis(millis));
        assertEquals(first, dedup.firstSeen(CHAT, 1));
    }

    @Test
    void a_nanosecond_past_the_ttl_is_past_it() {
        see(dedup, 1, 1);
        time.advance(Duration.ofSeconds(1).plusNanos(1));
        assertTrue(dedup.firstSeen(CHAT, 1));
    }

    @Test
    void a_hit_does_not_make_a_message_younger() {
        see(dedup, 1, 1);
        time.advance(Duration.ofMillis(600));
        assertFalse(dedup.firstSeen(CHAT, 1));
        time.advance(Duration.ofMillis(600));
        assertTrue(dedup.firstSeen(CHAT, 1), "1.2 s after it was marked");
        time.advance(Duration.ofSeconds(1));
        assertFalse(dedup.firstSeen(CHAT, 1), "1 s after it was marked anew");
    }

    @Test
    void ids_of_any_value_are_told_apart() {
        List<Long> chats = List.of(0L, 1L, -1L, Long.MIN_VALUE, Long.MAX_VALUE, 1L << 32, -(1L << 32));
        List<Integer> messages = List.of(0, 1, -1, Integer.MIN_VALUE, Integer.MAX_VALUE);
        for (boolean first : new boolean[] {true, false}) {
            for (long chat : chats) {
                for (int message : messages) {
                    assertEquals(first, dedup.firstSeen(chat, message), chat + " " + message);
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"499, 499", "500, 500", "501, 1", "502, 2"})
    void expired_messages_are_swept_at_once_when_more_than_the_threshold_are_kept(int seen, int kept) {
        LruDeduplicator large = started("1000", "500");
        see(large, 1, Math.min(seen, 500));
        time.advance(Duration.ofMillis(1001));
        see(large, 501, seen);
        assertEquals(kept, large.stats().count("message_cache_size"));
        assertEquals(0, large.stats().count("evictions"), "expired ones are not evicted");
    }

    @ParameterizedTest
    @CsvSource({"1000, 1000", "1001, 500", "1002, 501"})
    void above_the_threshold_the_next_sweep_is_due_after_as_many_inserts(int seen, int kept) {
        LruDeduplicator large = started("2000", "500");
        see(large, 1, 501);
        time.advance(Duration.ofMillis(1001));
        see(large, 502, seen);
        assertEquals(kept, large.stats().count("message_cache_size"));
    }

    @Test
    void cleaning_removes_expired_messages_and_no_others() {
        see(dedup, 1, 30);
        time.advance(Duration.ofMillis(600));
        see(dedup, 1, 10);
        see(dedup, 31, 50);
        time.advance(Duration.ofMillis(401));
        assertEquals(30, dedup.clean(CleanupContext.scheduled()).removed());
        assertEquals(20, dedup.stats().count("message_cache_size"));
        assertFalse(dedup.firstSeen(CHAT, 31));
        assertTrue(dedup.firstSeen(CHAT, 1));
    }

    @Test
    void messages_that_guard_against_doubles_stay_under_any_pressure() {
        see(dedup, 1, 200);
        assertEquals(0, dedup.clean(CleanupContext.pressure(1.0)).removed());
        assertFalse(dedup.firstSeen(CHAT, 1));
    }

    @Test
    void the_first_verdict_on_a_group_stands() {
        assertTrue(dedup.judgeGroup(group(1), true));
        assertTrue(dedup.judgeGroup(group(1), false));
        assertFalse(dedup.judgeGroup(group(2), false));
        assertFalse(dedup.judgeGroup(group(2), true));
    }

    @Test
    void a_group_is_judged_by_itself_for_each_part_of_its_key() {
        GroupKey key = new GroupKey(7, "watch", CHAT, GroupKey.Mode.FORWARD, "g");
        dedup.judgeGroup(key, false);
        assertTrue(dedup.judgeGroup(new GroupKey(8, "watch", CHAT, GroupKey.Mode.FORWARD, "g"), true));
        assertTrue(dedup.judgeGroup(new GroupKey(7, "other", CHAT, GroupKey.Mode.FORWARD, "g"), true));
        assertTrue(dedup.judgeGroup(new GroupKey(7, "watch", 1, GroupKey.Mode.FORWARD, "g"), true));
        assertTrue(dedup.judgeGroup(new GroupKey(7, "watch", CHAT, GroupKey.Mode.RECORD, "g"), true));
        assertTrue(dedup.judgeGroup(new GroupKey(7, "watch", CHAT, GroupKey.Mode.FORWARD, "h"), true));
        assertFalse(dedup.judgeGroup(key, true));
    }

    @ParameterizedTest
    @CsvSource({"99, 99, 0", "100, 100, 0", "101, 100, 1"})
    void the_oldest_group_goes_when_the_101st_comes_in(int judged, int size, int evictions) {
        judge(dedup, 1, judged);
        assertEquals(size, dedup.stats().count("media_group_cache_size"));
        assertEquals(evictions, dedup.stats().count("evictions"));
    }

    @Test
    void a_judged_group_is_the_newest_again() {
        judge(dedup, 1, 100);
        dedup.judgeGroup(group(1), true);
        judge(dedup, 101, 101);
        assertTrue(dedup.judgeGroup(group(1), false), "remembered");
        assertFalse(dedup.judgeGroup(group(2), false), "was the oldest");
    }

    @ParameterizedTest
    @CsvSource({"49, 49, 0", "50, 50, 0", "51, 50, 1", "100, 50, 50"})
    void one_cleaning_gives_up_at_most_50_groups(int judged, int removed, int left) {
        judge(dedup, 1, judged);
        assertEquals(removed, dedup.clean(CleanupContext.pressure(1.0)).removed());
        assertEquals(left, dedup.stats().count("media_group_cache_size"));
    }

    @ParameterizedTest
    @CsvSource({"0.0, 0", "0.01, 1", "0.1, 4", "0.5, 20", "1.0, 40"})
    void groups_go_in_proportion_to_the_pressure_the_oldest_first(double pressure, int removed) {
        judge(dedup, 1, 40);
        assertEquals(removed, dedup.clean(CleanupContext.pressure(pressure)).removed());
        List<Integer> remembered = new ArrayList<>();
        for (int number = 40; number > removed; number--) {
            if (dedup.judgeGroup(group(number), false)) {
                remembered.add(number);
            }
        }
        assertEquals(40 - removed, remembered.size(), remembered::toString);
    }

    @Test
    void figures_are_exactly_these() {
        see(dedup, 1, 201);
        see(dedup, 201, 201);
        judge(dedup, 1, 102);
        Map<String, Number> expected = new LinkedHashMap<>();
        expected.put("message_cache_size", 200L);
        expected.put("media_group_cache_size", 100L);
        expected.put("message_cache_ttl", 1L);
        expected.put("media_group_cache_max", 100L);
        expected.put("message_cache_max", 200L);
        expected.put("evictions", 3L);
        expected.put("duplicates", 1L);
        assertEquals(expected, dedup.stats().values());
        assertEquals(
                List.copyOf(expected.keySet()),
                List.copyOf(dedup.stats().values().keySet()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"max-messages", "cleanup-threshold", "max-media-groups"})
    void a_bound_below_one_is_refused_by_name(String key) {
        String[] settings = settings("200", "1s", "500", "100");
        for (int i = 0; i < settings.length; i += 2) {
            if (settings[i].equals(key)) {
                settings[i + 1] = "0";
            }
        }
        LruDeduplicator broken = new LruDeduplicator();
        SettingsException thrown =
                assertThrows(SettingsException.class, () -> broken.start(Contexts.of(time, settings)));
        assertTrue(thrown.getMessage().contains(key), thrown::getMessage);
    }
}
