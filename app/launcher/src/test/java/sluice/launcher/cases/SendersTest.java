package sluice.launcher.cases;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import sluice.simulator.Answer;

/** How many calls are under way at a time, and that none is forgotten when they end. */
class SendersTest extends WithBot {

    private static final String UNPACED = "deliver.pace: {per-chat: 1000/s, per-group: 1000/s, global: 10000/s}";
    private static final Duration MOMENT = Duration.ofMillis(10);

    private final List<Long> users =
            LongStream.range(1, 101).map(i -> 5_000 + i).boxed().toList();

    private void toAll() {
        users.forEach(user -> telegram.user(user, "user"));
        bot.start(UNPACED, users.stream().map(user -> copying(S, user)).toArray(String[]::new));
    }

    @Test
    void at_most_16_calls_are_under_way() {
        CountDownLatch gate = new CountDownLatch(1);
        toAll();
        telegram.on("copyMessage").always().answer(Answer.heldBy(gate));
        telegram.post(S, "to everybody");

        bot.settle();
        assertEquals(16, telegram.count("copyMessage"));
        bot.time.advance(Duration.ofSeconds(1));
        bot.settle();
        assertEquals(16, telegram.count("copyMessage"));

        gate.countDown();
        // Some time passes for the pace of a million a second.
        bot.advanceUntil("all messages", () -> telegram.ledger().arrived() == 100);
        assertEquals(0, telegram.ledger().doubled());
    }

    @Test
    void all_that_waits_is_sent_in_order_when_calls_are_fast() {
        toAll();
        for (int i = 0; i < 5; i++) {
            telegram.post(S, "to everybody " + i);
        }
        bot.advanceUntil("all messages", () -> telegram.ledger().arrived() == 500);
        users.forEach(user -> bot.awaitDelivered(user, 5));
        assertEquals(0, telegram.ledger().doubled());
        assertEquals(0, telegram.ledger().outOfOrder());
    }

    @Test
    void what_is_to_be_tried_again_goes_out_on_time_though_the_others_hang() {
        CountDownLatch gate = new CountDownLatch(1);
        toAll();
        users.subList(1, 100)
                .forEach(user -> telegram.on("copyMessage").chat(user).answer(Answer.heldBy(gate)));
        telegram.on("copyMessage").chat(users.getFirst()).answer(Answer.floodWait(5));
        telegram.post(S, "to everybody");
        bot.settle();
        pass(Duration.ofSeconds(1), MOMENT);
        assertEquals(1, callsTo(users.getFirst()));

        // One slot is needed: the 16 that hang have all.
        telegram.clearFaults();
        gate.countDown();
        bot.settle();
        bot.time.advance(Duration.ofSeconds(4));
        bot.awaitDelivered(users.getFirst(), 1);
        users.forEach(user -> bot.awaitDelivered(user, 1));
    }
}
