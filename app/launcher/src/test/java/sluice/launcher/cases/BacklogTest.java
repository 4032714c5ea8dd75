package sluice.launcher.cases;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Case P11 (telegraf#1050, TediCross#21): updates that have waited while the bot was away. */
class BacklogTest extends WithBot {

    private static final int COUNT = 150;

    /** The first is 23 h old, the last 10 minutes. */
    private void backlog() {
        for (int i = 0; i < COUNT; i++) {
            Duration age = Duration.ofHours(23).minusMinutes(i * 9L).minusMinutes(i / 5);
            bot.telegram.draft(TestBot.S).text("message " + i).age(age).post();
        }
    }

    @Test
    void p11_all_that_waited_comes_through_in_order_and_paced() {
        bot.telegram.limitRates(1, 20, 30);
        bot.configure("deliver.pace: {per-chat: 1/s, per-group: 20/min, global: 30/s}", S_TO_A);
        backlog();

        bot.startAgain();
        Instant start = bot.time.now();
        for (int i = 0; i < COUNT; i++) {
            Instant due = start.plusSeconds(i / 20 * 60L + i % 20);
            bot.time.advance(Duration.between(bot.time.now(), due));
            bot.awaitDelivered(TestBot.A, i + 1);
        }

        assertEquals(IntStream.range(0, COUNT).mapToObj(i -> "message " + i).toList(), texts(TestBot.A));
        assertEquals(0, bot.stat("worker", "flood_waits"));
        assertEquals(0, bot.stat("worker", "skipped"));
        bot.awaitConfirmed();
        assertEquals(Duration.ofSeconds(7 * 60 + 9), Duration.between(start, bot.time.now()));
    }

    @Test
    void p11_with_a_maximal_age_older_messages_are_skipped_and_counted() {
        bot.configure("intake: {max-age: 1h}", S_TO_A);
        backlog();
        bot.startAgain();
        bot.fence();
        long kept = IntStream.range(0, COUNT)
                .filter(i -> 23 * 60 - i * 9L - i / 5 <= 60)
                .count();

        bot.awaitDelivered(TestBot.A, kept);

        assertEquals(COUNT - kept, bot.stat("intake", "skipped_too_old"));
        assertEquals("message " + (COUNT - kept), texts(TestBot.A).getFirst());
    }

    @Test
    void p11_the_maximal_age_itself_is_young_enough() {
        bot.configure("intake: {max-age: 1h}", S_TO_A);
        bot.telegram
                .draft(TestBot.S)
                .text("too old")
                .age(Duration.ofSeconds(3_601))
                .post();
        bot.telegram
                .draft(TestBot.S)
                .text("just right")
                .age(Duration.ofHours(1))
                .post();
        bot.telegram
                .draft(TestBot.S)
                .text("from the future")
                .date(bot.time.now().plusSeconds(60))
                .post();

        bot.startAgain();

        awaitTexts(TestBot.A, "just right", "from the future");
        assertEquals(1, bot.stat("intake", "skipped_too_old"));
    }

    /** Its like: more waits than the queue takes; nothing is lost and nothing comes twice. */
    @Test
    void p11_a_backlog_larger_than_the_queue_comes_through_too() {
        bot.configure("queue: {max-size: 10}", S_TO_A, S_TO_B);
        backlog();

        bot.startAgain();
        bot.advanceUntil(
                "the backlog",
                () -> bot.telegram.delivered(TestBot.B).size() == COUNT
                        && bot.telegram.delivered(TestBot.A).size() == COUNT);

        for (long chat : List.of(TestBot.A, TestBot.B)) {
            assertEquals(0, bot.telegram.ledger().doubled(chat, TestBot.S));
            assertEquals(0, bot.telegram.ledger().outOfOrder(chat, TestBot.S));
        }
    }
}
