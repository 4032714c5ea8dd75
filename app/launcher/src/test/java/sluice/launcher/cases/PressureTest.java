package sluice.launcher.cases;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sluice.simulator.Answer;

/** Memory that runs short is cleaned before its time, and no message goes with it. */
class PressureTest extends WithBot {

    private static final Duration TEN_SECONDS = Duration.ofSeconds(10);

    private static final String SHORT = "memory runs short (";
    private static final String CLEANED = "🧹 memory cleaned:";

    @Test
    void concerns_give_something_up_and_the_log_says_what() {
        bot.watching(S_TO_A, S_TO_B, copying(S, C));
        for (int group = 0; group < 8; group++) {
            telegram.album(S, "group " + group, "one", "two");
        }
        bot.advanceUntil("the albums", () -> telegram.delivered(C).size() == 16);

        bot.heap.collected(1.0);
        bot.settle();

        assertTrue(bot.log().contains(SHORT + "100 % of the heap used): cleaning at once"), bot::log);
        assertTrue(bot.log().contains("- dedup: 24 removed in 0 ms"), bot::log);
        assertTrue(bot.log().contains("- peer: 3 removed in 0 ms"), bot::log);
        assertEquals(0, bot.stat("peer", "cached_peers"));
        assertEquals(1, bot.stat("cleanup", "pressure_runs"));
        assertEquals(1, bot.stat("cleanup", "runs"));
    }

    @ParameterizedTest
    @CsvSource({"0.85, 2", "0.92, 3", "1.0, 4"})
    void they_give_up_more_the_shorter_it_is(double used, int removed) {
        bot.start("cleanup.pressure-threshold: 84%", S_TO_A, S_TO_B, copying(S, C));
        telegram.post(S, "text");
        bot.fence();
        assertEquals(4, bot.stat("peer", "cached_peers"));

        bot.heap.collected(used);
        bot.settle();

        assertEquals(4 - removed, bot.stat("peer", "cached_peers"), bot::log);
    }

    @Test
    void what_waits_is_delivered_all_the_same() {
        telegram.on("copyMessage").chat(A).answer(Answer.floodWait(30));
        bot.watching(S_TO_A);
        for (int i = 0; i < 20; i++) {
            telegram.post(S, "message " + i);
        }
        bot.settle();

        bot.heap.collected(1.0);
        bot.advanceUntil("all of them", () -> telegram.delivered(A).size() == 20);

        assertEquals(0, bot.stat("queue", "dead_letters"));
        assertEquals("message 0", texts(A).getFirst());
        assertEquals("message 19", texts(A).getLast());
    }

    @Test
    void it_is_done_at_most_once_in_ten_seconds() {
        bot.watching(S_TO_A);
        bot.heap.collected(0.9);
        bot.settle();
        bot.heap.collected(0.9);
        bot.settle();
        assertEquals(1, bot.stat("cleanup", "pressure_runs"));

        bot.time.advance(TEN_SECONDS.minusMillis(1));
        assertEquals(1, bot.stat("cleanup", "pressure_runs"));
        bot.time.advance(Duration.ofMillis(1));
        assertEquals(2, bot.stat("cleanup", "pressure_runs"));

        bot.time.advance(TEN_SECONDS);
        assertEquals(2, bot.stat("cleanup", "pressure_runs"), "no collection has said so again");
    }

    @Test
    void it_is_not_done_when_there_is_room_again_meanwhile() {
        bot.watching(S_TO_A);
        bot.heap.collected(0.9);
        bot.settle();
        bot.heap.collected(0.9);
        bot.heap.collected(0.3);

        bot.time.advance(TEN_SECONDS);

        assertEquals(1, bot.count(SHORT));
    }

    @Test
    void below_the_threshold_nothing_happens() {
        bot.watching(S_TO_A);
        bot.heap.collected(0.85);
        bot.settle();
        assertFalse(bot.log().contains(SHORT));
    }

    @Test
    void an_edited_threshold_holds_at_once() {
        bot.start("cleanup.pressure-threshold: 95%", S_TO_A);
        bot.heap.collected(0.9);
        bot.settle();
        assertEquals(0, bot.count(SHORT));

        bot.configure("cleanup.pressure-threshold: 50%", S_TO_A);
        bot.advance(Duration.ofSeconds(6));
        bot.heap.collected(0.6);
        bot.settle();

        assertEquals(1, bot.count(SHORT));
    }

    @Test
    void the_regular_cleanups_come_at_their_time_all_the_same() {
        bot.watching(S_TO_A);
        bot.advance(Duration.ofMinutes(4));
        bot.heap.collected(0.9);
        bot.settle();
        assertEquals(1, bot.count(CLEANED));

        bot.advance(Duration.ofMinutes(1));

        assertEquals(2, bot.count(CLEANED));
        assertEquals(1, bot.stat("cleanup", "pressure_runs"));
    }

    @Test
    void it_is_told_in_chinese_too() {
        bot.start("language: zh", S_TO_A);
        bot.heap.collected(0.91);
        bot.settle();
        assertTrue(bot.log().contains("内存不足（堆已用 91 %）：立即清理"), bot::log);
    }
}
