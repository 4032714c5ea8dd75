package sluice.launcher.cases;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import sluice.simulator.Call;

/**
 * Spec section 1: the paces. The server refuses what comes too fast, as Telegram does, so that a single flood wait shows that
 * a pace was not kept; and each message is awaited at the very moment at which it may go, so that none is late.
 */
class PacingTest extends WithBot {

    private static final String DEFAULTS = "deliver.pace: {per-chat: 1/s, per-group: 20/min, global: 30/s}";

    @Test
    void a_channel_gets_one_message_a_second_and_twenty_a_minute() {
        bot.telegram.limitRates(1, 20, 30);
        bot.start(DEFAULTS, S_TO_A);
        Instant start = bot.time.now();
        for (int i = 0; i < 45; i++) {
            bot.telegram.post(TestBot.S, "text");
        }

        for (int i = 0; i < 45; i++) {
            to(start.plusSeconds(i / 20 * 60L + i % 20));
            bot.awaitDelivered(TestBot.A, i + 1);
            if (i % 20 == 19) {
                bot.time.advance(Duration.ofSeconds(1));
                bot.awaitWaiter(Duration.ofSeconds(40));
            }
        }

        assertEquals(0, bot.stat("worker", "flood_waits"));
        assertWithin(1, Duration.ofSeconds(1), bot.telegram.callsTo(TestBot.A));
        assertWithin(20, Duration.ofMinutes(1), bot.telegram.callsTo(TestBot.A));
    }

    @Test
    void a_private_chat_gets_one_message_a_second_without_end() {
        bot.telegram.limitRates(1, 20, 30);
        bot.start(DEFAULTS, "{source: " + TestBot.S + ", destination: me}");
        Instant start = bot.time.now();
        for (int i = 0; i < 45; i++) {
            bot.telegram.post(TestBot.S, "text");
        }

        for (int i = 0; i < 45; i++) {
            to(start.plusSeconds(i));
            bot.awaitDelivered(TestBot.OWNER, i + 1);
        }

        assertEquals(0, bot.stat("worker", "flood_waits"));
        assertWithin(1, Duration.ofSeconds(1), bot.telegram.callsTo(TestBot.OWNER));
    }

    @Test
    void all_chats_together_get_thirty_messages_a_second() {
        bot.telegram.limitRates(1, 20, 30);
        List<Long> users = LongStream.range(1, 76).map(i -> 5_000 + i).boxed().toList();
        users.forEach(user -> bot.telegram.user(user, "user"));
        bot.start(
                DEFAULTS,
                users.stream()
                        .map(user -> "{source: " + TestBot.S + ", destination: " + user + "}")
                        .toArray(String[]::new));
        bot.telegram.post(TestBot.S, "to everybody");

        for (long arrived : new long[] {30, 60, 75}) {
            bot.await("message " + arrived, () -> bot.telegram.ledger().arrived() == arrived);
            bot.time.advance(Duration.ofMillis(999));
            bot.awaitStat("queue", "pending", pending -> pending == 75 - arrived);
            assertEquals(arrived, bot.telegram.ledger().arrived());
            bot.time.advance(Duration.ofMillis(1));
        }

        assertEquals(0, bot.stat("worker", "flood_waits"));
        assertWithin(30, Duration.ofSeconds(1), bot.telegram.calls("copyMessage"));
    }

    @Test
    void an_album_counts_as_one_call() {
        bot.start("deliver.pace: {per-chat: 1/s, per-group: 20/min, global: 30/s}", S_TO_A);
        String[] ten = new String[10];
        bot.telegram.album(TestBot.S, "g1", ten);
        bot.telegram.album(TestBot.S, "g2", ten);
        bot.awaitDelivered(TestBot.A, 10);

        bot.awaitWaiter(Duration.ofSeconds(1));
        bot.time.advance(Duration.ofSeconds(1));

        bot.awaitDelivered(TestBot.A, 20);
    }

    @Test
    void a_slow_chat_does_not_hold_up_another() {
        bot.start(DEFAULTS, S_TO_A, "{source: " + TestBot.C + ", destination: " + TestBot.B + "}");
        for (int i = 0; i < 30; i++) {
            bot.telegram.post(TestBot.S, "many");
        }
        bot.telegram.post(TestBot.C, "one");

        awaitTexts(TestBot.B, "one");

        assertEquals(1, bot.telegram.delivered(TestBot.A).size());
    }

    @Test
    void paces_that_are_edited_hold_at_once() {
        bot.start(DEFAULTS, S_TO_A);
        for (int i = 0; i < 30; i++) {
            bot.telegram.post(TestBot.S, "text");
        }
        bot.awaitDelivered(TestBot.A, 1);

        bot.configure("deliver.pace: {per-chat: 1000/s, per-group: 1000/s, global: 1000/s}", S_TO_A);
        bot.advanceUntil("all of them", () -> bot.telegram.delivered(TestBot.A).size() == 30);

        assertEquals(1, bot.count("the edited configuration is in use"));
    }

    @Test
    void a_delayed_message_goes_out_when_its_time_has_come() {
        bot.watching("{source: " + TestBot.S + ", destination: " + TestBot.A + ", delay: 10m}");
        bot.telegram.post(TestBot.S, "later");
        bot.awaitStat("queue", "pending", count -> count == 1);

        bot.advance(Duration.ofMinutes(10).minusMillis(1));
        assertEquals(List.of(), texts(TestBot.A));
        bot.time.advance(Duration.ofMillis(1));

        awaitTexts(TestBot.A, "later");
    }

    @Test
    void a_delayed_message_does_not_hold_up_those_that_are_not() {
        bot.watching(
                "{source: " + TestBot.S + ", destination: " + TestBot.A + ", delay: 24h}",
                "{source: " + TestBot.B + ", destination: " + TestBot.A + "}");
        bot.telegram.post(TestBot.S, "tomorrow");
        bot.awaitStat("queue", "pending", count -> count == 1);
        bot.telegram.post(TestBot.B, "now");
        awaitTexts(TestBot.A, "now");

        bot.time.advance(Duration.ofHours(24));

        awaitTexts(TestBot.A, "now", "tomorrow");
    }

    @Test
    void delayed_messages_keep_their_order() {
        bot.watching("{source: " + TestBot.S + ", destination: " + TestBot.A + ", delay: 1m}");
        for (String text : List.of("one", "two", "three")) {
            bot.telegram.post(TestBot.S, text);
            bot.fence();
            bot.time.advance(Duration.ofSeconds(5));
        }

        bot.advance(Duration.ofMinutes(1));

        awaitTexts(TestBot.A, "one", "two", "three");
    }

    private void to(Instant moment) {
        bot.time.advance(Duration.between(bot.time.now(), moment));
    }

    /** No stretch of time of that length, wherever it begins, has more calls than it may. */
    private static void assertWithin(int limit, Duration span, List<Call> calls) {
        List<Long> times = new ArrayList<>(calls.stream().map(Call::nanoTime).toList());
        for (int i = limit; i < times.size(); i++) {
            long between = times.get(i) - times.get(i - limit);
            assertTrue(between >= span.toNanos(), "more than " + limit + " within " + Duration.ofNanos(between));
        }
    }
}
