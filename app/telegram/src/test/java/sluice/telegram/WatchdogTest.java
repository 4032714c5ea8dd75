package sluice.telegram;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class WatchdogTest {

    private static final Duration SHORT = Duration.ofSeconds(30);
    private static final Duration LONG = Duration.ofSeconds(60);

    private final HandTimeline timeline = new HandTimeline();
    private final Watchdog watchdog = new Watchdog(timeline);

    private Exchange call(Duration limit) {
        Exchange call = new Exchange();
        watchdog.watch(call, limit);
        return call;
    }

    @Test
    void each_call_ends_at_its_own_limit_though_there_is_one_timer() {
        Exchange poll = call(LONG);
        Exchange send = call(SHORT);
        assertEquals(1, timeline.limits());
        timeline.expire();
        assertTrue(send.isTimedOut());
        assertFalse(poll.isTimedOut());
        timeline.expire();
        assertTrue(poll.isTimedOut());
        assertEquals(0, timeline.limits());
    }

    @Test
    void calls_that_end_in_time_are_let_alone_and_start_no_timer_of_their_own() {
        Exchange first = call(SHORT);
        for (int i = 0; i < 100; i++) {
            watchdog.leave(first);
            timeline.time.advance(Duration.ofMillis(100));
            first = call(SHORT);
        }
        assertEquals(1, timeline.limits());
        watchdog.leave(first);
        timeline.expire();
        assertFalse(first.isTimedOut());
        assertEquals(0, timeline.limits());
    }
}
