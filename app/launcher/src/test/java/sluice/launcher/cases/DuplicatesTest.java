package sluice.launcher.cases;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sluice.simulator.Post;

/** Cases M5 and M6: what is remembered of messages, and for how long. From the Python bot and aahnik/tgcf. */
class DuplicatesTest extends WithBot {

    private static final String IN_MEMORY = "modules: {queue: bounded}\n";

    @Test
    void m5_the_same_message_twice_in_one_batch_is_sent_once() {
        bot.configure("", S_TO_A);
        Post post = bot.telegram.post(TestBot.S, "text");
        bot.telegram.redeliver(post);
        bot.startAgain();

        awaitTexts(TestBot.A, "text");
        bot.fence();

        awaitTexts(TestBot.A, "text");
        assertEquals(1, bot.stat("intake", "skipped_duplicate"));
        assertEquals(1, bot.stat("dedup", "duplicates"));
    }

    @Test
    void m5_the_same_message_in_the_next_batch_is_sent_once() {
        bot.watching(S_TO_A);
        Post post = bot.telegram.post(TestBot.S, "text");
        awaitTexts(TestBot.A, "text");

        bot.telegram.redeliver(post);
        bot.fence();

        awaitTexts(TestBot.A, "text");
        assertEquals(1, bot.stat("dedup", "duplicates"));
    }

    @Test
    void m5_the_same_id_in_another_chat_is_another_message() {
        bot.watching(S_TO_A, "{source: " + TestBot.B + ", destination: " + TestBot.A + "}");
        bot.telegram.draft(TestBot.S).id(77).text("of S").post();
        bot.telegram.draft(TestBot.B).id(77).text("of B").post();

        awaitTexts(TestBot.A, "of S", "of B");
    }

    /** By the fast path alone, with a memory that is long enough. */
    @Test
    void m5_after_a_minute_and_199_others_it_is_still_remembered_where_the_ttl_allows() {
        bot.start(IN_MEMORY + "dedup: {message-ttl: 10m}", S_TO_A);
        Post post = bot.telegram.post(TestBot.S, "text");
        others(199);
        bot.time.advance(Duration.ofSeconds(60));

        bot.telegram.redeliver(post);
        bot.awaitStat("dedup", "duplicates", count -> count == 1);

        assertEquals(0, bot.telegram.ledger().doubled());
        assertEquals(200, bot.stat("dedup", "message_cache_size"));
        assertEquals(0, bot.stat("dedup", "evictions"));
    }

    @Test
    void m5_the_oldest_is_forgotten_by_the_fast_path_at_the_moment_the_201st_comes() {
        bot.start(IN_MEMORY + "dedup: {message-ttl: 10m}", S_TO_A);
        Post oldest = bot.telegram.post(TestBot.S, "text");
        others(200);
        assertEquals(200, bot.stat("dedup", "message_cache_size"));
        assertEquals(1, bot.stat("dedup", "evictions"));

        bot.telegram.redeliver(oldest);
        bot.advanceUntil("the second", () -> bot.telegram.ledger().doubled() == 1);

        assertEquals(0, bot.stat("dedup", "duplicates"));
    }

    /** What the durable queue knows, the fast path may forget. */
    @ParameterizedTest
    @ValueSource(strings = {"after a minute", "after 300 others", "after a restart"})
    void m5_with_the_durable_queue_it_is_sent_once_whenever_it_comes_again(String when) {
        bot.start("modules: {queue: sqlite}", S_TO_A);
        Post post = bot.telegram.post(TestBot.S, "text");
        bot.awaitDelivered(TestBot.A, 1);
        switch (when) {
            case "after a minute" -> bot.time.advance(Duration.ofSeconds(59));
            case "after 300 others" -> others(300);
            default -> {
                bot.askToStop();
                bot.advanceUntil("its end", bot::ended);
                bot.time.advance(Duration.ofSeconds(59));
                bot.startAgain();
            }
        }
        bot.fence();

        bot.telegram.redeliver(post);
        bot.awaitStat("intake", "skipped_duplicate", count -> count == 1);
        bot.fence();

        assertEquals(0, bot.telegram.ledger().doubled());
    }

    /** M6: a million in the long run; here a tenfold of every bound, after which nothing grows any more. */
    @Test
    void m6_what_is_remembered_about_sent_messages_is_capped() {
        bot.start(IN_MEMORY + "dedup: {message-ttl: 1h}", S_TO_A);

        others(2_000);

        assertEquals(200, bot.stat("dedup", "message_cache_size"));
        assertEquals(1_800, bot.stat("dedup", "evictions"));
        assertEquals(1, bot.stat("peer", "cached_peers"));
        assertEquals(0, bot.stat("queue", "pending"));
        assertEquals(0, bot.stat("state", "active_users"));
        assertTrue(bot.telegram.ledger().doubled() == 0);
    }

    private void others(int count) {
        long before = bot.telegram.ledger().arrived(TestBot.A);
        for (int i = 0; i < count; i++) {
            bot.telegram.post(TestBot.S, "other");
        }
        bot.advanceUntil(
                count + " others",
                () -> bot.telegram.ledger().arrived(TestBot.A) >= before + count && bot.stat("queue", "pending") == 0);
    }
}
