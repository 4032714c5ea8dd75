package sluice.chat.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import sluice.host.status.History;
import sluice.host.status.Series;

class HourChartTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:34:56Z");

    private final History history = new History();

    private void measured(Duration ago, long delivered, long failed, long waiting) {
        history.add(NOW.minus(ago), Series.DELIVERED, delivered);
        history.add(NOW.minus(ago), Series.FAILED, failed);
        history.add(NOW.minus(ago), Series.WAITING, waiting);
    }

    @Test
    void a_bot_that_has_just_started_has_one_line() {
        assertEquals("12:00  0  0  0", HourChart.of(history, NOW), "nothing was measured yet");
        measured(Duration.ZERO, 0, 0, 3);
        assertEquals("12:00  0  0  3", HourChart.of(history, NOW));
    }

    @Test
    void an_hour_sums_what_was_delivered_and_failed_and_has_the_most_that_waited() {
        measured(Duration.ofMinutes(34), 10, 1, 7);
        measured(Duration.ofMinutes(10), 20, 0, 9);
        measured(Duration.ZERO, 5, 2, 1);
        assertEquals("12:00  35  3  9  ██████████", HourChart.of(history, NOW));
    }

    @Test
    void figures_are_grouped_and_stand_below_each_other() {
        measured(Duration.ofHours(3), 12_345, 0, 0);
        measured(Duration.ofHours(2), 1, 12, 1_234_567);
        measured(Duration.ZERO, 6_500, 0, 8);
        assertEquals("""
                09:00  12,345   0          0  ██████████
                10:00       1  12  1,234,567  ▏
                12:00   6,500   0          8  █████▎""", HourChart.of(history, NOW), "nothing is known of 11:00, so it has no line");
    }

    @Test
    void a_day_has_24_lines_and_fits_a_message_whatever_the_figures() {
        for (int slot = 0; slot < 2 * History.SLOTS; slot++) {
            measured(History.SLOT.multipliedBy(2L * History.SLOTS - 1 - slot), 10_000_000_000L, 1_000_000, 1_000_000);
        }
        String chart = HourChart.of(history, NOW);
        assertEquals(24, chart.lines().count());
        assertEquals("13:00", chart.substring(0, 5), "of yesterday");
        assertTrue(chart.length() < 1500, chart);
    }
}
