package sluice.launcher.cases;

import static org.junit.jupiter.api.Assertions.assertFalse;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import sluice.simulator.Answer;

/** The card of a watch: what keeps it from working, and what it has done. */
class WatchCardTest extends WithBot {

    private Phone owner;

    @BeforeEach
    void makePhone() {
        owner = new Phone(bot, OWNER);
    }

    private void begin() {
        owner.says("/watch").taps("➕ New watch").says(Long.toString(S)).says(Long.toString(A));
    }

    @Test
    void a_new_watch_that_cannot_work_says_why_before_and_after_it_is_saved() {
        telegram.restrict(A);
        bot.start("");
        begin();
        owner.assertShows("⚠️ The bot may not post in A (" + A + "). Give it the right to post messages there.");
        owner.taps("✅ Save");
        owner.assertShows("▶️ Watch\n");
        owner.assertShows("⚠️ The bot may not post in A (" + A + ")");
        telegram.restore(A);
        owner.says("/watch").taps("▶️ S → A");
        assertFalse(owner.text().contains("⚠️"), owner.text());
    }

    @Test
    void it_shows_when_the_source_was_seen_last_and_what_came_of_it() {
        bot.start("", "{source: " + S + ", destination: " + A + ", blacklist: [spam]}");
        owner.says("/watch").taps("▶️ S → A");
        owner.assertShows("Nothing has come from this source since the start.");
        telegram.post(S, "spam");
        telegram.post(S, "news");
        telegram.post(S, "more");
        bot.fence();
        owner.says("/watch").taps("▶️ S → A");
        owner.assertShows("Last seen from this source: "
                + bot.time.clock().instant().toString().substring(0, 10));
        owner.assertShows("Since the start: 2 passed, 2 delivered, 1 filtered, 0 duplicates, 0 failed");
    }

    @Test
    void a_telegram_that_does_not_answer_holds_the_card_up_for_seconds_only() {
        bot.start("", S_TO_A);
        owner.says("/watch");
        CountDownLatch gate = new CountDownLatch(1);
        telegram.on("getChatMember").chat(S).answer(Answer.heldBy(gate));
        long before = telegram.count("editMessageText");
        telegram.tap(OWNER, owner.shown().messageId(), "▶️ S → A");
        bot.advance(Duration.ofSeconds(6));
        bot.await("the card", () -> telegram.count("editMessageText") > before);
        bot.settle();
        owner.assertShows("From: S " + S);
        gate.countDown();
    }
}
