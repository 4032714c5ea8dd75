package sluice.engine.deliver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import sluice.config.Rate;

class SlidingWindowTest {

    private static final Instant NOW = Instant.ofEpochSecond(100);

    private final SlidingWindow window = new SlidingWindow(new Rate(2, Duration.ofMinutes(1)));

    @Test
    void gives_so_many_permits_in_any_period() {
        window.use(NOW);
        window.use(NOW.plusSeconds(24));
        assertEquals(NOW.plusSeconds(60), window.free());
        window.use(NOW.plusSeconds(60));
        assertEquals(NOW.plusSeconds(84), window.free());
    }

    @Test
    void a_permit_that_is_given_back_was_never_used() {
        window.use(NOW);
        window.use(NOW.plusSeconds(24));
        window.giveBack(NOW);
        assertEquals(Instant.MIN, window.free());
        window.use(NOW.plusSeconds(30));
        assertEquals(NOW.plusSeconds(84), window.free());
    }

    @Test
    void is_idle_when_all_permits_are_free_again() {
        assertTrue(window.idle(NOW));
        window.use(NOW);
        assertFalse(window.idle(NOW.plusSeconds(59)));
        assertTrue(window.idle(NOW.plusSeconds(60)));
    }
}
