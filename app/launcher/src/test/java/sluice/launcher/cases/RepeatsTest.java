package sluice.launcher.cases;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import sluice.simulator.Answer;
import sluice.simulator.Delivered;
import sluice.simulator.Draft;
import sluice.simulator.Post;

/** {@code skip-repeats} of a watch: the same content from several sources reaches a chat once. */
class RepeatsTest extends WithBot {

    private static String skipping(long source, long destination) {
        return skipping(source, destination, "");
    }

    private static String skipping(long source, long destination, String options) {
        return "{source: " + source + ", destination: " + destination + ", skip-repeats: true" + options + "}";
    }

    private long repeated() {
        return bot.stat("intake", "skipped_repeated");
    }

    private Draft photo(long chat, String unique) {
        return telegram.draft(chat)
                .with("photo", "[{\"file_id\": \"f-" + chat + "\", \"file_unique_id\": \"" + unique + "\"}]");
    }

    @Test
    void the_same_text_from_two_sources_arrives_once_in_each_chat() {
        bot.watching(skipping(S, A), skipping(B, A), skipping(B, C));
        telegram.post(S, "Breaking  news!");
        bot.awaitDelivered(A, 1);
        telegram.post(B, " BREAKING\nNEWS! ");
        bot.awaitDelivered(C, 1);
        telegram.post(B, "other news");
        bot.awaitDelivered(C, 2);
        bot.fence();
        awaitTexts(A, "Breaking  news!", "other news");
        assertEquals(1, repeated());
        assertEquals(1, bot.stat("content-dedup", "content_duplicates"));
        assertEquals(4, bot.stat("content-dedup", "content_cache_size"));
    }

    @Test
    void a_file_without_a_caption_is_known_by_its_id() {
        bot.watching(skipping(S, A), skipping(B, A));
        photo(S, "one").post();
        bot.awaitDelivered(A, 1);
        photo(B, "one").post();
        photo(B, "two").post();
        bot.awaitDelivered(A, 2);
        bot.fence();
        assertEquals(
                List.of(S, B),
                telegram.delivered(A).stream().map(Delivered::sourceChat).toList());
        assertEquals(1, repeated());
    }

    @Test
    void what_has_neither_text_nor_file_is_no_repeat() {
        bot.watching(skipping(S, A));
        telegram.draft(S).poll("same").post();
        telegram.draft(S).poll("same").post();
        bot.awaitDelivered(A, 2);
    }

    @Test
    void a_content_may_come_again_after_its_time() {
        bot.start("dedup.content-ttl: 10m", skipping(S, A));
        telegram.post(S, "daily");
        bot.awaitDelivered(A, 1);
        bot.advance(Duration.ofMinutes(10));
        telegram.post(S, "daily");
        bot.fence();
        assertEquals(1, repeated());
        bot.advance(Duration.ofSeconds(1));
        telegram.post(S, "daily");
        bot.awaitDelivered(A, 2);
    }

    @Test
    void a_retry_is_no_repeat() {
        bot.watching(skipping(S, A));
        telegram.on("copyMessage").answer(Answer.error(500, "Internal Server Error"));
        telegram.post(S, "news");
        bot.advanceUntil("the retry", () -> telegram.delivered(A).size() == 1);
        assertEquals(0, repeated());
        assertEquals(1, bot.stat("worker", "retried"));
    }

    @Test
    void what_became_a_dead_letter_keeps_nothing_back() {
        bot.watching(skipping(S, A), skipping(B, A));
        telegram.on("copyMessage").answer(Answer.error(400, "Bad Request: message can't be copied"));
        telegram.post(S, "news");
        bot.awaitStat("queue", "dead_letters", count -> count == 1);
        telegram.post(B, "news");
        bot.awaitDelivered(A, 1);
        assertEquals(0, repeated());
    }

    @Test
    void an_edit_is_no_repeat() {
        bot.watching(skipping(S, A, ", sync-edits: true"));
        telegram.post(S, "first");
        Post post = telegram.post(S, "second");
        bot.awaitDelivered(A, 2);
        bot.fence();
        telegram.edit(post, "first");
        bot.fence();
        bot.advance(Duration.ofSeconds(2));
        bot.awaitCalls("editMessageText", 1);
        assertEquals(0, repeated());
    }

    @Test
    void an_album_is_judged_by_its_first_caption_or_else_its_first_file() {
        bot.watching(skipping(S, A), skipping(B, A));
        album(S, "g1", "", "one", "same");
        arrive(2);
        album(B, "g2", "Same", "two", "");
        album(B, "g3", "", "three", "");
        arrive(4);
        album(S, "g4", "", "three", "");
        album(S, "g5", "other", "three", "");
        arrive(6);
        bot.advance(Duration.ofSeconds(10));
        assertEquals(6, telegram.delivered(A).size());
        assertEquals(4, repeated());
    }

    private void album(long chat, String group, String first, String unique, String second) {
        caption(photo(chat, unique).mediaGroup(group), first).post();
        caption(photo(chat, unique + "-2").mediaGroup(group), second).post();
    }

    private static Draft caption(Draft draft, String caption) {
        return caption.isEmpty() ? draft : draft.caption(caption);
    }

    private void arrive(int count) {
        bot.advanceUntil(count + " members", () -> telegram.delivered(A).size() >= count);
    }

    @Test
    void matches_are_the_content_where_they_are_sent_alone() {
        bot.watching(skipping(S, A, ", mode: extract, extract-patterns: ['[0-9]+']"));
        telegram.post(S, "code 1234");
        telegram.post(S, "again: 1234");
        telegram.post(S, "5678");
        awaitTexts(A, "1234", "5678");
        assertEquals(1, repeated());
    }

    /** Whoever sent it: what stands in the chat is not sent there again by a watch that minds. */
    @Test
    void what_another_watch_has_sent_counts_and_one_that_does_not_mind_sends_all() {
        bot.watching(copying(S, A), skipping(B, A));
        telegram.post(S, "news");
        bot.awaitDelivered(A, 1);
        telegram.post(B, "news");
        telegram.post(S, "news");
        bot.awaitDelivered(A, 2);
        bot.fence();
        assertEquals(
                List.of(S, S),
                telegram.delivered(A).stream().map(Delivered::sourceChat).toList());
        assertEquals(1, repeated());
    }
}
