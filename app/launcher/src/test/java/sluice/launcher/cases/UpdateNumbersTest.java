package sluice.launcher.cases;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sluice.simulator.Answer;
import sluice.simulator.Fault;
import sluice.simulator.Post;

/**
 * The numbers of updates rise one by one until there was none for a week; then Telegram takes any number, a lower one too. An offset
 * from before would confirm what was never seen.
 */
class UpdateNumbersTest extends WithBot {

    private static final String DURABLE = "modules: {queue: sqlite}";
    private static final Duration QUIET_WEEK = Duration.ofDays(8);

    private long lastOffset() {
        bot.settle();
        return telegram.polls().getLast().offset();
    }

    private long firstOffsetOf(Runnable start) {
        int before = telegram.polls().size();
        start.run();
        telegram.awaitPolls(before + 1);
        return telegram.polls().get(before).offset();
    }

    private void firstMessage(String settings) {
        bot.start(settings, S_TO_A);
        telegram.post(S, "before");
        awaitTexts(A, "before");
        bot.settle();
        telegram.awaitConfirmed();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 100_000_001, 7_000_000_000L})
    void a_bot_that_was_stopped_for_a_quiet_week_gets_all_whatever_their_numbers(long number) {
        firstMessage(DURABLE);
        stopBot();
        bot.time.advance(QUIET_WEEK);
        telegram.restartUpdateIds(number);
        telegram.post(S, "one");
        telegram.post(S, "two");
        assertEquals(0, firstOffsetOf(bot::startAgain));
        telegram.awaitDelivered(A, 3);
        telegram.post(S, "three");
        bot.fence();
        assertEquals(List.of("before", "one", "two", "three"), texts(A));
        assertEquals(0, telegram.ledger().doubled());
        restart();
        assertEquals(4, texts(A).size());
    }

    private void restart() {
        stopBot();
        bot.startAgain();
        bot.fence();
    }

    @ParameterizedTest
    @ValueSource(strings = {DURABLE, "modules: {queue: bounded}"})
    void a_bot_that_runs_through_a_quiet_week_gets_all_whatever_their_numbers(String settings) {
        firstMessage(settings);
        // The first one must come between two polls: the next poll confirms what is below its offset.
        Fault down = telegram.on("getUpdates").always().answer(Answer.error(502, "Bad Gateway"));
        bot.time.advance(QUIET_WEEK);
        telegram.restartUpdateIds(5);
        Post post = telegram.post(S, "one");
        assertEquals(5, post.updateId());
        down.remove();
        bot.advanceUntil("the first", () -> texts(A).size() == 2);
        telegram.post(S, "two");
        bot.fence();
        assertEquals(List.of("before", "one", "two"), texts(A));
        restart();
        assertEquals(3, texts(A).size());
        assertEquals(0, telegram.ledger().doubled());
    }

    @Test
    void a_stored_offset_is_used_for_24_hours() {
        firstMessage(DURABLE);
        long offset = lastOffset();
        stopBot();
        bot.time.advance(Duration.ofHours(24));
        assertEquals(offset, firstOffsetOf(bot::startAgain));
    }

    @Test
    void what_was_posted_while_the_bot_was_off_for_longer_than_its_offset_is_good_for_arrives_once() {
        firstMessage(DURABLE);
        stopBot();
        bot.time.advance(Duration.ofHours(10));
        telegram.post(S, "too old for Telegram by then");
        bot.time.advance(Duration.ofHours(20));
        telegram.post(S, "one");
        bot.time.advance(Duration.ofHours(5));
        assertEquals(0, firstOffsetOf(bot::startAgain));
        bot.fence();
        assertEquals(
                List.of("before", "one"),
                texts(A).stream().filter(text -> text.length() < 10).toList());
        assertEquals(0, telegram.ledger().doubled());
    }

    // what is known of a message is its chat and its id there, so that a number of an update that comes again means
    // nothing
    @Test
    void another_message_under_a_number_that_was_used_before_is_sent() {
        firstMessage(DURABLE);
        long used = telegram.polls().getLast().offset() - 1;
        stopBot();
        bot.time.advance(QUIET_WEEK);
        telegram.restartUpdateIds(used);
        Post post = telegram.post(S, "after");
        assertEquals(used, post.updateId());
        bot.startAgain();
        bot.fence();
        assertEquals(List.of("before", "after"), texts(A));
    }

    // the last poll could not confirm: the next process is told of the message again, under the same number
    @Test
    void what_was_not_confirmed_comes_again_after_a_restart_and_is_sent_once() {
        bot.start(DURABLE, S_TO_A);
        bot.settle();
        telegram.on("getUpdates").always().answer(Answer.error(502, "Bad Gateway"));
        telegram.post(S, "text");
        awaitTexts(A, "text");
        stopBot();
        assertEquals(1, telegram.pendingUpdates());
        telegram.clearFaults();
        bot.startAgain();
        bot.fence();
        assertEquals(List.of("text"), texts(A));
    }
}
