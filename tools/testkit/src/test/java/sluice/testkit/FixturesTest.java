package sluice.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import sluice.api.ComponentContext;

/** Tests are only as good as what they are built on. */
class FixturesTest {

    private final FakeTime time = new FakeTime();

    @Test
    void wall_time_and_elapsed_time_advance_together_and_only_when_told() {
        long before = time.nanos();
        assertEquals(FakeTime.START, time.instant());
        time.advance(Duration.ofHours(30).plusNanos(7));
        assertEquals(FakeTime.START.plus(Duration.ofHours(30)).plusNanos(7), time.instant());
        assertEquals(Duration.ofHours(30).plusNanos(7).toNanos(), time.nanos() - before);
        assertTrue(time.nanos() < before, "readings overflow early");
    }

    @Test
    void time_does_not_run_backwards() {
        assertThrows(IllegalArgumentException.class, () -> time.advance(Duration.ofNanos(-1)));
    }

    @Test
    void another_zone_shows_the_same_time() {
        FakeTime elsewhere = time.withZone(ZoneId.of("Asia/Shanghai"));
        time.advance(Duration.ofSeconds(1));
        assertEquals(time.instant(), elsewhere.instant());
        assertNotEquals(time, elsewhere);
        assertEquals(time, elsewhere.withZone(time.getZone()));
        assertNotEquals(time, new FakeTime());
    }

    @Test
    void settings_are_given_in_pairs() {
        ComponentContext context = Contexts.of(time, "max", "200", "ttl", "1s");
        assertEquals(200, context.settings().integer("max"));
        assertEquals(Duration.ofSeconds(1), context.settings().duration("ttl"));
        assertEquals(time, context.clock());
        assertThrows(IllegalArgumentException.class, () -> Contexts.settings("max"));
        assertThrows(IllegalArgumentException.class, () -> Contexts.settings("max", "1", "max", "2"));
    }

    @Test
    void allocation_is_seen() {
        byte[][] kept = new byte[1][];
        long bytes = Allocation.bytes(() -> kept[0] = new byte[10_000]);
        assertTrue(bytes >= kept[0].length && bytes < 100_000, () -> bytes + " bytes");
    }
}
