package sluice.launcher.cases;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import sluice.simulator.Answer;
import sluice.simulator.Delivered;

/** Destinations that are watched themselves. */
class ContentChainCasesTest extends WithBot {

    private static final long FIRST = -1007000000001L;

    // C9: aahnik/tgcf#380
    @Test
    void c9_two_chats_that_watch_each_other_pass_each_message_on_once_and_not_back() {
        bot.watching(copying(A, B), copying(B, A));
        telegram.post(A, "from a");
        telegram.post(B, "from b");
        bot.awaitDelivered(A, 1);
        bot.awaitDelivered(B, 1);
        bot.settle();
        assertEquals(List.of("from b"), texts(A));
        assertEquals(List.of("from a"), texts(B));
        assertEquals(2, bot.stat("intake", "skipped_loop"));
    }

    // C9: aahnik/tgcf#380
    @Test
    void c9_a_circle_of_three_brings_one_copy_to_each_and_none_back() {
        bot.watching(copying(A, B), copying(B, C), copying(C, A));
        telegram.post(A, "from a");
        bot.awaitDelivered(C, 1);
        bot.settle();
        assertEquals(List.of(), texts(A));
        assertEquals(List.of("from a"), texts(B));
        assertEquals(List.of("from a"), texts(C));
        assertEquals(1, bot.stat("intake", "skipped_loop"));
    }

    // C9: however the circle is entered, and with people posting everywhere at once
    @Test
    void c9_a_circle_that_is_entered_everywhere_brings_each_message_once_to_each_other_chat() {
        bot.watching(copying(A, B), forwarding(B, C), copying(C, A));
        for (int i = 1; i <= 3; i++) {
            telegram.post(A, "a" + i);
            telegram.post(B, "b" + i);
            telegram.post(C, "c" + i);
        }
        bot.awaitDelivered(A, 6);
        bot.awaitDelivered(B, 6);
        bot.awaitDelivered(C, 6);
        bot.settle();
        assertEquals(
                List.of("b1", "b2", "b3", "c1", "c2", "c3"),
                texts(A).stream().sorted().toList());
        assertEquals(
                List.of("a1", "a2", "a3", "c1", "c2", "c3"),
                texts(B).stream().sorted().toList());
        assertEquals(
                List.of("a1", "a2", "a3", "b1", "b2", "b3"),
                texts(C).stream().sorted().toList());
        assertEquals(0, telegram.ledger().doubled());
        assertEquals(0, telegram.ledger().outOfOrder());
    }

    // C9: at most 5 hops
    @Test
    void c9_a_message_takes_at_most_five_hops() {
        IntStream.range(0, 8).forEach(i -> telegram.channel(FIRST - i, "chat " + i));
        bot.watching(IntStream.range(0, 7)
                .mapToObj(i -> copying(FIRST - i, FIRST - i - 1))
                .toArray(String[]::new));
        telegram.post(FIRST, "far");
        bot.awaitDelivered(FIRST - 5, 1);
        bot.settle();
        for (int i = 1; i <= 7; i++) {
            assertEquals(i <= 5 ? List.of("far") : List.of(), texts(FIRST - i), "chat " + i);
        }
        assertEquals(1, bot.stat("intake", "skipped_loop"));

        // The hops are those of the message, not of the chat.
        telegram.post(FIRST - 3, "near");
        bot.awaitDelivered(FIRST - 7, 1);
        bot.settle();
        assertEquals(List.of("near"), texts(FIRST - 7));
    }

    // C9, R4: a chain that branches, and comes together again
    @Test
    void c9_a_chain_that_branches_brings_each_chat_one_copy() {
        bot.watching(copying(S, A), copying(S, B), copying(A, C), copying(B, C), copying(C, S));
        telegram.post(S, "1");
        bot.awaitDelivered(C, 1);
        bot.settle();
        assertEquals(List.of("1"), texts(A));
        assertEquals(List.of("1"), texts(B));
        assertEquals(List.of("1"), texts(C));
        assertEquals(List.of(), texts(S));
        assertEquals(2, bot.stat("intake", "skipped_loop"));
    }

    // C9: each watch has its own filters, and what they leave out is counted at every hop
    @Test
    void c9_the_filters_of_the_second_hop_are_those_of_its_watch_and_count() {
        bot.watching(
                copying(S, A),
                "{source: " + A + ", destination: " + B + ", blacklist: [spam]}",
                "{source: " + A + ", destination: " + C + ", whitelist: [news]}",
                extracting(A, OWNER, "#[a-z]+"));
        telegram.post(S, "news of #today");
        telegram.post(S, "spam");
        telegram.draft(S).photo().caption("news in a caption").post();
        bot.awaitDelivered(A, 3);
        bot.settle();
        assertEquals(3, texts(A).size());
        assertEquals(List.of("news of #today", "news in a caption"), texts(B));
        assertEquals(List.of("news of #today", "news in a caption"), texts(C));
        assertEquals(List.of("#today"), texts(OWNER));
        assertEquals(1, bot.stat("intake", "skipped_blacklisted"));
        assertEquals(1, bot.stat("intake", "skipped_not_whitelisted"));
        assertEquals(2, bot.stat("intake", "skipped_nothing_extracted"));
    }

    // C9: the origin shows as far as each watch lets it
    @Test
    void c9_the_origin_is_shown_by_forwards_and_hidden_by_copies_along_the_chain() {
        bot.watching(forwarding(S, A), forwarding(A, B), copying(A, C));
        telegram.post(S, "1");
        bot.awaitDelivered(B, 1);
        bot.awaitDelivered(C, 1);
        assertEquals(S, origin(telegram.delivered(A).getFirst()));
        assertEquals(S, origin(telegram.delivered(B).getFirst()));
        assertTrue(telegram.delivered(C)
                .getFirst()
                .message()
                .path("forward_origin")
                .isMissingNode());
    }

    private static long origin(Delivered delivered) {
        return delivered
                .message()
                .path("forward_origin")
                .path("chat")
                .path("id")
                .asLong();
    }

    // C9: an album stays one
    @Test
    void c9_an_album_goes_through_a_chain_as_an_album() {
        bot.watching(copying(S, A), copying(A, B), forwarding(B, C), copying(C, S));
        telegram.album(S, "g1", "first", "", "third");
        bot.settle();
        bot.advance(Duration.ofSeconds(1));
        bot.awaitDelivered(C, 3);
        bot.settle();
        for (long chat : new long[] {A, B, C}) {
            assertEquals(1, callsTo(chat), "calls for " + chat);
            assertEquals(3, telegram.delivered(chat).size());
            assertEquals(
                    1,
                    telegram.delivered(chat).stream()
                            .map(Delivered::mediaGroup)
                            .distinct()
                            .count());
        }
        assertEquals(List.of(), telegram.delivered(S));
    }

    // C9: an album is judged as a whole at every hop
    @Test
    void c9_an_album_is_judged_as_a_whole_at_the_second_hop_too() {
        bot.watching(
                copying(S, A),
                "{source: " + A + ", destination: " + B + ", whitelist: [news]}",
                "{source: " + A + ", destination: " + C + ", blacklist: [news]}");
        telegram.album(S, "g1", "", "news", "");
        bot.settle();
        bot.advance(Duration.ofSeconds(1));
        bot.awaitDelivered(B, 3);
        bot.settle();
        assertEquals(3, telegram.delivered(A).size());
        assertEquals(0, callsTo(C));
        assertEquals(3, bot.stat("intake", "skipped_blacklisted"));
    }

    // C9: a hop that fails does not repeat the hops before it
    @Test
    void c9_a_second_hop_that_is_tried_again_repeats_nothing_before_it() {
        bot.watching(copying(S, A), copying(A, B), copying(B, C));
        telegram.on("copyMessage").chat(B).answer(Answer.error(500, "Internal Server Error"), Answer.floodWait(3));
        telegram.post(S, "1");
        awaitCallsTo(B, 1);
        pass(Duration.ofSeconds(4), Duration.ofSeconds(1));
        bot.awaitDelivered(C, 1);
        bot.settle();
        assertEquals(1, callsTo(A));
        assertEquals(3, callsTo(B));
        assertEquals(1, callsTo(C));
    }
}
