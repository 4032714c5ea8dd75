package sluice.launcher.cases;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import sluice.simulator.Answer;
import sluice.simulator.Fault;
import sluice.simulator.Poll;

/** Cases P4, P5, P6, P7 and P10: polls that fail. Polling never goes deaf, and says what is wrong without flooding the log. */
class PollFailuresTest extends WithBot {

    private static final Duration STEP = Duration.ofSeconds(5);
    private static final String CONFLICT =
            "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running";

    /** P4: rubenlagus/TelegramBots#1401, #1471. */
    @ParameterizedTest
    @MethodSource("failures")
    void p4_the_next_poll_comes_within_a_minute_after_20_minutes_of_failures(Answer failure) {
        Fault fault = bot.telegram.on("getUpdates").skip(1).always().answer(failure);
        bot.configure("", S_TO_A);
        bot.telegram.post(TestBot.S, "before");
        bot.startAgain();
        awaitTexts(TestBot.A, "before");

        advance(Duration.ofMinutes(20), Duration.ofSeconds(20));
        assertTrue(fault.used() >= 15, "it kept trying: " + fault.used());
        assertEquals(503, bot.get("/healthz").status());
        assertTrue(bot.count("polling fails") <= 21, bot::log);
        fault.remove();
        bot.telegram.post(TestBot.S, "good");
        bot.settle();
        bot.time.advance(Duration.ofSeconds(60));

        awaitTexts(TestBot.A, "before", "good");
        assertEquals(1, bot.count("polling works again"));
        assertEquals(200, bot.get("/healthz").status());
    }

    static Stream<Named<Answer>> failures() {
        return Stream.of(
                Named.of("a proxy's page", Answer.garbage()),
                Named.of("500", Answer.error(500, "Internal Server Error")),
                Named.of("502", Answer.error(502, "Bad Gateway")),
                Named.of("400", Answer.error(400, "Bad Request: something")),
                Named.of("403", Answer.error(403, "Forbidden: something")),
                Named.of("429 without a time", Answer.floodWaitWithoutParameters()),
                Named.of("429 with a short time", Answer.floodWait(1)),
                Named.of("a reset connection", Answer.reset()),
                Named.of("a closed connection", Answer.closeWithoutAnswer()),
                Named.of("an answer cut short", Answer.truncated()),
                Named.of("no HTTP", Answer.raw(new byte[] {1, 2, 3, 4})),
                Named.of("an empty body", Answer.http(200, "application/json", "")),
                Named.of("null", Answer.http(200, "application/json", "null")),
                Named.of("a list", Answer.http(200, "application/json", "[]")),
                Named.of("half an object", Answer.http(200, "application/json", "{\"ok\":true,\"result\":[{")),
                Named.of("no result", Answer.http(200, "application/json", "{\"ok\":true}")),
                Named.of(
                        "a result that is no list",
                        Answer.http(200, "application/json", "{\"ok\":true,\"result\":{}}")),
                Named.of(
                        "a text instead of ok", Answer.http(200, "application/json", "{\"ok\":\"yes\",\"result\":[]}")),
                Named.of("a redirection", Answer.http(302, "text/html", "elsewhere")));
    }

    /** Its like: every poll is taken and not answered; each lasts as long as the watchdog lets it. */
    @Test
    void p4_after_20_minutes_without_any_answer_the_next_poll_comes_within_a_minute_too() {
        Fault fault = bot.telegram.on("getUpdates").always().answer(Answer.hang());
        bot.watching(S_TO_A);
        for (int i = 1; i <= 20; i++) {
            bot.awaitPolls(i);
            bot.time.advance(Duration.ofSeconds(60));
        }
        bot.awaitPolls(21);
        fault.remove();
        bot.telegram.post(TestBot.S, "good");

        bot.time.advance(Duration.ofSeconds(60));

        awaitTexts(TestBot.A, "good");
        assertEquals(21, bot.stat("intake", "poll_timeouts"));
    }

    /** P4, with the server's own time: what it asks for is waited, and a nonsensical time does not make the bot deaf. */
    @Test
    void p4_a_flood_wait_on_polls_is_waited_before_the_next() {
        bot.telegram.on("getUpdates").answer(Answer.floodWait(7));
        bot.watching(S_TO_A);
        bot.telegram.post(TestBot.S, "good");
        bot.awaitWaiter(Duration.ofSeconds(7));

        bot.time.advance(Duration.ofMillis(6_999));
        assertEquals(1, bot.telegram.count("getUpdates"));

        bot.time.advance(Duration.ofMillis(1));
        awaitTexts(TestBot.A, "good");
    }

    @ParameterizedTest
    @ValueSource(strings = {"9223372036854775807", "1000000000", "-5", "\"7\"", "null", "7.5"})
    void p4_a_nonsensical_flood_wait_does_not_make_the_bot_deaf(String seconds) {
        bot.telegram
                .on("getUpdates")
                .answer(Answer.http(
                        429,
                        "application/json",
                        "{\"ok\":false,\"error_code\":429,\"description\":\"Too Many Requests\","
                                + "\"parameters\":{\"retry_after\":" + seconds + "}}"));
        bot.watching(S_TO_A);
        bot.telegram.post(TestBot.S, "good");
        Instant start = bot.time.now();

        while (bot.telegram.delivered(TestBot.A).isEmpty()) {
            Duration deaf = Duration.between(start, bot.time.now());
            assertTrue(deaf.compareTo(Duration.ofMinutes(65)) < 0, "deaf for " + deaf);
            bot.time.advance(Duration.ofMinutes(1));
        }
    }

    /** P5: the network is down at the start. */
    @Test
    void p5_without_a_network_at_the_start_the_bot_keeps_trying_and_says_so_once_a_minute() {
        bot.telegram.stopListening();
        bot.watching(S_TO_A);
        bot.awaitLog("polling fails", 1);
        assertEquals(503, bot.get("/healthz").status());
        assertTrue(bot.get("/healthz").body().startsWith("polling: "));

        advance(Duration.ofMinutes(10));

        long told = bot.count("polling fails");
        assertTrue(told >= 9 && told <= 11, () -> "once a minute, not " + told + " times:\n" + bot.log());
        assertEquals(503, bot.get("/healthz").status());
        assertFalse(bot.log().contains("polling works again"));

        bot.telegram.resumeListening();
        bot.telegram.post(TestBot.S, "good");
        bot.advanceUntil("the message", () -> texts(TestBot.A).equals(List.of("good")));
        assertEquals(200, bot.get("/healthz").status());
    }

    /** P5, its like: the server dies while a poll is under way, and comes back. */
    @Test
    void p5_a_server_that_restarts_under_a_long_poll_is_found_again() {
        bot.watching(S_TO_A);
        bot.awaitPolls(1);
        bot.telegram.stopListening();
        bot.awaitLog("polling fails");
        bot.telegram.resumeListening();
        bot.telegram.post(TestBot.S, "good");

        bot.advanceUntil("the message", () -> texts(TestBot.A).equals(List.of("good")));

        assertEquals(1, bot.count("polling fails"));
    }

    /** P6: TelegramBots#1221, pengrad/java-telegram-bot-api#345. */
    @Test
    void p6_three_conflicts_are_told_once_and_recovered_from() {
        bot.telegram.on("getUpdates").times(3).answer(Answer.error(409, CONFLICT));
        bot.watching(S_TO_A);
        bot.telegram.post(TestBot.S, "good");

        advance(Duration.ofSeconds(7), Duration.ofMillis(500));
        awaitTexts(TestBot.A, "good");
        bot.fence();

        assertEquals(List.of(1L, 2L, 4L), gaps(), "it backs off");
        assertEquals(1, bot.count("another instance"));
        assertEquals(List.of("good"), texts(TestBot.A));
    }

    @Test
    void p6_a_conflict_that_stays_for_five_minutes_ends_with_exit_4() {
        bot.telegram.on("getUpdates").always().answer(Answer.error(409, CONFLICT));
        bot.watching(S_TO_A);
        bot.awaitLog("another instance polls with the same token");

        advance(Duration.ofSeconds(299));
        assertFalse(bot.ended());
        advance(Duration.ofSeconds(31));

        assertEquals(4, bot.exitCode());
        assertEquals(1, bot.count("another instance keeps polling with the same token"));
        assertTrue(bot.count("another instance polls") <= 6, bot::log);
    }

    @Test
    void p6_conflicts_with_a_good_poll_between_them_do_not_end_the_bot() {
        bot.telegram
                .on("getUpdates")
                .times(100)
                .answer(
                        Answer.error(409, CONFLICT),
                        Answer.error(409, CONFLICT),
                        Answer.http(200, "application/json", "{\"ok\":true,\"result\":[]}"));
        bot.watching(S_TO_A);

        advance(Duration.ofMinutes(10));

        assertFalse(bot.ended());
    }

    /** Its like: the same status, and another cause. */
    @Test
    void p6_a_webhook_is_named_as_what_it_is() {
        bot.telegram
                .on("getUpdates")
                .always()
                .answer(Answer.error(
                        409,
                        "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the"
                                + " webhook first"));
        bot.watching(S_TO_A);
        bot.awaitLog("a webhook is set for this token");

        bot.advanceUntil("its end", bot::ended);

        assertEquals(4, bot.exitCode());
        assertFalse(bot.log().contains("another instance"), bot::log);
    }

    /** P7: pengrad/java-telegram-bot-api#168. */
    @ParameterizedTest
    @MethodSource("rejections")
    void p7_a_rejected_token_ends_with_exit_3_and_a_clear_line(Answer rejection) {
        bot.telegram.on("getUpdates").always().answer(rejection);
        bot.watching(S_TO_A);

        assertEquals(3, bot.exitCode());
        assertEquals(1, bot.count("Telegram rejects the token"));
        assertEquals(1, bot.telegram.count("getUpdates"), "no loop");
    }

    static Stream<Named<Answer>> rejections() {
        return Stream.of(
                Named.of("401", Answer.error(401, "Unauthorized")),
                Named.of("404, for a token that cannot be one", Answer.error(404, "Not Found")));
    }

    @Test
    void p7_a_token_that_is_revoked_later_ends_the_bot_too() {
        bot.watching(S_TO_A);
        bot.telegram.post(TestBot.S, "good");
        awaitTexts(TestBot.A, "good");
        bot.telegram.on("getUpdates").always().answer(Answer.error(401, "Unauthorized"));
        bot.telegram.post(TestBot.S, "ends the poll under way");

        bot.advanceUntil("its end", bot::ended);

        assertEquals(3, bot.exitCode());
    }

    @Test
    void p7_a_send_that_is_refused_for_the_token_ends_the_bot_too() {
        bot.telegram.on("copyMessage").always().answer(Answer.error(401, "Unauthorized"));
        bot.telegram.on("getMe").always().answer(Answer.error(401, "Unauthorized"));
        bot.watching(S_TO_A);
        bot.telegram.post(TestBot.S, "good");

        bot.advanceUntil("its end", bot::ended);

        assertEquals(3, bot.exitCode());
        assertEquals(1, bot.telegram.count("copyMessage"));
    }

    /** P10: teloxide#223, TelegramBots#183. The poll timeout is 50 s, so that the watchdog comes after 60 s. */
    @ParameterizedTest
    @MethodSource("silences")
    void p10_a_poll_that_is_never_answered_is_ended_by_the_watchdog(Answer silence) {
        bot.telegram.on("getUpdates").skip(1).answer(silence);
        bot.configure("", S_TO_A);
        bot.startAgain();
        bot.awaitPolls(2);
        bot.telegram.post(TestBot.S, "good");

        bot.time.advance(Duration.ofMillis(59_999));
        assertEquals(2, bot.telegram.count("getUpdates"));
        assertEquals(0, bot.stat("intake", "poll_timeouts"));

        bot.time.advance(Duration.ofMillis(1));
        awaitTexts(TestBot.A, "good");
        assertEquals(1, bot.stat("intake", "poll_timeouts"));
        assertEquals(1, bot.stat("intake", "poll_failures"));
    }

    static Stream<Named<Answer>> silences() {
        return Stream.of(
                Named.of("nothing comes", Answer.hang()),
                Named.of("a byte now and then", Answer.trickle(Duration.ofSeconds(9))));
    }

    @Test
    void p10_the_watchdog_follows_the_poll_timeout_that_is_configured() {
        bot.telegram.on("getUpdates").skip(1).answer(Answer.hang());
        String url = bot.telegram.uri().toString();
        bot.configure("", S_TO_A);
        bot.write(bot.configuration().replace("api-url: " + url, "api-url: " + url + "\n  poll-timeout: 5s"));
        bot.startAgain();
        bot.awaitPolls(2);

        bot.time.advance(Duration.ofMillis(14_999));
        assertEquals(0, bot.stat("intake", "poll_timeouts"));

        bot.time.advance(Duration.ofMillis(1));
        bot.awaitStat("intake", "poll_timeouts", count -> count == 1);
        bot.awaitPolls(4);
        assertEquals(5, bot.telegram.polls().getLast().timeout());
    }

    /** Otherwise a bot in quiet chats would be called ill until its first long poll has ended, after a start and after a failure. */
    @Test
    void whether_polling_works_is_known_at_once() {
        bot.configure("", S_TO_A);
        bot.startAgain();
        bot.awaitPolls(2);
        assertEquals(List.of(0, 50), timeouts());
        assertEquals(200, bot.get("/healthz").status());

        // The long one is never answered here, and the short one after it fails.
        bot.telegram.on("getUpdates").answer(Answer.error(502, "Bad Gateway"));
        bot.advanceUntil("the next polls", () -> bot.telegram.count("getUpdates") >= 5);
        assertEquals(List.of(0, 50, 0, 0, 50), timeouts().subList(0, 5));
        assertEquals(200, bot.get("/healthz").status());
    }

    private List<Integer> timeouts() {
        return bot.telegram.polls().stream().map(Poll::timeout).toList();
    }

    private void advance(Duration total) {
        advance(total, STEP);
    }

    /** Moves time on while polls fail. */
    private void advance(Duration total, Duration step) {
        Instant end = bot.time.now().plus(total);
        while (bot.time.now().isBefore(end)) {
            bot.time.advance(step);
        }
    }

    /** Seconds between the first polls. */
    private List<Long> gaps() {
        List<Poll> polls = bot.telegram.polls();
        return IntStream.range(1, 4)
                .mapToObj(i -> polls.get(i).nanoTime() - polls.get(i - 1).nanoTime())
                .map(nanos -> Duration.ofNanos(nanos).toSeconds())
                .toList();
    }
}
