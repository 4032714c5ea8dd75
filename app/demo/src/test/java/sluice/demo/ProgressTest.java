package sluice.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProgressTest {

    private static final DemoProgress HALF = new DemoProgress("forwarding", 2500, 5000, Duration.ofSeconds(2));

    @Test
    void shows_phase_bar_percent_rate_and_time_left() {
        assertEquals("forwarding [####################--------------------]  50 %   1,250/s  ETA 2 s", HALF.bar(79));
    }

    @Test
    void shows_them_in_a_line_without_a_bar() {
        assertEquals("forwarding: 50 %, 2,500 of 5,000 messages, 1,250/s, ETA 2 s", HALF.line());
    }

    @Test
    void leaves_out_what_has_no_room() {
        assertEquals("forwarding [#####-----]  50 %   1,250/s", HALF.bar(39));
        assertEquals("forwarding [###---]  50 %", HALF.bar(25));
        assertEquals("forwarding  50 %", HALF.bar(20));
        assertEquals("forw", HALF.bar(4));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 10, 20, 24, 25, 30, 40, 55, 79, 119, 199})
    void is_never_wider_than_it_may_be(int width) {
        assertTrue(HALF.bar(width).length() <= width, HALF.bar(width));
        DemoProgress slow = new DemoProgress("forwarding", 1, 1_000_000, Duration.ofSeconds(1));
        assertTrue(slow.bar(width).length() <= width, slow.bar(width));
    }

    @ParameterizedTest
    @CsvSource({"0, 5000, 0", "49, 5000, 0", "50, 5000, 1", "4999, 5000, 99", "5000, 5000, 100", "5001, 5000, 100"})
    void is_at_100_percent_only_when_all_arrived(long done, long total, int percent) {
        assertEquals(percent, new DemoProgress("forwarding", done, total, Duration.ofSeconds(1)).percent());
    }

    @Test
    void does_not_guess_before_anything_arrived() {
        assertEquals(
                "forwarding: 0 %, 0 of 5,000 messages, 0/s, ETA --",
                new DemoProgress("forwarding", 0, 5000, Duration.ZERO).line());
    }

    @Test
    void tells_long_times_in_minutes() {
        DemoProgress slow = new DemoProgress("forwarding", 100, 100_100, Duration.ofSeconds(1));
        assertTrue(slow.line().endsWith("ETA 17 min"), slow.line());
    }
}
