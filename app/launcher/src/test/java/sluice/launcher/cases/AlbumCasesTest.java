package sluice.launcher.cases;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sluice.simulator.Answer;
import sluice.simulator.Call;
import sluice.simulator.Delivered;
import sluice.simulator.Post;

/** The cases about albums, A1 to A7, and what is like them. */
class AlbumCasesTest extends WithBot {

    private static final Duration QUIET = Duration.ofSeconds(1);
    private static final String FORWARDING =
            "{source: " + TestBot.S + ", destination: " + TestBot.A + ", preserve-source: true}";

    /** aahnik/tgcf#96, MrMissx/Telegram_Forwarder#103, tdlib/telegram-bot-api#727. */
    @Test
    void a1_ten_members_go_out_as_one_copy_at_once() {
        bot.watching(S_TO_A);
        members(TestBot.S, "g1", 11, 12, 13, 14, 15, 16, 17, 18, 19, 20);

        bot.awaitDelivered(TestBot.A, 10);

        assertEquals(List.of(ids(11, 20)), sent(TestBot.A));
        assertEquals(1, bot.telegram.count("copyMessages"));
        assertEquals(
                0,
                bot.telegram.callsTo(TestBot.A).stream()
                        .filter(call -> call.method().equals("copyMessage"))
                        .count());
        assertEquals(
                1,
                bot.telegram.delivered(TestBot.A).stream()
                        .map(Delivered::mediaGroup)
                        .distinct()
                        .count());
    }

    @Test
    void a1_ten_members_go_out_as_one_forward_where_the_source_is_shown() {
        bot.watching(FORWARDING);
        members(TestBot.S, "g1", 11, 12, 13, 14, 15, 16, 17, 18, 19, 20);

        bot.awaitDelivered(TestBot.A, 10);

        assertEquals(List.of(ids(11, 20)), sent(TestBot.A));
        assertEquals(1, bot.telegram.count("forwardMessages"));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 9})
    void a1_fewer_members_go_out_together_when_it_has_been_quiet_for_a_second(int count) {
        bot.watching(S_TO_A);
        members(TestBot.S, "g1", LongStream.range(11, 11 + count).toArray());
        taken(count);

        bot.time.advance(QUIET.minusMillis(1));
        bot.fence();
        assertEquals(List.of(), sent(TestBot.A));

        bot.time.advance(Duration.ofMillis(1));
        bot.awaitDelivered(TestBot.A, count);
        assertEquals(List.of(ids(11, 10 + count)), sent(TestBot.A));
    }

    @Test
    void a1_an_eleventh_member_begins_another_call() {
        bot.watching(S_TO_A);
        members(TestBot.S, "g1", LongStream.rangeClosed(11, 23).toArray());
        bot.awaitDelivered(TestBot.A, 10);
        taken(3);

        bot.time.advance(QUIET);

        bot.awaitDelivered(TestBot.A, 13);
        assertEquals(List.of(ids(11, 20), ids(21, 23)), sent(TestBot.A));
    }

    @Test
    void a1_one_album_goes_to_each_watch_as_a_whole() {
        bot.watching(
                S_TO_A, S_TO_B, "{source: " + TestBot.S + ", destination: " + TestBot.C + ", preserve-source: true}");
        members(TestBot.S, "g1", 11, 12, 13);
        taken(9);

        bot.time.advance(QUIET);

        for (long chat : new long[] {TestBot.A, TestBot.B, TestBot.C}) {
            bot.awaitDelivered(chat, 3);
            assertEquals(List.of(ids(11, 13)), sent(chat));
        }
    }

    @Test
    void a1_two_watches_with_the_same_chats_each_send_the_album() {
        bot.watching(S_TO_A, S_TO_A);
        members(TestBot.S, "g1", 11, 12);
        taken(4);

        bot.time.advance(QUIET);

        bot.awaitDelivered(TestBot.A, 4);
        assertEquals(List.of(ids(11, 12), ids(11, 12)), sent(TestBot.A));
    }

    @Test
    void a1_the_same_group_id_in_two_chats_is_two_albums() {
        bot.watching(S_TO_A, "{source: " + TestBot.B + ", destination: " + TestBot.A + "}");
        members(TestBot.S, "g1", 11, 12);
        members(TestBot.B, "g1", 31, 32);
        taken(4);

        bot.time.advance(QUIET);

        bot.awaitDelivered(TestBot.A, 4);
        assertEquals(List.of(ids(11, 12), ids(31, 32)), sent(TestBot.A));
    }

    @Test
    void a1_an_album_keeps_its_place_among_plain_messages() {
        bot.watching(S_TO_A);
        bot.telegram.draft(TestBot.S).id(10).text("before").post();
        members(TestBot.S, "g1", 11, 12);
        bot.telegram.draft(TestBot.S).id(13).text("after").post();
        members(TestBot.S, "g2", 14, 15);
        bot.telegram.draft(TestBot.S).id(16).text("last").post();
        taken(6);

        bot.advanceUntil("all of them", () -> bot.telegram.delivered(TestBot.A).size() == 7);

        assertEquals(List.of(10L, 11L, 12L, 13L, 14L, 15L, 16L), originsIn(TestBot.A));
        assertEquals(List.of(List.of(10L), ids(11, 12), List.of(13L), ids(14, 15), List.of(16L)), sent(TestBot.A));
    }

    @Test
    void a1_an_album_goes_on_as_an_album_where_it_arrives() {
        bot.watching(S_TO_A, "{source: " + TestBot.A + ", destination: " + TestBot.B + "}");
        members(TestBot.S, "g1", 11, 12, 13);
        taken(3);

        bot.time.advance(QUIET);
        bot.awaitDelivered(TestBot.B, 3);

        assertEquals(List.of(ids(11, 13)), sent(TestBot.A));
        assertEquals(1, sent(TestBot.B).size());
        assertEquals(List.of(11L, 12L, 13L), originsIn(TestBot.B));
    }

    @Test
    void a1_of_an_album_in_extract_mode_all_matches_are_sent_as_one_text() {
        bot.watching("{source: " + TestBot.S + ", destination: " + TestBot.A
                + ", mode: extract, extract-patterns: ['[0-9]+ EUR']}");
        bot.telegram.album(TestBot.S, "g1", "now 10 EUR", "", "not 20 EUR, nor 10 EUR");
        taken(3);

        bot.time.advance(QUIET);

        awaitTexts(TestBot.A, "10 EUR\n20 EUR");
        assertEquals(1, bot.telegram.callsTo(TestBot.A).size());
    }

    @Test
    void a1_a_delayed_album_stays_whole() {
        bot.watching("{source: " + TestBot.S + ", destination: " + TestBot.A + ", delay: 10m}");
        members(TestBot.S, "g1", 11, 12);
        taken(2);

        bot.advance(Duration.ofMinutes(10).minusMillis(1));
        assertEquals(List.of(), sent(TestBot.A));
        bot.time.advance(Duration.ofMillis(1));

        bot.awaitDelivered(TestBot.A, 2);
        assertEquals(List.of(ids(11, 12)), sent(TestBot.A));
    }

    /** telegram-bot-api#629. */
    @Test
    void a2_members_of_two_batches_go_out_together_and_a_late_one_alone() {
        bot.watching(S_TO_A);
        members(TestBot.S, "g1", 11);
        taken(1);
        bot.time.advance(Duration.ofMillis(300));
        members(TestBot.S, "g1", 12);
        taken(2);

        bot.time.advance(QUIET);
        bot.awaitDelivered(TestBot.A, 2);
        bot.advance(Duration.ofMillis(4_700));
        members(TestBot.S, "g1", 13);
        taken(1);
        bot.time.advance(QUIET);

        bot.awaitDelivered(TestBot.A, 3);
        assertEquals(List.of(ids(11, 12), List.of(13L)), sent(TestBot.A));
        assertEquals(0, bot.telegram.ledger().doubled());
    }

    @Test
    void a2_an_album_whose_members_keep_coming_goes_out_after_five_seconds() {
        bot.watching(S_TO_A);
        for (int i = 0; i < 7; i++) {
            members(TestBot.S, "g1", 11 + i);
            taken(1 + i);
            bot.time.advance(Duration.ofMillis(700));
        }
        bot.fence();
        assertEquals(List.of(), sent(TestBot.A), "4.9 s after the first");

        bot.time.advance(Duration.ofMillis(100));

        bot.awaitDelivered(TestBot.A, 7);
        assertEquals(List.of(ids(11, 17)), sent(TestBot.A));
    }

    @Test
    void a2_the_quiet_time_can_be_configured() {
        bot.start("intake: {album-quiet: 3s}", S_TO_A);
        members(TestBot.S, "g1", 11, 12);
        taken(2);

        bot.time.advance(Duration.ofMillis(2_999));
        bot.fence();
        assertEquals(List.of(), sent(TestBot.A));
        bot.time.advance(Duration.ofMillis(1));

        bot.awaitDelivered(TestBot.A, 2);
        assertEquals(List.of(ids(11, 12)), sent(TestBot.A));
    }

    /** From the Python bot, whose retry loses the members. */
    @Test
    void a3_an_album_whose_first_try_fails_is_sent_whole_and_once() {
        bot.telegram.on("copyMessages").answer(Answer.error(500, "Internal Server Error"));
        bot.watching(S_TO_A);
        members(TestBot.S, "g1", 11, 12, 13);
        taken(3);
        bot.time.advance(QUIET);
        bot.awaitStat("worker", "retried", count -> count == 1);
        bot.advanceUntil("the album", () -> sent(TestBot.A).size() == 2);

        bot.awaitDelivered(TestBot.A, 3);
        assertEquals(List.of(ids(11, 13), ids(11, 13)), sent(TestBot.A));
        assertEquals(0, bot.telegram.ledger().doubled());
        assertEquals(1, bot.stat("worker", "retried"));
    }

    @Test
    void a3_a_member_that_comes_while_its_album_is_tried_again_goes_out_once() {
        bot.telegram.on("copyMessages").answer(Answer.floodWait(30));
        bot.watching(S_TO_A);
        members(TestBot.S, "g1", 11, 12);
        taken(2);
        bot.time.advance(QUIET);
        bot.awaitWaiter(Duration.ofSeconds(30));
        members(TestBot.S, "g1", 13);
        taken(3);

        bot.time.advance(Duration.ofSeconds(30));
        bot.awaitDelivered(TestBot.A, 2);
        bot.time.advance(QUIET);

        bot.awaitDelivered(TestBot.A, 3);
        assertEquals(List.of(11L, 12L, 13L), originsIn(TestBot.A));
        assertEquals(0, bot.telegram.ledger().doubled());
    }

    @Test
    void a3_an_album_that_fails_for_good_is_listed_with_every_member() {
        bot.telegram.on("copyMessages").always().answer(Answer.error(500, "Internal Server Error"));
        bot.watching(S_TO_A);
        members(TestBot.S, "g1", 11, 12, 13);
        taken(3);

        bot.advanceUntil("three dead letters", () -> bot.stat("queue", "dead_letters") == 3);

        assertEquals(4, bot.telegram.count("copyMessages"));
        assertEquals(3, bot.stat("worker", "failed"));
    }

    /** telegram-react#338. */
    @Test
    void a4_members_that_come_out_of_order_and_twice_are_sorted_and_sent_once() {
        bot.configure("", S_TO_A);
        members(TestBot.S, "g1", 13, 11, 12);
        bot.telegram.redeliver(new Post(TestBot.S, 12, -1));
        bot.startAgain();
        taken(3);

        bot.time.advance(QUIET);

        bot.awaitDelivered(TestBot.A, 3);
        bot.fence();
        assertEquals(List.of(ids(11, 13)), sent(TestBot.A));
        assertEquals(1, bot.stat("intake", "skipped_duplicate"));
    }

    @Test
    void a4_a_member_that_comes_again_in_a_later_batch_is_sent_once() {
        bot.start("dedup: {message-ttl: 1ms}", S_TO_A);
        members(TestBot.S, "g1", 11, 12);
        taken(2);
        bot.time.advance(Duration.ofMillis(500));
        bot.telegram.redeliver(new Post(TestBot.S, 12, -1));
        bot.fence();

        bot.time.advance(QUIET);

        bot.awaitDelivered(TestBot.A, 2);
        bot.fence();
        assertEquals(List.of(ids(11, 12)), sent(TestBot.A));
        assertEquals(1, bot.stat("intake", "skipped_duplicate"), "the album itself knows its members");
    }

    /** MrMissx/Telegram_Forwarder#105. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void a6_a_white_listed_word_in_any_caption_lets_the_whole_album_pass(int place) {
        bot.watching(filtering("whitelist: [ticket]"));
        bot.telegram.album(TestBot.S, "g1", captions(place));
        taken(3);

        bot.time.advance(QUIET);

        bot.awaitDelivered(TestBot.A, 3);
        assertEquals(1, sent(TestBot.A).size());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "blacklist: [ticket]",
                "blacklist-regex: ['Tick.t']",
                "whitelist: [other]",
                "whitelist-regex: ['oth.r']"
            })
    void a6_a_verdict_against_one_caption_leaves_the_whole_album_out(String filter) {
        bot.watching(filtering(filter));
        bot.telegram.album(TestBot.S, "g1", captions(1));
        taken(3);

        bot.time.advance(QUIET);
        bot.awaitStat("worker", "skipped", count -> count == 3);
        bot.fence();

        assertEquals(List.of(), sent(TestBot.A));
        assertEquals(
                3, bot.stat("intake", filter.startsWith("black") ? "skipped_blacklisted" : "skipped_not_whitelisted"));
    }

    @Test
    void a6_a_late_member_without_a_caption_shares_the_pass_of_its_album() {
        bot.watching(filtering("whitelist: [ticket]"));
        bot.telegram.album(TestBot.S, "g1", captions(1));
        taken(3);
        bot.time.advance(QUIET);
        bot.awaitDelivered(TestBot.A, 3);

        bot.telegram.album(TestBot.S, "g1", "");
        taken(1);
        bot.time.advance(QUIET);

        bot.awaitDelivered(TestBot.A, 4);
    }

    @Test
    void a6_a_late_member_without_a_caption_shares_the_refusal_of_its_album() {
        bot.watching(filtering("blacklist: [ticket]"));
        bot.telegram.album(TestBot.S, "g1", captions(1));
        taken(3);
        bot.time.advance(QUIET);
        bot.awaitStat("worker", "skipped", count -> count == 3);

        bot.telegram.album(TestBot.S, "g1", "");
        taken(1);
        bot.time.advance(QUIET);
        bot.awaitStat("worker", "skipped", count -> count == 4);
        bot.fence();

        assertEquals(List.of(), sent(TestBot.A));
    }

    @Test
    void a6_an_album_that_was_refused_by_one_watch_passes_another() {
        bot.watching(filtering("blacklist: [ticket]"), S_TO_B);
        bot.telegram.album(TestBot.S, "g1", captions(1));
        taken(6);

        bot.time.advance(QUIET);

        bot.awaitDelivered(TestBot.B, 3);
        assertEquals(List.of(), sent(TestBot.A));
    }

    @Test
    void a6_the_same_group_id_in_another_chat_has_its_own_verdict() {
        String fromB = "{source: " + TestBot.B + ", destination: " + TestBot.A + ", whitelist: [ticket]}";
        bot.watching(filtering("whitelist: [ticket]"), fromB);
        bot.telegram.album(TestBot.S, "g1", captions(1));
        bot.telegram.album(TestBot.B, "g1", "", "");
        taken(5);

        bot.time.advance(QUIET);

        bot.awaitDelivered(TestBot.A, 3);
        bot.awaitStat("worker", "skipped", count -> count == 2);
        assertEquals(3, bot.telegram.delivered(TestBot.A).size());
    }

    /** Derived: nothing but the bounds holds up a flood of albums that never get a second member. */
    @ParameterizedTest
    @ValueSource(strings = {"bounded", "sqlite"})
    void a7_a_flood_of_albums_of_one_member_is_bounded_and_goes_out_by_time(String queue) {
        bot.start("modules: {queue: " + queue + "}\nqueue: {max-size: 200, max-backlog: 200}", S_TO_A);
        int count = 2_000;
        for (int i = 0; i < count; i++) {
            bot.telegram.draft(TestBot.S).photo().mediaGroup("g" + i).post();
        }

        List<Long> pending = new ArrayList<>();
        bot.advanceUntil("all of them", () -> {
            pending.add(bot.stat("queue", "pending"));
            return bot.telegram.delivered(TestBot.A).size() == count;
        });

        assertTrue(pending.stream().allMatch(size -> size <= 200), pending::toString);
        assertEquals(100, bot.stat("dedup", "media_group_cache_size"));
        assertEquals(0, bot.stat("queue", "dropped"));
        assertEquals(0, bot.telegram.ledger().doubled());
        assertEquals(0, bot.telegram.ledger().outOfOrder());
    }

    @Test
    void a7_albums_that_still_wait_are_sent_when_the_bot_stops() {
        bot.start("modules: {queue: bounded}", S_TO_A);
        members(TestBot.S, "g1", 11, 12);
        members(TestBot.S, "g2", 13);
        taken(3);

        bot.askToStop();
        bot.awaitDelivered(TestBot.A, 3);
        bot.advanceUntil("its end", bot::ended);

        assertEquals(List.of(ids(11, 12), List.of(13L)), sent(TestBot.A));
        assertNotEquals(-1, bot.log().indexOf("nothing was waiting"));
    }

    private void members(long chat, String group, long... ids) {
        for (long id : ids) {
            bot.telegram.draft(chat).id(id).photo().mediaGroup(group).post();
        }
    }

    /** Waits until so many messages wait in the queue. */
    private void taken(int count) {
        bot.awaitConfirmed();
        bot.awaitStat("queue", "pending", pending -> pending == count);
    }

    /** The message ids of each call to a chat, in their order. */
    private List<List<Long>> sent(long chat) {
        return bot.telegram.callsTo(chat).stream().map(AlbumCasesTest::idsOf).toList();
    }

    private static List<Long> idsOf(Call call) {
        JsonNode parameters = call.parameters();
        JsonNode many = parameters.path("message_ids");
        return many.isArray()
                ? many.valueStream().map(JsonNode::longValue).toList()
                : List.of(parameters.path("message_id").longValue());
    }

    private static List<Long> ids(long first, long last) {
        return LongStream.rangeClosed(first, last).boxed().toList();
    }

    private static String[] captions(int place) {
        String[] captions = {"", "", ""};
        captions[place] = "a Ticket for you";
        return captions;
    }

    private static String filtering(String filter) {
        return "{source: " + TestBot.S + ", destination: " + TestBot.A + ", " + filter + "}";
    }
}
