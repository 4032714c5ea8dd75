package sluice.queue.store.tables;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimesTest {

    @ParameterizedTest
    @ValueSource(strings = {"2030-01-01T00:00:00.000000001Z", "1969-12-31T23:59:59.999999999Z", "1970-01-01T00:00:00Z"})
    void keeps_every_nanosecond(Instant time) {
        assertEquals(time, Times.instant(Times.nanos(time)));
    }

    @Test
    void cuts_what_is_out_of_reach() {
        assertEquals(Long.MAX_VALUE, Times.nanos(Instant.MAX));
        assertEquals(Long.MIN_VALUE, Times.nanos(Instant.MIN));
        assertEquals(Long.MAX_VALUE, Times.nanos(Duration.ofSeconds(Long.MAX_VALUE)));
        assertEquals(Long.MAX_VALUE, Times.plus(Long.MAX_VALUE - 1, Duration.ofDays(1)));
        assertEquals(3_000_000_001L, Times.plus(1, Duration.ofSeconds(3)));
    }
}
