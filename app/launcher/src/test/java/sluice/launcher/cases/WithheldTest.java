package sluice.launcher.cases;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sluice.config.Config;
import sluice.config.ConfigLoader;
import sluice.config.Loaded;
import sluice.host.status.Report;
import sluice.launcher.bot.Bot;
import sluice.launcher.bot.ProcessResources;
import sluice.simulator.Answer;

/** A bot that its process does not run for a while: nothing goes to Telegram then, and afterwards all of it, once. */
class WithheldTest extends WithBot {

    private static final Duration LONGER_THAN_ANY_POLL = Duration.ofMinutes(2);

    private enum Runs {
        HERE,
        /** It is lost in the middle of each call: whoever asks before is told otherwise. */
        NOT_WITHIN_CALLS,
        ELSEWHERE
    }

    private volatile Runs runs = Runs.HERE;
    private ProcessResources process;
    private Bot running;

    private void start(String settings, String... watches) {
        bot.configure(settings, watches);
        if (!(ConfigLoader.load(bot.file(), Map.of()) instanceof Loaded.Valid(Config config))) {
            throw new AssertionError(bot.configuration());
        }
        config.logFormat().use();
        process = new ProcessResources(config, bot.time, bot.heap);
        running = new Bot(config, process, this::runsHere);
        running.start();
        bot.awaitPolls(1);
    }

    private static String delayed(long destination) {
        return copying(S, destination).replace("}", ", delay: 30s}");
    }

    private boolean runsHere() {
        return switch (runs) {
            case HERE -> true;
            case NOT_WITHIN_CALLS -> !Thread.currentThread().getName().startsWith("OkHttp");
            case ELSEWHERE -> false;
        };
    }

    @AfterEach
    void stop() throws InterruptedException {
        runs = Runs.HERE;
        bot.settle();
        running.stop();
        process.close();
    }

    private long figure(String concern, String name) {
        return Report.find(running.report().figures(), concern, name)
                .map(Number::longValue)
                .orElseThrow(() -> new AssertionError(concern + "." + name));
    }

    private void awaitWaiting(long count) {
        bot.await(count + " that wait", () -> figure("queue", "pending") == count);
    }

    /** Tells how many calls the server had. */
    private int calls() {
        bot.settle();
        return telegram.calls().size();
    }

    private void assertNothingIsHeldAgainstAnybody() {
        assertEquals(0, figure("queue", "dead_letters"));
        assertEquals(0, figure("worker", "retried"));
        assertEquals(0, figure("intake", "poll_failures"));
        assertFalse(bot.log().contains("WARN"), bot::log);
    }

    @ParameterizedTest
    @ValueSource(strings = {"bounded", "sqlite"})
    void nothing_is_sent_or_polled_while_the_bot_runs_elsewhere_and_all_goes_once_when_it_is_back(String queue) {
        start("modules: {queue: " + queue + "}", delayed(A), S_TO_B);
        IntStream.range(0, 30).forEach(i -> telegram.post(S, "message " + i));
        awaitWaiting(30);
        bot.awaitDelivered(B, 30);
        runs = Runs.ELSEWHERE;
        int before = calls();
        long polls = telegram.count("getUpdates");
        // The poll that was under way is answered with these, and they are left to whoever runs the bot.
        telegram.post(OWNER, "/help");
        telegram.post(S, "meanwhile");
        pass(LONGER_THAN_ANY_POLL, Duration.ofSeconds(5));
        assertEquals(before, calls());
        assertEquals(polls, telegram.count("getUpdates"));
        assertEquals(2, telegram.pendingUpdates());
        assertEquals(30, figure("queue", "pending"));

        runs = Runs.HERE;
        bot.advanceUntil(
                "all",
                () -> texts(A).size() == 31
                        && texts(B).size() == 31
                        && texts(OWNER).size() == 1);
        bot.awaitConfirmed();
        assertEquals("meanwhile", texts(A).getLast());
        assertEquals(0, telegram.ledger().doubled());
        assertEquals(62, telegram.count("copyMessage"));
        assertNothingIsHeldAgainstAnybody();
    }

    @ParameterizedTest
    @ValueSource(strings = {"bounded", "sqlite"})
    void what_was_about_to_be_sent_when_the_bot_was_lost_goes_back_as_not_tried(String queue) {
        start("modules: {queue: " + queue + "}\ndeliver.max-retries: 1", delayed(A), delayed(B));
        List.of("one", "two").forEach(text -> telegram.post(S, text));
        telegram.album(S, "album", "a", "b");
        awaitWaiting(8);
        runs = Runs.NOT_WITHIN_CALLS;
        pass(Duration.ofSeconds(50), Duration.ofSeconds(1));
        assertEquals(0, callsTo(A) + callsTo(B));
        assertEquals(8, figure("queue", "pending"));

        runs = Runs.HERE;
        bot.advanceUntil("all", () -> texts(A).size() == 4 && texts(B).size() == 4);
        assertEquals(List.of("one", "two", "a", "b"), texts(A));
        assertEquals(3, callsTo(A));
        assertNothingIsHeldAgainstAnybody();
    }

    @Test
    void a_conflict_with_the_process_that_runs_the_bot_now_is_not_told() {
        telegram.on("getUpdates").skip(1).times(1).answer(Answer.hang());
        start("", S_TO_A);
        bot.awaitPolls(2);
        telegram.on("getUpdates")
                .always()
                .answer(Answer.error(409, "Conflict: terminated by other getUpdates request"));
        runs = Runs.ELSEWHERE;
        pass(Duration.ofMinutes(10), Duration.ofSeconds(5));
        assertEquals(2, telegram.count("getUpdates"));
        telegram.clearFaults();
        runs = Runs.HERE;
        telegram.post(S, "one");
        bot.advanceUntil("it to poll again", () -> texts(A).size() == 1);
        assertNothingIsHeldAgainstAnybody();
    }

    @Test
    void posts_that_are_copied_by_their_link_go_on_where_they_stood() {
        IntStream.range(0, 3).forEach(i -> telegram.post(C, "post " + i));
        start("");
        runs = Runs.HERE;
        telegram.on("copyMessage").chat(OWNER).answer(Answer.floodWait(30));
        telegram.post(OWNER, "https://t.me/c/" + Long.toString(C).substring(4) + "/2");
        bot.awaitCalls("copyMessage", 1);
        runs = Runs.ELSEWHERE;
        int before = calls();
        pass(Duration.ofMinutes(20), Duration.ofSeconds(10));
        assertEquals(before, calls());
        runs = Runs.HERE;
        bot.advanceUntil("the copy", () -> texts(OWNER).contains("post 1"));
        assertEquals(2, telegram.count("copyMessage"));
    }

    @Test
    void the_last_poll_confirms_nothing_when_the_bot_runs_elsewhere() throws InterruptedException {
        start("modules: {queue: sqlite}", S_TO_A);
        bot.settle();
        telegram.on("getUpdates").always().answer(Answer.error(502, "Bad Gateway"));
        telegram.post(S, "one");
        awaitTexts(A, "one");
        telegram.clearFaults();
        runs = Runs.ELSEWHERE;
        int before = calls();
        running.stop();
        assertEquals(before, calls());
        assertEquals(1, telegram.pendingUpdates());
        runs = Runs.HERE;
        process.close();
        start("modules: {queue: sqlite}", S_TO_A);
        bot.awaitConfirmed();
        assertEquals(List.of("one"), texts(A));
    }
}
