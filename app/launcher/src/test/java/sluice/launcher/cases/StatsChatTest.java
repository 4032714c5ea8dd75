package sluice.launcher.cases;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import sluice.simulator.Answer;

/** How the bot is doing, seen from the chat. */
class StatsChatTest extends WithBot {

    /** The last line: an hour, then what was delivered, what failed and what waited, then perhaps a bar. */
    private static final Pattern CHART = Pattern.compile("\\n\\d\\d:00  [0-9,]+  [0-9,]+  [0-9,]+(  [▏▎▍▌▋▊▉█]+)?$");

    private Phone owner;

    @BeforeEach
    void makePhone() {
        owner = new Phone(bot, OWNER);
    }

    @Test
    void figures_and_a_chart_tell_how_the_bot_is_doing() {
        bot.start("", S_TO_A);
        telegram.post(S, "one");
        telegram.post(S, "two");
        telegram.on("copyMessage").chat(A).answer(Answer.error(400, "Bad Request: message to copy not found"));
        bot.fence();
        owner.says("/stats");
        // Of the process, which is the test's.
        owner.assertShows("📊 Running for ");
        owner.assertShows("✅ All is well\n\nWatches: 2 (0 paused)\nWaiting: 0 of 1,000,000\n");
        owner.assertShows("Delivered: 2, filtered or skipped: 0");
        owner.assertShows("Failed: 1 since the start, dead letters: 1");
        assertTrue(CHART.matcher(owner.text()).find(), owner.text());
        owner.sends(owner.shown().messageId(), "s:");
        assertTrue(owner.note().startsWith("This button is no longer active"), owner.note());
        assertEquals(0, bot.count("failed unexpectedly"), bot::log);
        owner.taps("📋 Show dead letters");
        bot.settle();
        owner.assertShows("Dead letters: 1");
    }

    @Test
    void the_same_in_chinese() {
        telegram.language(OWNER, "zh-hans");
        bot.start("language: auto", S_TO_A);
        owner.says("/stats");
        owner.assertShows("✅ 一切正常\n\n监听：2 个（0 个已暂停）\n等待：0 / 1,000,000");
        assertTrue(CHART.matcher(owner.text()).find(), owner.text());
        assertEquals(List.of(), owner.buttons());
    }
}
