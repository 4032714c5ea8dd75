package sluice.launcher.cases;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import sluice.simulator.Answer;

/** Answers that never come, or come too slowly: what may have been sent is not sent again. */
class SendingLostAnswerCasesTest extends WithBot {

    private static final Duration TIME_LIMIT = Duration.ofSeconds(30);
    private static final Duration AN_HOUR = Duration.ofHours(1);

    /** A watch whose messages are sent when the test has prepared for it. */
    private static String later(long destination) {
        return "{source: " + S + ", destination: " + destination + ", delay: 10s}";
    }

    /** The ways an answer can be lost. */
    @SuppressWarnings("ImmutableEnumChecker") // answers are immutable
    enum Lost {
        HANG(Answer.hang(), true, false),
        HANG_AFTER_APPLYING(Answer.hangAfterApplying(), true, true),
        CLOSE(Answer.closeWithoutAnswer(), false, false),
        CLOSE_AFTER_APPLYING(Answer.closeAfterApplying(), false, true),
        RESET(Answer.reset(), false, false),
        RESET_AFTER_APPLYING(Answer.reset().afterApplying(), false, true),
        // One byte in an hour is as slow as one in 9 s, for a bot whose clock the test turns.
        TRICKLE(Answer.trickle(AN_HOUR), true, true),
        HALF_A_HEADER(Answer.raw("HTTP/1.1 200 OK\r\nContent-Le".getBytes(StandardCharsets.US_ASCII)), false, false);

        @SuppressWarnings("ImmutableEnumChecker") // an answer never changes
        final Answer answer;

        final boolean lasts;
        final boolean applied;

        Lost(Answer answer, boolean lasts, boolean applied) {
            this.answer = answer;
            this.lasts = lasts;
            this.applied = applied;
        }
    }

    // E7, E9: python-telegram-bot#1045, TelegramBots#1595
    @ParameterizedTest
    @EnumSource
    void e7_a_message_whose_answer_is_lost_has_an_unknown_outcome_and_is_not_repeated(Lost lost) {
        bot.watching(copying(S, A), copying(S, B));
        telegram.on("copyMessage").chat(A).answer(lost.answer);
        telegram.post(S, "first");
        telegram.post(S, "second");
        bot.awaitDelivered(B, 2);
        bot.fence();
        if (lost.lasts) {
            assertEquals(1, callsTo(A));
            bot.advance(TIME_LIMIT.minusMillis(1));
            assertEquals(1, callsTo(A));
            bot.advance(Duration.ofMillis(1));
        }
        bot.awaitDelivered(A, lost.applied ? 2 : 1);
        bot.settle();
        bot.awaitLog(deadLetter(A, "UNKNOWN_OUTCOME"));
        assertEquals(1, bot.stat("queue", "dead_letters"));
        assertEquals(1, bot.stat("worker", "failed"));

        pass(Duration.ofMinutes(3), Duration.ofSeconds(30));
        assertEquals(lost.applied ? List.of("first", "second") : List.of("second"), texts(A));
        assertEquals(2, callsTo(A));
        assertEquals(0, bot.stat("peer", "failed_peers"));
    }

    // E7: the same for all that is sent otherwise
    @ParameterizedTest
    @EnumSource
    void e7_whatever_was_sent_is_not_sent_twice(SendingFloodCasesTest.Way way) {
        bot.watching(way.watch);
        telegram.on(way.method).chat(A).answer(Answer.hangAfterApplying());
        way.post(this);
        bot.awaitCalls(way.method, 1);
        bot.fence();
        bot.advance(TIME_LIMIT);
        bot.settle();
        bot.advance(Duration.ofMinutes(2));
        assertEquals(way.messages(), telegram.delivered(A).size());
        assertEquals(1, callsTo(A));
        bot.awaitLog("(UNKNOWN_OUTCOME)");
    }

    // E7: the time limit is a key
    @Test
    void e7_the_time_limit_is_as_long_as_configured() {
        bot.start("deliver.timeout: 10s", copying(S, A));
        telegram.on("copyMessage").chat(A).answer(Answer.hang());
        telegram.post(S, "first");
        bot.await("the call", () -> callsTo(A) == 1);
        bot.fence();
        bot.advance(Duration.ofSeconds(10));
        bot.awaitLog(deadLetter(A, "UNKNOWN_OUTCOME") + ": no answer within 10 s");
    }

    // E7: what was never sent is safe to send again
    @Test
    void e7_a_refused_connection_is_tried_again() {
        bot.watching(later(A));
        telegram.post(S, "first");
        telegram.post(S, "second");
        bot.settle();
        telegram.stopListening();
        bot.time.advance(Duration.ofSeconds(10));
        bot.awaitLog("try 1 of 3 follows");
        telegram.resumeListening();
        long polls = telegram.count("getUpdates");
        bot.advanceUntil(
                "both to arrive and polling to go on",
                () -> texts(A).size() == 2 && telegram.count("getUpdates") > polls);
        bot.settle();
        assertEquals(List.of("first", "second"), texts(A));
        assertEquals(2, callsTo(A));
        assertEquals(0, bot.stat("queue", "dead_letters"));
    }

    // E7: and given up when it stays so
    @Test
    void e7_a_connection_that_stays_refused_makes_dead_letters_one_after_the_other() {
        bot.watching(later(A));
        telegram.post(S, "first");
        telegram.post(S, "second");
        bot.settle();
        telegram.stopListening();
        bot.time.advance(Duration.ofSeconds(10));
        bot.awaitLog("try 1 of 3 follows", 1);
        bot.advanceUntil("the first to be given up", () -> bot.count("(RETRIES_EXHAUSTED)") == 1);
        telegram.resumeListening();
        bot.advanceUntil("the second to arrive", () -> texts(A).size() == 1);
        assertEquals(List.of("second"), texts(A));
        assertEquals(1, bot.stat("queue", "dead_letters"));
    }

    // E7: a kept connection that the server has reset meanwhile is no lost answer
    @Test
    void e7_a_connection_that_broke_while_it_was_idle_loses_nothing() {
        bot.watching(later(A), later(B), later(C));
        telegram.post(S, "first");
        bot.settle();
        bot.advance(Duration.ofSeconds(10));
        bot.settle();
        telegram.post(S, "second");
        bot.settle();
        telegram.stopListening();
        telegram.resumeListening();
        long polls = telegram.count("getUpdates");
        bot.time.advance(Duration.ofSeconds(10));
        bot.advanceUntil(
                "all to arrive and polling to go on",
                () -> telegram.count("getUpdates") > polls && texts(A).size() + texts(B).size() + texts(C).size() == 6);
        bot.settle();
        assertEquals(0, bot.stat("queue", "dead_letters"));
        assertEquals(List.of("first", "second"), texts(A));
    }

    // E9: TelegramBots#1595
    @Test
    void e9_an_answer_that_is_cut_short_is_an_error_at_once_and_polling_goes_on() {
        bot.watching(copying(S, A));
        bot.settle();
        telegram.on("getUpdates").times(3).answer(Answer.truncated());
        long polls = telegram.count("getUpdates");
        telegram.post(S, "first");
        bot.advanceUntil("the next polls", () -> telegram.count("getUpdates") >= polls + 4);
        telegram.post(S, "second");
        bot.settle();
        assertEquals(List.of("first", "second"), texts(A));
        assertEquals(3, bot.stat("intake", "poll_failures"));
        assertEquals(0, bot.stat("intake", "poll_timeouts"));
    }

    // E9: TelegramBots#1595
    @Test
    void e9_an_answer_that_trickles_is_an_error_within_the_time_limit_and_polling_goes_on() {
        bot.watching(copying(S, A));
        bot.settle();
        telegram.on("getUpdates").answer(Answer.trickle(AN_HOUR));
        long polls = telegram.count("getUpdates");
        telegram.post(S, "first");
        bot.awaitPolls(polls + 1);
        // The poll that holds the message was asked for at this very moment, so that it has 50 s and 10 s more.
        bot.await("the poll to be under way", () -> bot.time.timers() == 1);
        bot.time.advance(Duration.ofSeconds(59));
        assertEquals(0, bot.stat("intake", "poll_timeouts"));
        bot.time.advance(Duration.ofSeconds(1));
        bot.awaitStat("intake", "poll_timeouts", count -> count == 1);
        bot.advanceUntil("the next poll", () -> telegram.count("getUpdates") >= polls + 2);
        telegram.post(S, "second");
        bot.settle();
        assertEquals(List.of("first", "second"), texts(A));
    }
}
