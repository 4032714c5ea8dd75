package sluice.queue.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import sluice.api.Settings;
import sluice.api.SettingsException;

class QueueSettingsTest {

    private static final Map<String, String> GOOD =
            Map.of("max-size", "1000", "when-full", "drop", "max-dead-letters", "5", "max-backlog", "1");

    @Test
    void reads_its_keys() {
        assertEquals(new QueueSettings(1000, true, 5), QueueSettings.from(new Settings(GOOD)));
    }

    @Test
    void names_the_key_and_what_is_allowed() {
        assertRefused("max-size", "0", "`max-size` must be 1 or more, not 0");
        assertRefused("max-dead-letters", "-1", "`max-dead-letters` must be 1 or more, not -1");
        assertRefused("when-full", "maybe", "`when-full` must be `wait` or `drop`, not `maybe`");
    }

    @Test
    void misses_no_key_silently() {
        for (String key : new String[] {"max-size", "when-full", "max-dead-letters"}) {
            Map<String, String> without = new HashMap<>(GOOD);
            without.remove(key);
            Settings settings = new Settings(without);
            assertEquals(
                    "`" + key + "` is missing",
                    assertThrows(SettingsException.class, () -> QueueSettings.from(settings))
                            .getMessage());
        }
    }

    private static void assertRefused(String key, String value, String message) {
        Map<String, String> bad = new HashMap<>(GOOD);
        bad.put(key, value);
        Settings settings = new Settings(bad);
        assertEquals(
                message,
                assertThrows(SettingsException.class, () -> QueueSettings.from(settings))
                        .getMessage());
    }
}
