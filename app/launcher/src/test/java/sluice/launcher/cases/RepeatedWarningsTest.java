package sluice.launcher.cases;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import sluice.simulator.Answer;

/** Case I8: what goes wrong with each message is written once, then counted, and another cause at once. */
class RepeatedWarningsTest extends WithBot {

    private static final Answer KICKED = Answer.error(403, "Forbidden: bot was kicked from the channel chat");
    private static final Answer REFUSED = Answer.error(400, "Bad Request: message can't be copied");
    private static final String SURPLUS = " messages are dead letters, since 3 wait for it already";

    private List<String> warnings() {
        return bot.log()
                .lines()
                .filter(line -> line.contains(" WARN ") || line.contains(" ERROR "))
                .toList();
    }

    private long warnings(String words) {
        return warnings().stream().filter(line -> line.contains(words)).count();
    }

    @Test
    void a_kicked_destination_is_one_warning_then_a_count_an_hour_and_the_end_tells_the_rest() {
        bot.start("peer.max-waiting: 3", S_TO_A);
        telegram.on("copyMessage").chat(A).always().answer(KICKED);
        for (int i = 0; i < 60; i++) {
            telegram.post(S, "post " + i);
            bot.advance(Duration.ofSeconds(9));
        }
        assertEquals(1, warnings("cannot be used"), bot::log);
        assertEquals(1, warnings(SURPLUS), bot::log);
        assertEquals(2, warnings().size(), bot::log);

        bot.advance(Duration.ofMinutes(60));
        assertEquals(1, warnings(SURPLUS + " (56 more of these in 6"), bot::log);
        assertEquals(2, warnings(SURPLUS), bot::log);

        for (int i = 0; i < 5; i++) {
            telegram.post(S, "later " + i);
        }
        bot.fence();
        assertEquals(2, warnings(SURPLUS), bot::log);
        telegram.clearFaults();
        bot.advanceUntil("it to work again", () -> bot.log().contains("chat " + A + " works again"));
        assertTrue(bot.log().contains("more warnings of it were not written)"), bot::log);

        telegram.on("copyMessage").chat(A).always().answer(KICKED);
        telegram.post(S, "again");
        bot.fence();
        bot.settle();
        assertEquals(2, warnings("cannot be used"), "what begins anew is written at once");
    }

    @Test
    void another_chat_and_another_cause_are_written_at_once() {
        bot.watching(S_TO_A, S_TO_B);
        telegram.on("copyMessage").chat(A).always().answer(REFUSED);
        for (int i = 0; i < 20; i++) {
            telegram.post(S, "post " + i);
        }
        bot.fence();
        bot.settle();
        assertEquals(1, warnings(deadLetter(A, "MESSAGE_UNUSABLE")), bot::log);
        telegram.on("copyMessage").chat(B).always().answer(REFUSED);
        telegram.post(S, "other chat");
        bot.fence();
        bot.settle();
        assertEquals(1, warnings(deadLetter(B, "MESSAGE_UNUSABLE")), bot::log);
        telegram.clearFaults();
        telegram.on("copyMessage").chat(A).always().answer(Answer.error(400, "Bad Request: MESSAGE_ID_INVALID"));
        telegram.post(S, "other cause");
        bot.fence();
        bot.settle();
        assertEquals(2, warnings(deadLetter(A, "MESSAGE_UNUSABLE")), bot::log);
        assertEquals(22 + 1, bot.stat("queue", "dead_letters"));
    }

    @Test
    void updates_that_cannot_be_read_are_written_once_whatever_their_number() {
        bot.watching(S_TO_A);
        for (int i = 0; i < 30; i++) {
            telegram.rawUpdate("{\"channel_post\":{\"message_id\":\"x\"}}");
        }
        bot.awaitConfirmed();
        bot.settle();
        assertEquals(30, bot.stat("intake", "skipped_undecodable"));
        assertEquals(1, warnings("cannot be read and is skipped"), bot::log);
        bot.advance(Duration.ofMinutes(61));
        assertEquals(1, warnings("(29 more of these in 6"), bot::log);
    }

    @Test
    void a_module_that_throws_in_each_call_is_written_once_and_its_other_fault_at_once() {
        String shaky = """
                @Provider(name = "shaky", section = "dedup")
                public class Shaky implements Deduplicator {
                    private int calls;
                    @Override public boolean firstSeen(long chatId, int messageId) {
                        calls++;
                        throw calls == 30 ? new IllegalArgumentException("other " + calls)
                                : new IllegalStateException("always " + calls);
                    }
                    @Override public boolean judgeGroup(GroupKey key, boolean passes) { return passes; }
                }
                """;
        new Plugin(dir, "shaky").provider("Shaky", shaky, "Deduplicator").into(dir.resolve("plugins"));
        bot.start("modules: {dedup: shaky}\nplugins-dir: " + dir.resolve("plugins"), S_TO_A);
        for (int i = 0; i < 40; i++) {
            telegram.post(S, "post " + i);
        }
        bot.awaitDelivered(A, 40);
        assertEquals(40, bot.stat("modules", "faults"));
        assertEquals(2, warnings("firstSeen failed"), bot::log);
    }
}
