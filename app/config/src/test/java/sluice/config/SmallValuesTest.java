package sluice.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import sluice.base.log.Secret;

class SmallValuesTest {

    @ParameterizedTest
    @CsvSource({"1/s, 1000", "30/s, 33", "20/min, 3000", "1000000/h, 3", "1/h, 3600000"})
    void a_rate_is_written_as_it_is_read(String text, long millis) {
        Rate rate = Rate.parse(text).orElseThrow();
        assertEquals(text, rate.toString());
        assertEquals(millis, rate.interval().toMillis());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "1", "/s", "0/s", "-1/s", "1/m", "1/d", "1.5/s", "1000001/s", "99999999/s", "1 /s", "1/S"})
    void other_texts_are_no_rates(String text) {
        assertEquals(Optional.empty(), Rate.parse(text));
    }

    @Test
    void a_rate_checks_its_parts() {
        assertThrows(IllegalArgumentException.class, () -> new Rate(0, Duration.ofSeconds(1)));
        assertThrows(IllegalArgumentException.class, () -> new Rate(1, Duration.ofSeconds(2)));
    }

    @Test
    void a_secret_shows_nothing_and_compares_by_its_text() {
        Secret secret = new Secret("open sesame");
        assertEquals("***", secret.toString());
        assertEquals("open sesame", secret.reveal());
        assertEquals(new Secret("open sesame"), secret);
        assertEquals(new Secret("open sesame").hashCode(), secret.hashCode());
        assertNotEquals(new Secret("open sesamo"), secret);
        assertTrue(secret.matches("open sesame"));
        assertFalse(secret.matches("open sesame "));
        assertFalse(Serializable.class.isAssignableFrom(Secret.class));
        assertThrows(IllegalArgumentException.class, () -> new Secret(" "));
    }

    @Test
    void an_invalid_configuration_has_a_problem() {
        assertThrows(IllegalArgumentException.class, () -> new Loaded.Invalid(List.of()));
    }
}
