package sluice.launcher.cases;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sluice.simulator.Answer;

/** Spec section 5: an edited file is taken over within 5 s; one that does not validate is reported and the running one stays. */
class ReloadTest extends WithBot {

    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final String TAKEN = "the edited configuration is in use";
    private static final String REFUSED = "cannot apply the edited configuration, the running one stays in use:";

    @Test
    void an_added_watch_works_within_five_seconds() {
        bot.watching(S_TO_A);

        bot.configure("", S_TO_A, S_TO_B);
        pass(LIMIT);
        bot.awaitLog(TAKEN);
        bot.telegram.post(TestBot.S, "text");

        awaitTexts(TestBot.A, "text");
        awaitTexts(TestBot.B, "text");
    }

    @Test
    void a_removed_watch_sends_nothing_more() {
        bot.watching(S_TO_A, S_TO_B);

        bot.configure("", S_TO_B);
        pass(LIMIT);
        bot.awaitLog(TAKEN);
        bot.telegram.post(TestBot.S, "text");

        awaitTexts(TestBot.B, "text");
        bot.fence();
        assertEquals(List.of(), texts(TestBot.A));
    }

    @Test
    void what_waits_for_a_watch_that_is_removed_is_left_out_and_counted() {
        String delayed = "{source: " + TestBot.S + ", destination: " + TestBot.A + ", delay: 1h}";
        bot.watching(delayed, S_TO_B);
        bot.telegram.post(TestBot.S, "text");
        awaitTexts(TestBot.B, "text");

        bot.configure("", S_TO_B);
        pass(LIMIT);
        bot.awaitLog(TAKEN);
        bot.time.advance(Duration.ofHours(1));

        bot.awaitStat("intake", "skipped_watch_gone", count -> count == 1);
        assertEquals(List.of(), texts(TestBot.A));
    }

    @Test
    void filters_are_checked_again_when_a_message_is_sent() {
        String delayed = "{source: " + TestBot.S + ", destination: " + TestBot.A + ", delay: 1h";
        bot.watching(delayed + "}");
        bot.telegram.post(TestBot.S, "good");
        bot.telegram.post(TestBot.S, "spam");
        bot.awaitStat("queue", "pending", count -> count == 2);

        bot.configure("", delayed + ", blacklist: [spam]}");
        pass(LIMIT);
        bot.awaitLog(TAKEN);
        bot.time.advance(Duration.ofHours(1));

        bot.awaitStat("intake", "skipped_blacklisted", count -> count == 1);
        awaitTexts(TestBot.A, "good");
    }

    @Test
    void what_waits_keeps_its_watch_when_others_are_added_before_it() {
        String delayed = "{source: " + TestBot.S + ", destination: " + TestBot.A + ", delay: 1h}";
        bot.watching(delayed);
        bot.telegram.post(TestBot.S, "text");
        bot.awaitStat("queue", "pending", count -> count == 1);

        bot.configure("", S_TO_B, delayed);
        pass(LIMIT);
        bot.awaitLog(TAKEN);
        bot.time.advance(Duration.ofHours(1));

        awaitTexts(TestBot.A, "text");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "watches: [{source: -1, destination: -2}",
                "no-such-key: 1",
                "dedup: {max-messages: 0}",
                "language: klingon",
                "modules: {dedup: no-such-module}",
                ": : :"
            })
    void an_edit_that_does_not_validate_is_reported_and_the_running_one_stays(String wrong) {
        bot.watching(S_TO_A);
        String right = bot.configuration();

        bot.write(right + wrong + "\n");
        pass(LIMIT);
        bot.awaitLog(REFUSED);
        bot.telegram.post(TestBot.S, "still");
        awaitTexts(TestBot.A, "still");
        assertTrue(bot.log().lines().anyMatch(line -> line.contains(bot.file().toString())), bot::log);
        assertEquals(0, bot.count(TAKEN));

        bot.write(right + "# put right\n");
        pass(LIMIT);
        bot.awaitLog(TAKEN);
        assertEquals(1, bot.count(REFUSED), "it is told once");
    }

    @Test
    void a_file_that_is_away_for_a_while_changes_nothing() throws IOException {
        bot.watching(S_TO_A);
        String right = bot.configuration();

        Files.delete(bot.file());
        pass(LIMIT);
        bot.awaitLog(REFUSED);
        bot.telegram.post(TestBot.S, "still");
        awaitTexts(TestBot.A, "still");

        bot.write(right);
        pass(LIMIT);
        bot.awaitLog(TAKEN);
    }

    @Test
    void what_needs_a_restart_is_named() {
        bot.watching(S_TO_A);

        bot.configure("language: zh\nqueue: {max-size: 7}\ncleanup: {interval: 1m}", S_TO_A);
        pass(LIMIT);
        bot.awaitLog("these changes need a restart: language, sizes and times of the modules");
        assertEquals(1000, bot.stat("queue", "max_size"));

        bot.advance(Duration.ofMinutes(1));
        bot.awaitLog("🧹 memory cleaned:", 1);
    }

    @Test
    void what_was_changed_back_needs_no_restart_and_what_was_not_is_named_again() {
        bot.watching(S_TO_A);

        bot.configure("language: zh\nqueue: {max-size: 7}", S_TO_A);
        pass(LIMIT);
        bot.awaitLog("these changes need a restart: language, sizes and times of the modules");
        bot.configure("language: zh", S_TO_A, S_TO_B);
        pass(LIMIT);
        bot.awaitLog("these changes need a restart: language\n");
        bot.configure("", S_TO_A);
        pass(LIMIT);
        bot.awaitLog("the edited configuration is in use: 2 watches", 2);
        bot.settle();
        assertEquals(2, bot.count("need a restart"), bot::log);
    }

    @Test
    void an_edit_that_changes_nothing_does_no_harm_to_what_is_under_way() {
        bot.telegram.on("copyMessage").answer(Answer.floodWait(30));
        bot.watching(S_TO_A);
        bot.telegram.post(TestBot.S, "held up");
        bot.awaitWaiter(Duration.ofSeconds(30));

        bot.write(bot.configuration() + "# a remark\n");
        pass(LIMIT);
        bot.awaitLog(TAKEN);
        bot.time.advance(Duration.ofSeconds(24));
        assertEquals(1, bot.telegram.count("copyMessage"), "the wait goes on");
        bot.time.advance(Duration.ofSeconds(1));

        awaitTexts(TestBot.A, "held up");
        assertFalse(bot.log().contains("restart"), bot::log);
    }

    /** Two steps, as a look at the file begins the wait for the next one. */
    private void pass(Duration limit) {
        bot.time.advance(limit.dividedBy(2));
        bot.awaitWaiter(Duration.ofSeconds(2));
        bot.time.advance(limit.dividedBy(2));
    }
}
