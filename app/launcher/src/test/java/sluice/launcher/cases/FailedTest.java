package sluice.launcher.cases;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import sluice.simulator.Answer;

/** What could not be delivered, seen from the chat. */
class FailedTest extends WithBot {

    private static final long OTHER = 4712L;
    private static final Answer GONE = Answer.error(400, "Bad Request: message to copy not found");

    private Phone owner;

    @BeforeEach
    void makePhone() {
        owner = new Phone(bot, OWNER);
    }

    /** Posts so many messages that cannot be sent; what the owner is told of it stands before what a test asks for. */
    private void fail(int count) {
        telegram.on("copyMessage").chat(A).times(count).answer(GONE);
        for (int i = 1; i <= count; i++) {
            telegram.post(S, "post " + i);
        }
        bot.fence();
    }

    @Test
    void a_dead_letter_is_listed_with_its_reason_and_arrives_when_it_is_tried_again() {
        bot.watching(S_TO_A);
        owner.says("/failed");
        owner.assertShows("There are no dead letters.");
        fail(1);
        bot.time.advance(Duration.ofMinutes(1));
        bot.time.advance(Duration.ofMinutes(1));
        owner.says("/failed");
        owner.assertShows("Dead letters: 1");
        owner.assertShows("1. S #1 → A, 2m ago");
        owner.assertShows("the message cannot be sent: Bad Request: message to copy not found");
        owner.taps("1");
        owner.assertShows("Dead letter, 2m ago\nFrom: S #1\nTo: A " + A);
        owner.assertShows("Until that changes, a retry does not help.");
        owner.assertShows("post 1");
        owner.taps("🔁 Retry");
        assertEquals("Queued again.", owner.note());
        awaitTexts(A, "post 1");
        owner.taps("↻ Refresh");
        owner.assertShows("There are no dead letters.");
    }

    @Test
    void the_same_in_chinese() {
        telegram.language(OWNER, "zh-hans");
        bot.start("language: auto", S_TO_A);
        fail(1);
        owner.says("/failed");
        owner.assertShows("死信：1 条");
        owner.assertShows("这条消息无法发送: Bad Request: message to copy not found");
        owner.taps("1").taps("🗑 丢弃");
        assertEquals("已丢弃。", owner.note());
        owner.assertShows("没有死信。");
    }

    @Test
    void many_stand_on_pages_the_newest_first_and_all_are_tried_again_in_their_order() {
        bot.watching(S_TO_A);
        fail(20);
        owner.says("/failed");
        owner.assertShows("Dead letters: 20");
        owner.assertShows("1. S #20 → A");
        assertEquals(
                List.of("1", "2", "3", "4", "5", "6", "7", "8"), owner.buttons().getFirst());
        owner.taps("‹");
        assertEquals(List.of("17", "18", "19", "20"), owner.buttons().getFirst());
        owner.assertShows("20. S #1 → A");
        owner.taps("20");
        owner.assertShows("post 1");
        owner.taps("‹ Back").taps("🔁 Retry all");
        assertEquals("Queued again: 20.", owner.note());
        bot.awaitDelivered(A, 20);
        assertEquals("post 1", texts(A).getFirst());
        assertEquals("post 20", texts(A).getLast());
    }

    @Test
    void an_unknown_outcome_is_not_tried_again_with_all_others_but_alone() {
        bot.watching(S_TO_A);
        telegram.on("copyMessage").chat(A).answer(Answer.closeAfterApplying());
        telegram.post(S, "perhaps there");
        bot.fence();
        fail(1);
        assertEquals(List.of("perhaps there"), texts(A));
        owner.says("/failed");
        owner.assertShows("unknown outcome");
        owner.taps("🔁 Retry all");
        assertTrue(owner.note().startsWith("Queued again: 1. Unknown outcome: 1. They may"), owner.note());
        awaitTexts(A, "perhaps there", "post 1");
        owner.assertShows("Dead letters: 1");
        owner.taps("1");
        owner.assertShows("Check the chat before you retry");
        owner.taps("🔁 Retry");
        awaitTexts(A, "perhaps there", "post 1", "perhaps there");
    }

    @Test
    void all_are_discarded_after_a_question_but_for_what_came_since() {
        bot.watching(S_TO_A);
        fail(3);
        owner.says("/failed");
        owner.taps("🗑 Discard all");
        owner.assertShows("Discard 3 for good?");
        owner.taps("No");
        owner.assertShows("Dead letters: 3");
        owner.taps("🗑 Discard all");
        long question = owner.shown().messageId();
        String yes = owner.data("Yes, discard");
        fail(1);
        owner.sends(question, yes);
        assertEquals("Discarded: 3.", owner.note());
        assertEquals(1, bot.stat("queue", "dead_letters"));
        assertEquals(List.of(), texts(A));
    }

    @Test
    void one_that_is_gone_meanwhile_is_said_to_be_gone() {
        bot.watching(S_TO_A);
        fail(2);
        owner.says("/failed");
        owner.taps("1");
        long message = owner.shown().messageId();
        String retry = owner.data("🔁 Retry");
        owner.sends(message, retry);
        awaitTexts(A, "post 2");
        owner.sends(message, retry);
        assertEquals("Already done.", owner.note());
        assertEquals(List.of("post 2"), texts(A));
    }

    @Test
    void whoever_is_not_the_first_admin_sees_the_letters_of_the_own_watches_only() {
        telegram.user(OTHER, "other");
        bot.configure("", "{owner: " + OTHER + ", source: " + S + ", destination: " + B + "}", S_TO_A);
        bot.write(bot.configuration().replace("admins: [" + OWNER + "]", "admins: [" + OWNER + ", " + OTHER + "]"));
        bot.startAgain();
        telegram.on("copyMessage").chat(B).answer(GONE);
        fail(1);
        owner.says("/failed");
        owner.assertShows("Dead letters: 2");
        Phone other = new Phone(bot, OTHER);
        other.says("/failed");
        other.assertShows("Dead letters: 1");
        other.assertShows("S #1 → B");
        assertFalse(other.text().contains("→ A"), other.text());
        other.taps("🔁 Retry all");
        awaitTexts(B, "post 1");
        assertEquals(List.of(), texts(A));
    }

    @Test
    void it_is_the_same_after_a_restart() {
        bot.watching(S_TO_A);
        fail(2);
        stopBot();
        bot.startAgain();
        owner.says("/failed");
        owner.assertShows("Dead letters: 2");
        owner.taps("🔁 Retry all");
        awaitTexts(A, "post 1", "post 2");
    }
}
