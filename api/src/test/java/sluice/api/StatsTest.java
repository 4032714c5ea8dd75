package sluice.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StatsTest {

    @Test
    void keeps_figures_in_the_order_in_which_they_were_put() {
        Stats stats = Stats.empty().with("zulu", 1).with("alpha", 2).with("mike", 3);
        assertEquals(
                List.of("zulu", "alpha", "mike"), List.copyOf(stats.values().keySet()));
        assertEquals(2, stats.count("alpha"));
    }

    @Test
    void adding_makes_a_new_object() {
        Stats one = Stats.empty().with("size", 1);
        one.with("size", 2);
        assertEquals(1, one.count("size"));
        assertTrue(Stats.empty().values().isEmpty());
    }

    @ParameterizedTest
    @CsvSource({"PT1S, 1", "PT1H, 3600", "PT0S, 0"})
    void whole_seconds_are_whole_numbers(Duration duration, long seconds) {
        assertEquals(
                seconds, Stats.empty().withSeconds("ttl", duration).values().get("ttl"));
    }

    @Test
    void other_durations_are_fractions() {
        assertEquals(
                1.5,
                Stats.empty()
                        .withSeconds("ttl", Duration.ofMillis(1500))
                        .values()
                        .get("ttl"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"size", "cache_size", "a", "p99", "cache_2_size"})
    void takes_names_of_lower_case_words(String name) {
        assertEquals(1, Stats.empty().with(name, 1).count(name));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "Size", "cache-size", "cacheSize", "_size", "size_", "cache__size", "2size", "größe", "a b"})
    void refuses_other_names(String name) {
        IllegalArgumentException thrown =
                assertThrows(IllegalArgumentException.class, () -> Stats.empty().with(name, 1));
        assertTrue(thrown.getMessage().contains("`" + name + "`"), thrown::getMessage);
    }

    @Test
    void takes_longs_and_doubles_only() {
        assertEquals(2, new Stats(Map.of("a", 1L, "b", 1.5)).values().size());
        assertThrows(IllegalArgumentException.class, () -> new Stats(Map.of("a", 1)));
        Map<String, Number> withNull = new HashMap<>();
        withNull.put("a", null);
        assertThrows(IllegalArgumentException.class, () -> new Stats(withNull));
    }

    @Test
    void an_unknown_name_is_an_error_that_lists_the_known_ones() {
        Stats stats = Stats.empty().with("size", 1);
        IllegalArgumentException thrown = assertThrows(IllegalArgumentException.class, () -> stats.count("sizes"));
        assertTrue(thrown.getMessage().contains("[size]"), thrown::getMessage);
    }

    @Test
    void cannot_be_changed() {
        Map<String, Number> values = Stats.empty().with("size", 1).values();
        assertThrows(UnsupportedOperationException.class, () -> values.put("size", 2L));
    }
}
