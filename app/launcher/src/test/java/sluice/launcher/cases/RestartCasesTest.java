package sluice.launcher.cases;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import sluice.simulator.Answer;
import sluice.simulator.Call;
import sluice.simulator.Delivered;
import sluice.simulator.Post;

/** Case M5 in full, from the Python bot, and its like: what the durable queue still knows after a restart. */
class RestartCasesTest extends WithBot {

    private static final String DURABLE = "modules: {queue: sqlite}";
    private static final String S_TO_A_WITH_EDITS = "{source: " + S + ", destination: " + A + ", sync-edits: true}";
    private static final Duration SETTLE = Duration.ofSeconds(2);

    private void restart() {
        stopBot();
        bot.startAgain();
    }

    /** Tells of a message again; the bot must count it as a duplicate. */
    private void comesAgain(Post post) {
        long before = bot.stat("intake", "skipped_duplicate");
        telegram.redeliver(post);
        bot.fence();
        assertEquals(before + 1, bot.stat("intake", "skipped_duplicate"));
    }

    // M5: each of the three by itself is in DuplicatesTest
    @Test
    void m5_a_message_that_comes_again_after_a_minute_and_after_200_others_and_after_a_restart_is_sent_once() {
        bot.start(DURABLE, S_TO_A);
        Post post = telegram.post(S, "text");
        awaitTexts(A, "text");
        bot.advance(Duration.ofSeconds(60));
        comesAgain(post);
        for (int i = 0; i < 200; i++) {
            telegram.post(S, "other");
        }
        bot.advanceUntil("200 others", () -> texts(A).size() == 201 && bot.stat("queue", "pending") == 0);
        comesAgain(post);
        restart();
        comesAgain(post);
        restart();
        comesAgain(post);
        assertEquals(201, texts(A).size());
        assertEquals(0, telegram.ledger().doubled());
    }

    // M5: what is known is the message for a watch, so that another watch still gets it
    @Test
    void m5_a_message_that_comes_again_after_a_restart_goes_only_to_the_watch_that_is_new() {
        bot.start(DURABLE, S_TO_A);
        Post post = telegram.post(S, "text");
        awaitTexts(A, "text");
        stopBot();
        bot.configure(DURABLE, S_TO_A, S_TO_B);
        bot.startAgain();
        comesAgain(post);
        assertEquals(List.of("text"), texts(A));
        assertEquals(List.of("text"), texts(B));
        restart();
        telegram.redeliver(post);
        bot.fence();
        assertEquals(0, telegram.ledger().doubled());
    }

    // M5: a message that still waits is known as well
    @Test
    void m5_a_message_that_waits_over_a_restart_and_comes_again_is_sent_once() {
        telegram.on("copyMessage").chat(A).answer(Answer.floodWait(60));
        bot.start(DURABLE, S_TO_A);
        Post post = telegram.post(S, "text");
        awaitCallsTo(A, 1);
        restart();
        comesAgain(post);
        bot.advance(Duration.ofSeconds(60));
        bot.settle();
        comesAgain(post);
        assertEquals(List.of("text"), texts(A));
        assertEquals(2, callsTo(A));
    }

    // M5: what could not be sent is listed, and does not go out by the back door
    @Test
    void m5_a_dead_letter_whose_message_comes_again_after_a_restart_stays_one() {
        telegram.on("copyMessage").chat(A).answer(Answer.error(400, "Bad Request: message can't be copied"));
        bot.start(DURABLE, S_TO_A);
        Post post = telegram.post(S, "text");
        awaitCallsTo(A, 1);
        restart();
        comesAgain(post);
        assertEquals(1, callsTo(A));
        assertEquals(1, bot.stat("queue", "dead_letters"));
    }

    // M5, C9: what was triggered by the copy is known by itself
    @Test
    void m5_a_chain_is_not_gone_through_again_after_a_restart() {
        bot.start(DURABLE, S_TO_A, copying(A, B));
        Post post = telegram.post(S, "text");
        telegram.awaitDelivered(B, 1);
        bot.settle();
        restart();
        comesAgain(post);
        assertEquals(List.of("text"), texts(A));
        assertEquals(List.of("text"), texts(B));
    }

    // C7 after a restart
    @Test
    void c7_an_edit_after_a_restart_changes_the_copy_and_is_no_new_message() {
        bot.start(DURABLE, S_TO_A_WITH_EDITS);
        Post post = telegram.post(S, "first");
        Delivered copy = telegram.awaitDelivered(A, 1).getFirst();
        bot.settle();
        restart();
        telegram.edit(post, "second");
        bot.fence();
        bot.advance(SETTLE);
        Call edit = telegram.awaitCalls("editMessageText", 1).getFirst();
        assertEquals(copy.messageId(), edit.parameters().path("message_id").asLong());
        bot.settle();
        assertEquals(List.of("second"), texts(A));
    }

    // C7: an edit that waits for a newer one outlives the process
    @Test
    void c7_an_edit_that_waits_over_a_restart_is_applied() {
        bot.start(DURABLE, S_TO_A_WITH_EDITS);
        Post post = telegram.post(S, "first");
        telegram.awaitDelivered(A, 1);
        bot.fence();
        telegram.edit(post, "second");
        bot.fence();
        assertEquals(0, bot.stop());
        bot.startAgain();
        bot.advance(SETTLE);
        telegram.awaitCalls("editMessageText", 1);
        bot.settle();
        assertEquals(List.of("second"), texts(A));
    }

    // C7: without `sync-edits` an edit is nothing, and the message itself stays known
    @Test
    void c7_an_edited_post_after_a_restart_is_not_sent_as_a_new_message() {
        bot.start(DURABLE, S_TO_A);
        Post post = telegram.post(S, "first");
        awaitTexts(A, "first");
        bot.settle();
        restart();
        telegram.edit(post, "second");
        bot.fence();
        bot.advance(SETTLE);
        comesAgain(post);
        assertEquals(1, callsTo(A));
    }

    // A1, M5: an album is known by its members
    @Test
    void m5_a_member_of_an_album_that_comes_again_after_a_restart_is_not_sent_alone() {
        bot.start(DURABLE, S_TO_A);
        List<Post> members = telegram.album(S, "g1", "one", "", "");
        bot.fence();
        bot.advance(Duration.ofSeconds(1));
        telegram.awaitDelivered(A, 3);
        bot.settle();
        restart();
        comesAgain(members.get(1));
        bot.advance(Duration.ofSeconds(10));
        assertEquals(3, texts(A).size());
        assertEquals(1, telegram.count("copyMessages"));
        assertEquals(1, callsTo(A));
    }

    // A2 over a restart: its members wait in the queue
    @Test
    void a2_an_album_whose_members_come_before_and_after_a_restart_is_one_call() {
        bot.start(DURABLE, S_TO_A);
        Post first = telegram.draft(S).photo().mediaGroup("g1").caption("one").post();
        Post second = telegram.draft(S).photo().mediaGroup("g1").post();
        bot.fence();
        assertEquals(0, bot.stop());
        bot.startAgain();
        telegram.redeliver(second);
        Post third = telegram.draft(S).photo().mediaGroup("g1").post();
        bot.fence();
        bot.advance(Duration.ofSeconds(1));
        telegram.awaitDelivered(A, 3);
        bot.settle();
        assertEquals(1, callsTo(A));
        assertEquals(List.of(first.messageId(), second.messageId(), third.messageId()), originsIn(A));
    }
}
