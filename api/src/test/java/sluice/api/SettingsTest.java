package sluice.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {

    private final Settings settings = new Settings(Map.of("max", "200", "ttl", "1s", "url", "redis://localhost"));

    @Test
    void reads_what_is_there() {
        assertEquals(200, settings.integer("max"));
        assertEquals(200, settings.integer("max", 7));
        assertEquals(Duration.ofSeconds(1), settings.duration("ttl"));
        assertEquals(Duration.ofSeconds(1), settings.duration("ttl", Duration.ZERO));
        assertEquals(Optional.of("redis://localhost"), settings.text("url"));
    }

    @Test
    void falls_back_only_where_a_fallback_is_given() {
        assertEquals(7, settings.integer("other", 7));
        assertEquals(Duration.ZERO, settings.duration("other", Duration.ZERO));
        assertEquals(Optional.empty(), settings.text("other"));
        assertNames("other", assertThrows(SettingsException.class, () -> settings.integer("other")));
        assertNames("other", assertThrows(SettingsException.class, () -> settings.duration("other")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "many", "1.5", "1e3", " 1", "0x10", "2147483648", "-2147483649"})
    void a_wrong_number_is_an_error_even_with_a_fallback(String text) {
        Settings wrong = new Settings(Map.of("max", text));
        assertNames("max", assertThrows(SettingsException.class, () -> wrong.integer("max")));
        assertNames("max", assertThrows(SettingsException.class, () -> wrong.integer("max", 7)));
    }

    @Test
    void a_wrong_duration_is_an_error_even_with_a_fallback() {
        assertNames("url", assertThrows(SettingsException.class, () -> settings.duration("url")));
        assertNames("url", assertThrows(SettingsException.class, () -> settings.duration("url", Duration.ZERO)));
    }

    @Test
    void a_later_change_of_the_map_changes_nothing() {
        Map<String, String> values = new HashMap<>(Map.of("max", "200"));
        Settings copy = new Settings(values);
        values.put("max", "1");
        assertEquals(200, copy.integer("max"));
    }

    private static void assertNames(String key, SettingsException thrown) {
        assertTrue(thrown.getMessage().contains("`" + key + "`"), thrown::getMessage);
    }
}
