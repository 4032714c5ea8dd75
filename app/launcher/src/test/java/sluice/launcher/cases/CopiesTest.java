package sluice.launcher.cases;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import sluice.simulator.Answer;
import sluice.simulator.Call;
import sluice.simulator.Delivered;
import sluice.simulator.Post;

/**
 * What stands on remembered copies: replies that stay replies, edits that follow (C7), and delays. See spec section 2, and
 * <a href="https://github.com/aahnik/tgcf/issues/377">tgcf#377</a> for C7.
 */
class CopiesTest extends WithBot {

    private static final Duration SETTLE = Duration.ofSeconds(2);

    private static String watch(long source, long destination, String options) {
        return "{source: " + source + ", destination: " + destination + options + "}";
    }

    @Test
    void a_copy_answers_the_copy_of_what_its_original_answered() {
        bot.watching(watch(S, A, ""), watch(S, B, ", keep-replies: false"));
        Post question = bot.telegram.post(S, "question");
        bot.telegram.draft(S).text("answer").replyTo(question.messageId()).post();
        List<Delivered> inA = bot.awaitDelivered(A, 2);
        assertEquals(inA.getFirst().messageId(), inA.getLast().replyTo());
        assertEquals(0, bot.awaitDelivered(B, 2).getLast().replyTo());
    }

    @Test
    void an_answer_to_what_was_never_copied_goes_out_as_a_message_of_its_own() {
        bot.watching(watch(S, A, ", blacklist: [secret]"));
        Post unseen = bot.telegram.post(S, "secret question");
        bot.telegram.draft(S).text("answer").replyTo(unseen.messageId()).post();
        assertEquals(0, bot.awaitDelivered(A, 1).getFirst().replyTo());
    }

    @Test
    void replies_are_kept_over_a_restart() {
        bot.watching(watch(S, A, ""));
        Post question = bot.telegram.post(S, "question");
        bot.awaitDelivered(A, 1);
        bot.fence();
        assertEquals(0, bot.stop());
        bot.startAgain();
        bot.telegram.draft(S).text("answer").replyTo(question.messageId()).post();
        List<Delivered> inA = bot.awaitDelivered(A, 2);
        assertEquals(inA.getFirst().messageId(), inA.getLast().replyTo());
    }

    @Test
    void c7_an_edit_changes_the_copy_and_the_last_of_several_wins() {
        bot.watching(watch(S, A, ", sync-edits: true"));
        Post post = bot.telegram.post(S, "first");
        Delivered copy = bot.awaitDelivered(A, 1).getFirst();
        bot.fence();
        bot.telegram.edit(post, "second");
        bot.time.advance(Duration.ofSeconds(1));
        bot.telegram.edit(post, "third");
        bot.fence();
        bot.time.advance(SETTLE.minusMillis(1));
        bot.fence();
        assertEquals(List.of(), bot.telegram.calls("editMessageText"), "the newest is not two seconds old");
        bot.time.advance(Duration.ofMillis(1));
        Call edit = bot.awaitCalls("editMessageText", 1).getFirst();
        assertEquals("third", edit.parameters().path("text").asText());
        assertEquals(copy.messageId(), edit.parameters().path("message_id").asLong());
        bot.fence();
        assertEquals(1, bot.telegram.count("editMessageText"));
        assertEquals(1, bot.telegram.delivered(A).size(), "an edit is never a new message");
        assertEquals(1, bot.stat("intake", "skipped_superseded"));
    }

    @Test
    void c7_an_edit_of_a_message_never_seen_is_ignored() {
        bot.watching(watch(S, A, ", sync-edits: true"));
        Post unseen = bot.telegram.draft(S).text("before the bot").place();
        bot.telegram.edit(unseen, "changed");
        bot.fence();
        bot.advance(SETTLE.plusSeconds(1));
        assertEquals(List.of(), bot.telegram.callsTo(A));
    }

    @Test
    void c7_without_sync_edits_an_edit_does_nothing() {
        bot.watching(watch(S, A, ""));
        Post post = bot.telegram.post(S, "first");
        bot.awaitDelivered(A, 1);
        bot.telegram.edit(post, "second");
        bot.fence();
        bot.advance(SETTLE.plusSeconds(1));
        assertEquals(1, bot.telegram.callsTo(A).size());
    }

    @Test
    void an_edited_caption_changes_the_caption() {
        bot.watching(watch(S, A, ", sync-edits: true"));
        Post post = bot.telegram.draft(S).photo().caption("first").post();
        bot.awaitDelivered(A, 1);
        bot.fence();
        bot.telegram.edit(post, "second");
        bot.fence();
        bot.advance(SETTLE);
        Call edit = bot.awaitCalls("editMessageCaption", 1).getFirst();
        assertEquals("second", edit.parameters().path("caption").asText());
    }

    @Test
    void an_edit_that_telegram_refuses_is_counted_and_nothing_else() {
        bot.watching(watch(S, A, ", sync-edits: true"));
        Post post = bot.telegram.post(S, "first");
        bot.awaitDelivered(A, 1);
        bot.fence();
        bot.telegram.on("editMessageText").always().answer(Answer.error(400, "Bad Request: message can't be edited"));
        bot.telegram.edit(post, "second");
        bot.fence();
        bot.advance(SETTLE);
        bot.awaitStat("intake", "skipped_edit_refused", count -> count == 1);
        assertEquals(0, bot.stat("queue", "dead_letters"));
        assertEquals(1, bot.telegram.count("editMessageText"));
    }

    @Test
    void an_edit_that_no_longer_passes_the_filters_leaves_the_copy_as_it_is() {
        bot.watching(watch(S, A, ", sync-edits: true, blacklist: [spam]"));
        Post post = bot.telegram.post(S, "first");
        bot.awaitDelivered(A, 1);
        bot.fence();
        bot.telegram.edit(post, "spam");
        bot.fence();
        bot.advance(SETTLE);
        bot.awaitStat("intake", "skipped_blacklisted", count -> count == 1);
        assertEquals(0, bot.telegram.count("editMessageText"));
    }

    @Test
    void an_edit_follows_a_chain_of_watches() {
        bot.watching(watch(S, A, ", sync-edits: true"), watch(A, B, ", sync-edits: true"));
        Post post = bot.telegram.post(S, "first");
        bot.awaitDelivered(B, 1);
        bot.fence();
        bot.telegram.edit(post, "second");
        bot.fence();
        bot.advance(SETTLE);
        bot.awaitCalls("editMessageText", 1);
        bot.settle();
        bot.advance(SETTLE);
        List<Call> edits = bot.awaitCalls("editMessageText", 2);
        assertEquals(List.of(A, B), edits.stream().map(Call::chat).toList());
        assertEquals("second", bot.telegram.delivered(B).getFirst().text());
    }

    @Test
    void a_delayed_message_goes_out_when_its_time_has_come_and_holds_up_nobody() {
        bot.watching(watch(S, A, ", delay: 1h, whitelist: [later]"), watch(S, A, ", blacklist: [later]"));
        bot.telegram.post(S, "later");
        bot.telegram.post(S, "now");
        assertEquals("now", bot.awaitDelivered(A, 1).getFirst().text());
        bot.advance(Duration.ofMinutes(60).minusMillis(1));
        assertEquals(1, bot.telegram.delivered(A).size());
        bot.advance(Duration.ofMillis(1));
        assertEquals("later", bot.awaitDelivered(A, 2).getLast().text());
        assertTrue(bot.stat("worker", "processed") > 1);
    }
}
