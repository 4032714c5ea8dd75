package sluice.launcher.cases;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import sluice.simulator.Answer;
import sluice.simulator.Call;

/** Flood waits and failures of the server: what is tried again, when, and what waits meanwhile. */
class SendingFloodCasesTest extends WithBot {

    private static final Duration MOMENT = Duration.ofMillis(1);

    /** The ways a message can take, each with a call of its own. */
    enum Way {
        COPY("copyMessage", copying(S, A)),
        FORWARD("forwardMessage", forwarding(S, A)),
        COPIED_ALBUM("copyMessages", copying(S, A)),
        FORWARDED_ALBUM("forwardMessages", forwarding(S, A)),
        EXTRACT("sendMessage", extracting(S, A, "[a-z]+"));

        final String method;
        final String watch;

        Way(String method, String watch) {
            this.method = method;
            this.watch = watch;
        }

        int messages() {
            return this == COPIED_ALBUM || this == FORWARDED_ALBUM ? 2 : 1;
        }

        void post(WithBot test) {
            if (messages() == 2) {
                test.telegram.album(S, "g1", "first", "");
                test.bot.fence();
                test.bot.advance(Duration.ofSeconds(1));
            } else {
                test.telegram.post(S, "first");
            }
        }
    }

    // E1: rubenlagus/TelegramBots#132, aahnik/tgcf past.py
    @ParameterizedTest
    @EnumSource
    void e1_a_flood_wait_is_kept_and_the_same_message_sent_once(Way way) {
        bot.watching(way.watch);
        telegram.on(way.method).chat(A).answer(Answer.floodWait(7));
        way.post(this);
        awaitCallsTo(A, 1);
        telegram.post(S, "second");
        bot.advance(Duration.ofSeconds(7).minus(MOMENT));
        assertEquals(1, callsTo(A));

        bot.advance(MOMENT);
        bot.awaitDelivered(A, way.messages() + 1);
        List<Call> calls = telegram.callsTo(A);
        assertEquals(3, calls.size());
        assertEquals(calls.get(0).method(), calls.get(1).method());
        assertEquals(calls.get(0).json(), calls.get(1).json());
        assertEquals("first", texts(A).getFirst());
        assertEquals("second", texts(A).getLast());
        assertEquals(1, bot.stat("worker", "flood_waits"));
        assertEquals(0, bot.stat("worker", "failed"));
    }

    // E1: rubenlagus/TelegramBots#132
    @ParameterizedTest
    @EnumSource
    void e1_the_fourth_flood_wait_in_a_row_makes_a_dead_letter(Way way) {
        bot.watching(way.watch);
        telegram.on(way.method).chat(A).times(4).answer(Answer.floodWait(2));
        way.post(this);
        awaitCallsTo(A, 1);
        telegram.post(S, "second");
        pass(Duration.ofSeconds(8), Duration.ofSeconds(1));

        assertEquals(List.of("second"), texts(A));
        assertEquals(List.of(2L, 2L, 2L), pauses(A).subList(0, 3));
        assertEquals(5, callsTo(A));
        bot.awaitLog("not delivered (FLOOD_RETRIES_EXHAUSTED)");
        assertEquals(way.messages(), bot.stat("queue", "dead_letters"));
        assertEquals(way.messages(), bot.stat("worker", "failed"));
    }

    // E1: flood waits count in a row only, and failures are no flood waits
    @Test
    void e1_a_failure_between_flood_waits_begins_a_new_row() {
        bot.watching(copying(S, A));
        Answer wait = Answer.floodWait(1);
        Answer failure = Answer.error(500, "Internal Server Error");
        telegram.on("copyMessage").chat(A).answer(wait, wait, wait, failure, wait, wait, wait);
        telegram.post(S, "first");
        awaitCallsTo(A, 1);
        pass(Duration.ofSeconds(8), Duration.ofSeconds(1));
        assertEquals(List.of("first"), texts(A));
        assertEquals(0, bot.stat("worker", "failed"));
    }

    // E1: a wait that no clock can express must not take the lane with it
    @Test
    void e1_an_absurd_flood_wait_holds_up_only_its_own_lane() {
        bot.watching(copying(S, A), copying(S, B));
        String absurd = "{\"ok\":false,\"error_code\":429,\"description\":\"Too Many Requests\","
                + "\"parameters\":{\"retry_after\":" + Long.MAX_VALUE + "}}";
        telegram.on("copyMessage").chat(A).answer(Answer.http(429, "application/json", absurd));
        telegram.post(S, "first");
        telegram.post(S, "second");
        bot.awaitDelivered(B, 2);
        bot.advance(Duration.ofMinutes(1));
        assertEquals(1, callsTo(A));
        bot.awaitStat("queue", "pending", count -> count == 2);
        assertEquals(1, bot.stat("worker", "flood_waits"));
    }

    // N5
    @Test
    void n5_a_flood_wait_of_30_years_is_one_of_an_hour_and_told_and_shown() {
        bot.watching(copying(S, A));
        telegram.on("copyMessage").chat(A).answer(Answer.floodWait(1_000_000_000));
        telegram.post(S, "text");
        awaitCallsTo(A, 1);
        String told = "chat " + A + ": Telegram asks to wait 1000000000 s; I wait 3600 s";
        assertEquals(1, bot.count(told), bot::log);
        assertTrue(
                bot.get("/dashboard.json").body().contains(told),
                () -> bot.get("/dashboard.json").body());
        bot.advance(Duration.ofHours(1).minusMillis(1));
        assertEquals(List.of(), texts(A));
        bot.advance(Duration.ofMillis(1));
        awaitTexts(A, "text");
    }

    // E2: python-telegram-bot/python-telegram-bot#2362
    @Test
    void e2_a_flood_wait_of_one_chat_holds_up_no_other_and_its_order_is_kept() {
        bot.watching(copying(S, A), copying(S, B));
        telegram.on("copyMessage").chat(A).answer(Answer.floodWait(60));
        for (int i = 1; i <= 5; i++) {
            telegram.post(S, "message " + i);
        }
        bot.awaitDelivered(B, 5);
        bot.fence();
        assertEquals(1, callsTo(A));
        assertEquals(List.of(), texts(A));

        bot.advance(Duration.ofSeconds(60));
        bot.awaitDelivered(A, 5);
        assertEquals(List.of("message 1", "message 2", "message 3", "message 4", "message 5"), texts(A));
        assertEquals(texts(B), texts(A));
        assertEquals(6, callsTo(A));
        assertEquals(5, callsTo(B));
    }

    // E1: what fails on the server is tried again after 1 s, 2 s and 4 s, and its lane waits
    @ParameterizedTest
    @EnumSource
    void e1_a_server_that_fails_four_times_makes_a_dead_letter_and_the_lane_goes_on_in_order(Way way) {
        bot.watching(way.watch);
        telegram.on(way.method).chat(A).times(2).answer(Answer.error(500, "Internal Server Error"), Answer.garbage());
        way.post(this);
        awaitCallsTo(A, 1);
        telegram.post(S, "second");
        telegram.post(S, "third");
        pass(Duration.ofSeconds(7), Duration.ofMillis(500));

        bot.awaitDelivered(A, 2);
        assertEquals(List.of("second", "third"), texts(A));
        assertEquals(List.of(1L, 2L, 4L), pauses(A).subList(0, 3));
        assertEquals(6, callsTo(A));
        bot.awaitLog("not delivered (RETRIES_EXHAUSTED)");
        assertEquals(way.messages(), bot.stat("queue", "dead_letters"));
        assertEquals(3, bot.stat("worker", "retried"));
    }

    // E1: the same, but the last try works
    @Test
    void e1_a_server_that_recovers_gets_the_message_once() {
        bot.watching(copying(S, A));
        telegram.on("copyMessage").chat(A).times(3).answer(Answer.error(503, "Service Unavailable"));
        telegram.post(S, "first");
        awaitCallsTo(A, 1);
        pass(Duration.ofSeconds(7), Duration.ofMillis(500));
        bot.awaitDelivered(A, 1);
        bot.fence();
        assertEquals(List.of("first"), texts(A));
        assertTrue(bot.stat("worker", "failed") == 0 && bot.stat("worker", "retried") == 3);
    }

    /** How long there was between the calls for a chat, in seconds. */
    private List<Long> pauses(long chat) {
        List<Call> calls = telegram.callsTo(chat);
        List<Long> pauses = new ArrayList<>();
        for (int i = 1; i < calls.size(); i++) {
            pauses.add(
                    Duration.ofNanos(calls.get(i).nanoTime() - calls.get(i - 1).nanoTime())
                            .toSeconds());
        }
        return pauses;
    }
}
