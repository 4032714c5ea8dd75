package sluice.base.time;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import sluice.testkit.FakeTime;

/** Case N5 while the process runs: what waits for a moment waits by the ticker when the clock is set back. */
class SteadyClockTest {

    private final FakeTime time = new FakeTime();
    private final AtomicReference<Duration> shift = new AtomicReference<>(Duration.ZERO);
    private final SteadyClock clock =
            new SteadyClock(((InstantSource) () -> time.instant().plus(shift.get())).withZone(ZoneOffset.UTC), time);

    @Test
    void n5_a_clock_that_is_set_back_goes_on_by_the_ticker() {
        shift.set(Duration.ofHours(-1));
        assertEquals(FakeTime.START, clock.instant());
        time.advance(Duration.ofSeconds(5));
        assertEquals(FakeTime.START.plusSeconds(5), clock.instant());
    }

    @Test
    void n5_a_clock_that_is_set_forward_is_followed_and_not_back_again() {
        shift.set(Duration.ofHours(2));
        assertEquals(FakeTime.START.plus(Duration.ofHours(2)), clock.instant());
        shift.set(Duration.ZERO);
        time.advance(Duration.ofSeconds(5));
        assertEquals(FakeTime.START.plus(Duration.ofHours(2)).plusSeconds(5), clock.instant());
    }
}
