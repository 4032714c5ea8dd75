package sluice.launcher.cases;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import sluice.simulator.Answer;

/** Case N5: a restart with the clock an hour back, while a message waits. */
class ClockSetBackTest extends WithBot {

    private static final String DURABLE = "modules: {queue: sqlite}";

    private void restartAnHourBack() {
        stopBot();
        bot.time.setBack(Duration.ofHours(1));
        bot.startAgain();
        bot.fence();
    }

    private void assertSentAfter(Duration wait, int callsBefore) {
        bot.advance(wait.minusMillis(1));
        assertEquals(callsBefore, callsTo(A));
        bot.advance(Duration.ofMillis(1));
        awaitTexts(A, "text");
        bot.settle();
        assertEquals(callsBefore + 1, callsTo(A));
        assertEquals(0, bot.stat("queue", "pending"));
    }

    @Test
    void n5_a_flood_wait_is_as_long_as_it_was_to_be() {
        telegram.on("copyMessage").chat(A).answer(Answer.floodWait(5));
        bot.start(DURABLE, S_TO_A);
        telegram.post(S, "text");
        awaitCallsTo(A, 1);
        restartAnHourBack();
        assertSentAfter(Duration.ofSeconds(5), 1);
    }

    @Test
    void n5_the_wait_for_another_try_is_as_long_as_it_was_to_be() {
        telegram.on("copyMessage").chat(A).answer(Answer.error(500, "Internal Server Error"));
        bot.start(DURABLE, S_TO_A);
        telegram.post(S, "text");
        awaitCallsTo(A, 1);
        restartAnHourBack();
        assertSentAfter(Duration.ofSeconds(1), 1);
    }

    @Test
    void n5_a_delay_is_as_long_as_it_was_to_be() {
        bot.start(DURABLE, "{source: " + S + ", destination: " + A + ", delay: 10m}");
        telegram.post(S, "text");
        bot.fence();
        bot.advance(Duration.ofMinutes(4));
        restartAnHourBack();
        assertSentAfter(Duration.ofMinutes(6), 0);
    }

    @Test
    void n5_a_cooldown_is_no_longer_than_it_was_to_be() {
        telegram.on("copyMessage").chat(A).answer(Answer.error(403, "Forbidden: bot was kicked from the channel chat"));
        bot.start(DURABLE, S_TO_A);
        telegram.post(S, "text");
        awaitCallsTo(A, 1);
        restartAnHourBack();
        assertSentAfter(Duration.ofSeconds(60), 1);
    }
}
