package sluice.launcher.cases;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URLEncoder;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import sluice.simulator.Answer;
import sluice.simulator.Post;

/** The page {@code /messages}: what became of what came lately. */
class JournalTest extends WithBot {

    private String found(String query) {
        String page = bot.get("/messages?q=" + URLEncoder.encode(query, UTF_8)).body();
        int from = page.indexOf("<ol id=\"message-list\"");
        return page.substring(from, page.indexOf("</ol>", from));
    }

    private static int count(String list) {
        return list.split("<p class=\"way\">", -1).length - 1;
    }

    @Test
    void a_message_is_found_by_words_chat_and_id_with_its_copy() {
        bot.start("", S_TO_A);
        long first = telegram.post(S, "Apples and <b>pears</b>").messageId();
        telegram.post(S, "Something else");
        bot.fence();
        String copy = Long.toString(telegram.delivered(A).getFirst().messageId());
        String hit = found("PEARS apples");
        assertEquals(1, count(hit), hit);
        assertTrue(hit.contains("Apples and &lt;b&gt;pears&lt;/b&gt;"), hit);
        assertTrue(hit.contains("Sent to " + A + " as message " + copy) || hit.contains("as message " + copy), hit);
        assertEquals(2, count(found(Long.toString(A))), "of both");
        assertTrue(found(Long.toString(first)).contains("Apples"));
        assertEquals(0, count(found("apples plums")));
        String all = found("");
        assertTrue(all.indexOf("Something else") < all.indexOf("Apples"), "the newest first");
    }

    @Test
    void it_says_which_rule_or_step_filtered_a_message() {
        bot.start(
                "",
                "{source: " + S + ", destination: " + A + ", blacklist: [spam]}",
                "{source: " + S + ", destination: " + B + ", whitelist: [news]}",
                "{source: " + S + ", destination: " + C + ", steps: [media-type: {keep: photo}]}");
        telegram.post(S, "this is SPAM");
        bot.fence();
        String hit = found("spam");
        assertTrue(hit.contains("Filtered: blacklist: spam"), hit);
        assertTrue(hit.contains("Filtered: nothing of the whitelists"), hit);
        assertTrue(hit.contains("Filtered: step: media-type"), hit);
    }

    @Test
    void a_repeat_is_told_as_such() {
        bot.start("", "{source: " + S + ", destination: " + A + ", skip-repeats: true}");
        telegram.post(S, "Breaking news");
        bot.awaitDelivered(A, 1);
        telegram.post(S, "breaking news");
        bot.fence();
        String hits = found("news");
        assertTrue(hits.contains("Filtered: the same was sent there before"), hits);
        assertTrue(hits.contains("as message"), hits);
    }

    @Test
    void what_waits_and_what_failed_is_told_with_the_reason() {
        bot.start("peer.max-waiting: 1", S_TO_A, copying(S, B));
        telegram.on("copyMessage").chat(B).answer(Answer.error(400, "Bad Request: message can't be copied"));
        telegram.kickSilently(A);
        telegram.post(S, "first");
        telegram.post(S, "second");
        bot.fence();
        String first = found("first");
        assertTrue(first.contains("the message cannot be sent: Bad Request: message can&#39;t be copied"), first);
        assertTrue(first.contains("Waiting for ") && first.contains("cannot be used: Forbidden"), first);
        String second = found("second");
        assertTrue(second.contains("Not sent to ") && second.contains("the chat cannot be used"), second);
        telegram.restore(A);
        bot.advance(Duration.ofMinutes(1));
        assertTrue(found("first").contains("Sent to "), found("first"));
    }

    @Test
    void a_message_that_comes_twice_keeps_what_became_of_it() {
        bot.start("dedup.message-ttl: 1s", S_TO_A);
        Post post = telegram.post(S, "once");
        bot.fence();
        telegram.redeliver(post);
        bot.fence();
        bot.advance(Duration.ofSeconds(5));
        telegram.redeliver(post);
        bot.fence();
        assertEquals(1, count(found("once")));
        assertTrue(found("once").contains("as message"), found("once"));
        assertFalse(found("once").contains("Waiting"), found("once"));
    }

    @Test
    void a_chain_is_followed_from_chat_to_chat() {
        bot.start("", S_TO_A, "{source: " + A + ", destination: " + B + ", blacklist: [no]}");
        telegram.post(S, "yes");
        telegram.post(S, "no");
        bot.fence();
        bot.awaitDelivered(B, 1);
        assertEquals(2, count(found("yes")), "in S and in A");
        assertTrue(found("no").contains("Filtered: blacklist: no"), found("no"));
    }

    @Test
    void it_is_bounded_in_number_text_and_age_and_can_be_turned_off() {
        bot.start("journal.max-messages: 3\njournal.max-age: 10m", S_TO_A);
        telegram.post(S, "x".repeat(150));
        for (int i = 0; i < 3; i++) {
            telegram.post(S, "message " + i);
        }
        bot.awaitDelivered(A, 4);
        assertEquals(3, count(found("")));
        assertEquals(3, bot.stat("journal", "messages"));
        assertFalse(found("").contains("xxx"), "the oldest goes first");
        telegram.post(S, "y".repeat(150));
        bot.awaitDelivered(A, 5);
        assertTrue(found("yyy").contains(">" + "y".repeat(99) + "…<"), found("yyy"));
        bot.advance(Duration.ofMinutes(16));
        assertEquals(0, count(found("yyy")), "a cleanup forgets what is too old");
        assertTrue(bot.log().contains("journal: "), "and the log says so");
    }

    @Test
    void turned_off_it_remembers_nothing() {
        bot.start("journal.max-messages: 0", S_TO_A);
        telegram.post(S, "one");
        bot.awaitDelivered(A, 1);
        assertEquals(0, bot.stat("journal", "messages"));
        assertTrue(bot.get("/messages?q=one").body().contains("journal.max-messages is 0"));
    }

    @Test
    void the_last_posts_of_the_source_can_be_chosen_for_a_test() {
        bot.start("", "{source: " + S + ", destination: " + A + ", blacklist: [spam]}");
        long post = telegram.post(S, "spam of today").messageId();
        bot.fence();
        String id = bot.json("/dashboard.json?filter=" + S)
                .path("watches")
                .path("rows")
                .path(0)
                .path("id")
                .asText();
        assertTrue(bot.get("/watches/edit?id=" + id)
                .body()
                .contains("<option value=\"" + post + "\">spam of today</option>"));
    }

    @Test
    void a_title_from_right_to_left_leaves_the_id_as_it_is() {
        telegram.channel(S, "قناة");
        telegram.channel(A, "هدف");
        bot.start("", S_TO_A);
        telegram.post(S, "hello");
        bot.fence();
        bot.await(
                "the titles",
                () -> found("").contains("\u2068قناة\u2069 (" + S + ")")
                        && found("").contains("Sent to \u2068هدف\u2069 (" + A + ")"));
    }
}
