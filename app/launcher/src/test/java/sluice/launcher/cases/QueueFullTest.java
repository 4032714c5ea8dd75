package sluice.launcher.cases;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sluice.simulator.Answer;

/** Spec section 1, {@code queue.when-full}: what happens when the queue has no room, in both queues and both languages. */
class QueueFullTest extends WithBot {

    private static final int POSTED = 30;

    @ParameterizedTest
    @ValueSource(strings = {"bounded", "sqlite"})
    void with_wait_intake_pauses_and_nothing_is_lost(String queue) {
        flood(queue, "wait", "en");
        bot.awaitLog("⚠️ message queue full: intake waits, Telegram keeps the updates");
        bot.awaitStat("queue", "pending", pending -> pending == 9);

        bot.awaitWaiter(Duration.ofMinutes(5));
        bot.time.advance(Duration.ofSeconds(299));
        bot.awaitWaiter(Duration.ofSeconds(5));
        assertEquals(1, bot.telegram.count("getUpdates"), "nothing is polled meanwhile");
        assertEquals(POSTED, bot.telegram.pendingUpdates(), "Telegram keeps what is not confirmed");
        assertEquals(0, bot.stat("queue", "dropped"));
        assertTrue(bot.stat("queue", "full_events") > 0);

        bot.time.advance(Duration.ofSeconds(1));
        awaitTexts(TestBot.A, expected(POSTED));
        assertEquals(0, bot.stat("intake", "skipped_queue_full"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bounded", "sqlite"})
    void with_drop_what_does_not_fit_is_skipped_counted_and_warned_about(String queue) {
        flood(queue, "drop", "en");
        bot.awaitConfirmed();
        bot.awaitLog("queue full");

        assertEquals(1, bot.count("⚠️ message queue full, message skipped"));
        bot.awaitStat("intake", "skipped_queue_full", dropped -> dropped == POSTED - 9);
        assertEquals(POSTED - 9, bot.stat("queue", "dropped"));
        assertEquals(POSTED - 9, bot.stat("worker", "skipped"));
        assertTrue(bot.stat("queue", "full_events") > 0);
        bot.awaitWaiter(Duration.ofMinutes(5));
        bot.time.advance(Duration.ofMinutes(5));
        awaitTexts(TestBot.A, expected(9));
    }

    @Test
    void the_warning_is_chinese_where_the_log_is() {
        flood("bounded", "drop", "zh");

        bot.awaitLog("⚠️ 消息队列已满，跳过消息");

        assertFalse(bot.log().contains("queue full"));
    }

    @Test
    void waiting_is_told_in_chinese_too_and_says_that_nothing_is_skipped() {
        flood("bounded", "wait", "zh");

        bot.awaitLog("⚠️ 消息队列已满，暂停接收");

        assertFalse(bot.log().contains("跳过消息"));
    }

    @Test
    void the_warning_comes_once_a_minute_however_much_is_dropped() {
        flood("bounded", "drop", "en");
        bot.awaitConfirmed();
        for (int i = 0; i < 10; i++) {
            bot.telegram.post(TestBot.S, "more");
        }
        bot.awaitConfirmed();
        bot.awaitStat("queue", "dropped", dropped -> dropped == POSTED - 9 + 10);
        assertEquals(1, bot.count("message skipped"));

        bot.time.advance(Duration.ofSeconds(59));
        bot.telegram.post(TestBot.S, "more");
        bot.awaitStat("queue", "dropped", dropped -> dropped == POSTED - 9 + 11);
        assertEquals(1, bot.count("message skipped"));

        bot.time.advance(Duration.ofSeconds(1));
        bot.telegram.post(TestBot.S, "more");
        bot.awaitLog("message skipped (" + (POSTED - 9 + 12) + " so far)");
        assertEquals(2, bot.count("message skipped"));
    }

    @Test
    void health_tells_of_an_intake_that_waits_for_more_than_two_minutes() {
        flood("bounded", "wait", "en");
        bot.awaitLog("message queue full");
        assertEquals(200, bot.get("/healthz").status());

        bot.time.advance(Duration.ofSeconds(121));

        assertEquals(503, bot.get("/healthz").status());
        assertTrue(bot.get("/healthz").body().contains("queue: full since"));
    }

    /** A message for more chats than the queue has places must not block it for ever. */
    @Test
    void a_message_that_alone_is_more_than_the_queue_holds_goes_through_in_parts() {
        String[] watches = IntStream.range(0, 20).mapToObj(i -> S_TO_A).toArray(String[]::new);
        bot.start("modules: {queue: bounded}\nqueue: {max-size: 3}", watches);
        bot.telegram.post(TestBot.S, "to many");

        bot.awaitDelivered(TestBot.A, 20);

        bot.awaitConfirmed();
        assertEquals(0, bot.stat("queue", "dropped"));
    }

    /** Nine places for thirty messages, and a destination that holds up the first of them for five minutes. */
    private void flood(String queue, String whenFull, String language) {
        bot.telegram.on("copyMessage").chat(TestBot.A).answer(Answer.floodWait(300));
        String size = queue.equals("bounded") ? "max-size: 9" : "max-size: 5, max-backlog: 9";
        bot.configure(
                "language: " + language + "\nmodules: {queue: " + queue + "}\nqueue: {" + size + ", when-full: "
                        + whenFull + "}",
                S_TO_A);
        for (int i = 0; i < POSTED; i++) {
            bot.telegram.post(TestBot.S, "message " + i);
        }
        bot.startAgain();
    }

    private static String[] expected(int count) {
        return IntStream.range(0, count).mapToObj(i -> "message " + i).toArray(String[]::new);
    }
}
