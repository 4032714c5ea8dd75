package sluice.queue.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sluice.api.Settings;
import sluice.api.SettingsException;

class StoreSettingsTest {

    private static final Map<String, String> GOOD =
            Map.of("max-size", "7", "max-backlog", "8", "when-full", "drop", "max-dead-letters", "9");

    @Test
    void reads_its_keys() {
        assertEquals(new StoreSettings(7, 8, true, 9), StoreSettings.from(new Settings(GOOD)));
    }

    @ParameterizedTest
    @CsvSource({
        "max-size, 0, '`max-size` must be 1 or more, not 0'",
        "max-backlog, -1, '`max-backlog` must be 1 or more, not -1'",
        "max-dead-letters, 0, '`max-dead-letters` must be 1 or more, not 0'",
        "when-full, later, '`when-full` must be `wait` or `drop`, not `later`'"
    })
    void names_the_key_and_what_is_allowed(String key, String value, String message) {
        Map<String, String> values = new HashMap<>(GOOD);
        values.put(key, value);
        Settings settings = new Settings(values);
        assertEquals(
                message,
                assertThrows(SettingsException.class, () -> StoreSettings.from(settings))
                        .getMessage());
    }
}
