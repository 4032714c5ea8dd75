package sluice.app.status;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class HistoryTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private final History history = new History();

    @Test
    void keeps_the_highest_of_each_slot() {
        history.add(NOW, 5, 100);
        history.add(NOW.plusSeconds(90), 9, 50);
        history.add(NOW.plusSeconds(180), 1, 70);
        List<History.Point> points = history.points(NOW.plusSeconds(359));
        assertEquals(History.SLOTS, points.size());
        assertEquals(new History.Point(true, 9, 100), points.getLast());
        assertEquals(false, points.get(History.SLOTS - 2).known());
    }

    @Test
    void forgets_what_is_a_day_old_and_nothing_sooner() {
        history.add(NOW, 7, 1);
        Instant almost = NOW.plus(Duration.ofDays(1)).minusSeconds(1);
        assertEquals(7, history.points(almost).getFirst().waiting());
        assertEquals(false, history.points(almost.plusSeconds(1)).getFirst().known());
        history.add(NOW.plus(Duration.ofDays(1)), 2, 1);
        assertEquals(2, history.points(NOW.plus(Duration.ofDays(1))).getLast().waiting());
    }
}
