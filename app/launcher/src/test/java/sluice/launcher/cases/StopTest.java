package sluice.launcher.cases;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sluice.simulator.Answer;

/** Case P13, from TelegramBots' source: SIGTERM during a long poll, with jobs waiting. */
class StopTest extends WithBot {

    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final String IN_MEMORY = "modules: {queue: bounded}";
    private static final String DURABLE = "modules: {queue: sqlite}";

    @Test
    void p13_an_idle_bot_ends_at_once_in_the_middle_of_a_long_poll() {
        bot.start(IN_MEMORY, S_TO_A);
        bot.awaitPolls(1);

        assertEquals(0, bot.stop());

        assertEquals(1, bot.count("stopped; nothing was waiting"));
    }

    @Test
    void p13_what_waits_in_memory_is_delivered_before_the_end() {
        bot.telegram.on("copyMessage").chat(TestBot.A).answer(Answer.floodWait(3));
        bot.start(IN_MEMORY, S_TO_A);
        bot.telegram.post(TestBot.S, "one");
        bot.telegram.post(TestBot.S, "two");
        bot.awaitWaiter(Duration.ofSeconds(3));
        Instant start = bot.time.now();

        bot.askToStop();
        bot.advanceUntil("its end", bot::ended);

        assertEquals(0, bot.exitCode());
        assertEquals(List.of("one", "two"), texts(TestBot.A));
        assertEquals(1, bot.count("stopped; nothing was waiting"));
        assertTrue(Duration.between(start, bot.time.now()).compareTo(LIMIT) < 0);
    }

    @Test
    void p13_what_cannot_be_delivered_in_time_is_told_and_the_process_ends_within_10_s() {
        bot.telegram.on("copyMessage").chat(TestBot.A).always().answer(Answer.floodWait(3600));
        bot.start(IN_MEMORY, S_TO_A);
        bot.telegram.post(TestBot.S, "one");
        bot.telegram.post(TestBot.S, "two");
        bot.awaitWaiter(Duration.ofHours(1));
        Instant start = bot.time.now();

        bot.askToStop();
        bot.advanceUntil("its end", bot::ended);

        assertEquals(0, bot.exitCode());
        assertEquals(1, bot.count("2 messages were still waiting in memory and are lost"));
        assertTrue(Duration.between(start, bot.time.now()).compareTo(LIMIT) < 0);
    }

    @Test
    void p13_what_waits_in_a_durable_queue_is_kept_and_goes_out_after_the_next_start() {
        bot.telegram.on("copyMessage").chat(TestBot.A).answer(Answer.floodWait(3600));
        bot.start(DURABLE, S_TO_A);
        bot.telegram.post(TestBot.S, "one");
        bot.telegram.post(TestBot.S, "two");
        bot.awaitWaiter(Duration.ofHours(1));
        bot.awaitStat("queue", "pending", count -> count == 2);
        Instant held = bot.time.now();

        stop();
        assertEquals(1, bot.count("2 messages are kept and go out after the next start"));
        assertEquals(1, bot.telegram.count("copyMessage"), "it does not insist");
        Duration waited = Duration.between(held, bot.time.now());
        bot.startAgain();
        bot.awaitWaiter(Duration.ofHours(1).minus(waited));
        bot.time.advance(Duration.ofHours(1).minus(waited));

        awaitTexts(TestBot.A, "one", "two");
        assertEquals(0, bot.stat("queue", "dead_letters"));
    }

    @Test
    void p13_an_album_that_gathers_in_a_durable_queue_is_kept_as_one() {
        bot.start(DURABLE, S_TO_A);
        bot.telegram.album(TestBot.S, "g1", "", "");
        bot.awaitStat("queue", "pending", count -> count == 2);
        stop();

        bot.startAgain();
        bot.telegram.album(TestBot.S, "g1", "");
        bot.awaitStat("queue", "pending", count -> count == 3);
        bot.time.advance(Duration.ofSeconds(1));

        bot.awaitDelivered(TestBot.A, 3);
        assertEquals(1, bot.telegram.callsTo(TestBot.A).size());
    }

    @Test
    void p13_a_call_under_way_is_waited_for_and_its_result_recorded() {
        CountDownLatch gate = new CountDownLatch(1);
        bot.telegram.on("copyMessage").chat(TestBot.A).answer(Answer.heldBy(gate));
        bot.start(IN_MEMORY, S_TO_A);
        bot.telegram.post(TestBot.S, "one");
        bot.awaitCalls("copyMessage", 1);

        bot.askToStop();
        bot.awaitLog("stopping");
        bot.time.advance(Duration.ofSeconds(3));
        assertFalse(bot.ended());
        gate.countDown();
        bot.advanceUntil("its end", bot::ended);

        assertEquals(1, bot.count("stopped; nothing was waiting"));
        assertEquals(1, bot.telegram.delivered(TestBot.A).size());
    }

    @Test
    void p13_a_call_that_is_never_answered_does_not_hold_up_the_end() {
        bot.telegram.on("copyMessage").chat(TestBot.A).answer(Answer.hang());
        bot.start(IN_MEMORY, S_TO_A);
        bot.telegram.post(TestBot.S, "one");
        bot.awaitCalls("copyMessage", 1);
        Instant start = bot.time.now();

        bot.askToStop();
        bot.advanceUntil("its end", bot::ended);

        assertEquals(0, bot.exitCode());
        assertTrue(Duration.between(start, bot.time.now()).compareTo(LIMIT) < 0);
        assertFalse(bot.log().contains("nothing was waiting"), "its outcome is unknown, and that is told");
    }

    @Test
    void p13_what_comes_while_it_stops_arrives_once_now_or_after_the_next_start() {
        bot.telegram.on("copyMessage").chat(TestBot.A).answer(Answer.floodWait(3));
        bot.start(IN_MEMORY, S_TO_A);
        bot.telegram.post(TestBot.S, "before");
        bot.awaitWaiter(Duration.ofSeconds(3));

        bot.askToStop();
        bot.awaitLog("stopping");
        bot.telegram.post(TestBot.S, "meanwhile");
        bot.advanceUntil("its end", bot::ended);
        bot.startAgain();

        awaitTexts(TestBot.A, "before", "meanwhile");
        bot.fence();
        awaitTexts(TestBot.A, "before", "meanwhile");
    }

    @Test
    void p13_after_a_restart_nothing_comes_twice_and_nothing_is_missing() {
        bot.start(IN_MEMORY, S_TO_A);
        bot.telegram.post(TestBot.S, "one");
        awaitTexts(TestBot.A, "one");
        stop();
        bot.telegram.post(TestBot.S, "two");

        bot.startAgain();

        awaitTexts(TestBot.A, "one", "two");
        bot.fence();
        assertEquals(List.of("one", "two"), texts(TestBot.A));
    }

    /** Its like: it stops while it waits for room in the middle of a batch, some of which is delivered and some not taken. */
    @ParameterizedTest
    @ValueSource(strings = {"bounded", "sqlite"})
    void p13_a_stop_in_the_middle_of_a_batch_neither_doubles_nor_loses_after_the_restart(String queue) {
        bot.configure("modules: {queue: " + queue + "}\nqueue: {max-size: 2, max-backlog: 1}", S_TO_A);
        bot.telegram.on("copyMessage").chat(TestBot.A).skip(1).times(1).answer(Answer.floodWait(3));
        for (int i = 1; i <= 8; i++) {
            bot.telegram.post(TestBot.S, "message " + i);
        }
        bot.startAgain();
        bot.awaitWaiter(Duration.ofSeconds(3));
        bot.awaitLog("message queue full");

        bot.askToStop();
        bot.awaitLog("stopping");
        // In small steps: what is ready must have its turn before the time to stop has passed.
        bot.advanceUntil("its end", bot::ended);
        int first = bot.telegram.delivered(TestBot.A).size();
        assertTrue(first < 8, "the rest is left to Telegram");
        bot.startAgain();
        bot.advanceUntil("the rest", () -> bot.telegram.delivered(TestBot.A).size() >= 8);
        bot.fence();

        assertEquals(
                List.of(1, 2, 3, 4, 5, 6, 7, 8).stream()
                        .map(i -> "message " + i)
                        .toList(),
                texts(TestBot.A));
    }

    private void stop() {
        bot.askToStop();
        bot.advanceUntil("its end", bot::ended);
    }
}
