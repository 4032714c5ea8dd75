package sluice.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {

    @ParameterizedTest
    @CsvSource({
        "0s, PT0S",
        "1ms, PT0.001S",
        "500ms, PT0.5S",
        "5s, PT5S",
        "90s, PT1M30S",
        "5m, PT5M",
        "1h, PT1H",
        "24h, PT24H",
        "007s, PT7S",
        "999999999h, PT999999999H"
    })
    void reads_every_unit(String text, Duration expected) {
        assertEquals(expected, Durations.parse("ttl", text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "s",
                "5",
                "5 s",
                " 5s",
                "5s ",
                "-5s",
                "+5s",
                "1.5s",
                "5S",
                "5sec",
                "1h30m",
                "1d",
                "5s\n",
                "1000000000s",
                "٥s"
            })
    void refuses_anything_else_and_names_key_and_text(String text) {
        SettingsException thrown = assertThrows(SettingsException.class, () -> Durations.parse("message-ttl", text));
        assertTrue(thrown.getMessage().contains("`message-ttl`"), thrown::getMessage);
        assertTrue(thrown.getMessage().contains("`" + text + "`"), thrown::getMessage);
    }

    @ParameterizedTest
    @CsvSource({
        "PT0S, 0s",
        "PT0.001S, 1ms",
        "PT1.5S, 1500ms",
        "PT1S, 1s",
        "PT1M30S, 90s",
        "PT1M, 1m",
        "PT1H1M, 61m",
        "PT24H, 24h"
    })
    void writes_the_largest_unit_without_a_rest_and_reads_it_back(Duration duration, String text) {
        assertEquals(text, Durations.format(duration));
        assertEquals(duration, Durations.parse("ttl", text));
    }

    @ParameterizedTest
    @CsvSource({"PT0.000000001S, 0s", "PT0.000999999S, 0s", "PT1.000999999S, 1s", "PT1H0.0001S, 1h", "PT0.0019S, 1ms"})
    void leaves_out_what_is_less_than_a_millisecond(Duration duration, String text) {
        assertEquals(text, Durations.format(duration));
    }
}
