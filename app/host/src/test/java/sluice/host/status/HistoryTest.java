package sluice.host.status;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class HistoryTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final int LAST = History.SLOTS - 1;

    private final History history = new History();

    private long at(Series series, Instant now, int place) {
        return history.curve(series, now)[place];
    }

    @Test
    void keeps_the_highest_of_each_slot() {
        history.add(NOW, Series.WAITING, 5);
        history.add(NOW.plusSeconds(90), Series.WAITING, 9);
        history.add(NOW.plusSeconds(180), Series.WAITING, 1);
        assertEquals(9, at(Series.WAITING, NOW.plusSeconds(359), LAST));
        assertEquals(History.UNKNOWN, at(Series.WAITING, NOW.plusSeconds(359), LAST - 1));
        assertEquals(History.UNKNOWN, at(Series.HEAP, NOW, LAST), "nothing was measured of it");
    }

    @Test
    void adds_up_in_each_slot_what_is_counted() {
        history.add(NOW, Series.DELIVERED, 5);
        history.add(NOW.plusSeconds(90), Series.DELIVERED, 9);
        history.add(NOW.plusSeconds(360), Series.DELIVERED, 1);
        assertEquals(14, at(Series.DELIVERED, NOW.plusSeconds(360), LAST - 1));
        assertEquals(1, at(Series.DELIVERED, NOW.plusSeconds(360), LAST));
    }

    @Test
    void forgets_what_is_a_day_old_and_nothing_sooner() {
        history.add(NOW, Series.WAITING, 7);
        history.add(NOW, Series.DELIVERED, 7);
        Instant almost = NOW.plus(Duration.ofDays(1)).minusSeconds(1);
        assertEquals(7, at(Series.WAITING, almost, 0));
        assertEquals(History.UNKNOWN, at(Series.WAITING, almost.plusSeconds(1), 0));
        history.add(NOW.plus(Duration.ofDays(1)), Series.WAITING, 2);
        assertEquals(2, at(Series.WAITING, NOW.plus(Duration.ofDays(1)), LAST));
        assertEquals(History.UNKNOWN, at(Series.DELIVERED, NOW.plus(Duration.ofDays(1)), LAST), "of the day before");
    }
}
