package sluice.launcher.cases;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sluice.simulator.Answer;
import sluice.simulator.Call;
import sluice.simulator.Delivered;
import sluice.simulator.Post;
import sluice.simulator.Via;

/** Links to posts, which are copied into the chat. */
class PostsTest extends WithBot {

    private static final String C_LINK = "https://t.me/c/" + Long.toString(C).substring(4) + "/";

    private Phone owner;

    @BeforeEach
    void makePhone() {
        owner = new Phone(bot, OWNER);
    }

    private List<Post> posts(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(i -> telegram.post(C, "post " + i))
                .toList();
    }

    /** The ids, in their channel, of the posts that were copied to the owner. */
    private List<Long> copied() {
        return telegram.delivered(OWNER).stream()
                .filter(message -> message.via() == Via.COPIED)
                .map(Delivered::sourceId)
                .toList();
    }

    private static List<Long> ids(long first, long last) {
        List<Long> ids = new ArrayList<>();
        for (long id = first; id <= last; id++) {
            ids.add(id);
        }
        return ids;
    }

    /** The message that shows how far it is. */
    private Delivered progress() {
        return telegram.delivered(OWNER).stream()
                .filter(message -> message.via() == Via.SENT)
                .reduce((_, last) -> last)
                .orElseThrow(() -> new AssertionError("no message; the log:\n" + bot.log()));
    }

    private void awaitProgress(String words) {
        bot.advanceUntil("`" + words + "`", () -> progress().text().contains(words));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://t.me/posts_c/2",
                "t.me/posts_c/2?single",
                "https://t.me/c/2000000003/2",
                "https://t.me/c/2000000003/77/2"
            })
    void a_post_is_copied_by_its_link_and_nothing_else_is_said(String link) {
        telegram.username(C, "posts_c");
        posts(3);
        bot.start("");
        telegram.post(OWNER, link);
        bot.awaitDelivered(OWNER, 1);
        bot.time.advance(Duration.ofSeconds(10));
        assertEquals(List.of("post 2"), texts(OWNER));
        assertEquals(ids(2, 2), copied());
    }

    @ParameterizedTest
    @ValueSource(strings = {"2-6", "2 - 6", "2 – 6"})
    void a_range_is_copied_by_one_call_with_a_message_that_tells_of_gaps(String range) {
        List<Post> all = posts(7);
        telegram.delete(all.get(3));
        bot.start("");
        telegram.post(OWNER, C_LINK + range);
        awaitProgress("✅ C: 2-6 copied");
        assertEquals(List.of(2L, 3L, 5L, 6L), copied());
        assertEquals(1, telegram.count("copyMessages"));
        assertTrue(
                progress().text().contains("5 of 5 done, 4 copied, 1 missing"),
                progress().text());
        assertTrue(
                progress().text().contains("were deleted, never existed"),
                progress().text());
        assertEquals(List.of(), progress().buttons());
        assertEquals(1, telegram.calls("editMessageText").size());
    }

    @Test
    void the_same_in_chinese() {
        telegram.language(OWNER, "zh-hans");
        posts(2);
        bot.start("language: auto");
        telegram.post(OWNER, C_LINK + "1-3");
        awaitProgress("✅ C：1-3 复制完成");
        assertTrue(
                progress().text().contains("已处理 3 / 3，已复制 2 条，缺失 1 条"),
                progress().text());
        owner.says("https://t.me/c/4711/1");
        owner.assertShows("机器人只能看到自己已加入的聊天");
    }

    // R3: the number behind the last one is no int
    @ParameterizedTest
    @ValueSource(strings = {"2147483647", "2147483600-2147483647"})
    void r3_the_last_numbers_that_there_are_take_one_call(String posts) {
        posts(2);
        bot.start("");
        telegram.post(OWNER, C_LINK + posts);
        awaitProgress("⛔ C: " + posts + " could not be copied");
        bot.settle();
        assertEquals(1, telegram.count("copyMessage") + telegram.count("copyMessages"));
    }

    @Test
    void albums_stay_albums() {
        telegram.album(C, "g1", "one", null, "three");
        telegram.post(C, "text");
        telegram.album(C, "g2", "x", "y");
        bot.start("");
        telegram.post(OWNER, C_LINK + "1-6");
        awaitProgress("✅");
        List<Delivered> copies = telegram.delivered(OWNER).stream()
                .filter(message -> message.via() == Via.COPIED)
                .toList();
        assertEquals(ids(1, 6), copied());
        assertEquals(3, copies.stream().map(Delivered::mediaGroup).distinct().count(), "two albums and a text");
        assertEquals(copies.getFirst().mediaGroup(), copies.get(2).mediaGroup());
    }

    @Test
    void five_hundred_posts_arrive_once_at_the_pace_of_the_chat_with_few_edits() {
        posts(500);
        bot.start("deliver.pace: {per-chat: 1/s, per-group: 20/min, global: 30/s}");
        telegram.post(OWNER, C_LINK + "1-500");
        awaitProgress("200 of 500 done, 200 copied");
        awaitProgress("✅ C: 1-500 copied");
        assertEquals(ids(1, 500), copied());
        List<Call> calls = telegram.calls("copyMessages");
        assertEquals(5, calls.size());
        for (int i = 1; i < calls.size(); i++) {
            assertTrue(calls.get(i).nanoTime() - calls.get(i - 1).nanoTime()
                    >= Duration.ofSeconds(100).toNanos());
        }
        assertEdits();
    }

    /** At most one edit in three seconds. */
    private void assertEdits() {
        List<Call> edits = telegram.calls("editMessageText");
        for (int i = 1; i < edits.size(); i++) {
            assertTrue(edits.get(i).nanoTime() - edits.get(i - 1).nanoTime()
                    >= Duration.ofSeconds(3).toNanos());
        }
    }

    @Test
    void without_a_pace_there_is_no_more_than_one_edit_in_three_seconds_either() {
        posts(500);
        bot.start("");
        telegram.post(OWNER, C_LINK + "1-500");
        awaitProgress("✅ C: 1-500 copied");
        assertEquals(ids(1, 500), copied());
        assertEdits();
        assertEquals(1, telegram.calls("editMessageText").size());
    }

    @Test
    void more_than_five_hundred_and_ranges_that_end_before_they_begin_are_refused() {
        posts(3);
        bot.start("");
        owner.says(C_LINK + "1-501");
        owner.assertShows("These are 501 posts; I copy at most 500 at a time.");
        owner.says(C_LINK + "3-2");
        owner.assertShows("The range ends before it begins: 3 to 2.");
        assertEquals(0, telegram.count("copyMessages"));
    }

    @Test
    void the_cancel_button_ends_it_and_says_what_is_left() {
        posts(300);
        bot.start("deliver.pace: {per-chat: 1/s, per-group: 20/min, global: 30/s}");
        telegram.post(OWNER, C_LINK + "1-300");
        bot.advanceUntil("the first part", () -> copied().size() == 100);
        long message = progress().messageId();
        String cancel = owner.dataUnder(progress(), "✖ Cancel");
        owner.sends(message, cancel);
        assertEquals("Cancelled.", owner.note());
        awaitProgress("✖ C: copying 1-300 was cancelled");
        assertTrue(
                progress().text().contains("To continue, send me: " + C_LINK + "101-300"),
                progress().text());
        owner.sends(message, cancel);
        assertEquals("This has already ended.", owner.note());
        bot.advance(Duration.ofMinutes(5));
        assertEquals(ids(1, 100), copied());
    }

    @Test
    void after_a_restart_it_goes_on_where_it_was_in_the_same_message() {
        posts(300);
        bot.start("deliver.pace: {per-chat: 1/s, per-group: 20/min, global: 30/s}");
        telegram.post(OWNER, C_LINK + "1-300");
        bot.advanceUntil("the first part", () -> copied().size() == 100);
        long message = progress().messageId();
        stopBot();
        assertEquals(ids(1, 100), copied());
        bot.startAgain();
        awaitProgress("✅ C: 1-300 copied");
        assertEquals(ids(1, 300), copied());
        assertEquals(message, progress().messageId());
    }

    @Test
    void cancelled_is_cancelled_after_a_restart_too() {
        posts(300);
        bot.start("deliver.pace: {per-chat: 1/s, per-group: 20/min, global: 30/s}");
        telegram.on("editMessageText").always().answer(Answer.floodWait(50));
        telegram.post(OWNER, C_LINK + "1-300");
        bot.advanceUntil("the first part", () -> copied().size() == 100);
        owner.sends(progress().messageId(), owner.dataUnder(progress(), "✖ Cancel"));
        stopBot();
        telegram.clearFaults();
        bot.startAgain();
        awaitProgress("✖ C: copying 1-300 was cancelled");
        assertEquals(ids(1, 100), copied());
    }

    @Test
    void what_no_answer_came_for_is_told_and_not_sent_again() {
        posts(250);
        bot.start("");
        telegram.on("copyMessages").skip(1).answer(Answer.closeAfterApplying());
        telegram.post(OWNER, C_LINK + "1-250");
        awaitProgress("✅ C: 1-250 copied");
        assertEquals(ids(1, 250), copied());
        assertTrue(
                progress().text().contains("250 of 250 done, 150 copied"),
                progress().text());
        assertTrue(
                progress().text().contains("No answer came for 101-200"),
                progress().text());
    }

    @Test
    void a_call_that_a_stop_cuts_off_is_not_repeated_after_the_restart() {
        posts(250);
        bot.start("");
        telegram.on("copyMessages").skip(1).answer(Answer.hangAfterApplying());
        telegram.post(OWNER, C_LINK + "1-250");
        bot.advanceUntil("the second call", () -> telegram.count("copyMessages") == 2);
        stopBot();
        bot.startAgain();
        awaitProgress("✅ C: 1-250 copied");
        assertEquals(ids(1, 250), copied());
        assertTrue(
                progress().text().contains("No answer came for 101-200"),
                progress().text());
    }

    @Test
    void a_link_that_telegram_tells_twice_is_copied_once() {
        posts(3);
        bot.start("");
        Post asked = telegram.post(OWNER, C_LINK + "2");
        bot.awaitDelivered(OWNER, 1);
        stopBot();
        bot.startAgain();
        telegram.redeliver(asked);
        bot.fence();
        assertEquals(ids(2, 2), copied());
    }

    @Test
    void a_flood_wait_is_waited_for_and_shown() {
        posts(150);
        bot.start("");
        telegram.on("copyMessages").skip(1).answer(Answer.floodWait(40));
        telegram.post(OWNER, C_LINK + "1-150");
        bot.advanceUntil("the first part", () -> telegram.count("copyMessages") == 2);
        long refused = telegram.calls("copyMessages").getLast().nanoTime();
        awaitProgress("✅ C: 1-150 copied");
        assertEquals(ids(1, 150), copied());
        assertTrue(telegram.calls("copyMessages").getLast().nanoTime() - refused
                >= Duration.ofSeconds(40).toNanos());
    }

    @Test
    void faults_are_tried_again_and_in_the_end_it_is_said_what_is_left() {
        posts(150);
        bot.start("");
        telegram.on("copyMessages").skip(1).always().answer(Answer.error(502, "Bad Gateway"));
        telegram.post(OWNER, C_LINK + "1-150");
        awaitProgress("⛔ C: copying 1-150 failed");
        assertTrue(progress().text().contains("Bad Gateway"), progress().text());
        assertTrue(progress().text().contains(C_LINK + "101-150"), progress().text());
        telegram.clearFaults();
        telegram.post(OWNER, C_LINK + "101-150");
        awaitProgress("✅ C: 101-150 copied");
        assertEquals(ids(1, 150), copied());
    }

    @Test
    void protected_and_unseen_and_missing_posts_are_said_plainly() {
        posts(3);
        bot.start("");
        telegram.protect(C);
        owner.says(C_LINK + "1-3");
        owner.assertShows(
                "C protects its content. It can be neither forwarded nor copied, and I do not work around that.");
        owner.says("https://t.me/c/4711/1");
        owner.assertShows("I cannot see https://t.me/c/4711 (Bad Request: chat not found). I only see chats");
        owner.says("https://t.me/nobody_here/5");
        owner.assertShows("I cannot see https://t.me/nobody_here");
        telegram.post(A, "there");
        owner.says("https://t.me/c/" + Long.toString(A).substring(4) + "/99");
        owner.assertShows("1 of 1 done, 0 copied, 1 missing");
        assertEquals(List.of(), copied());
    }

    @Test
    void a_source_that_shuts_the_bot_out_meanwhile_ends_it() {
        posts(250);
        bot.start("deliver.pace: {per-chat: 1/s, per-group: 20/min, global: 30/s}");
        telegram.post(OWNER, C_LINK + "1-250");
        bot.advanceUntil("the first part", () -> copied().size() == 100);
        telegram.kick(C);
        awaitProgress("⛔ C can no longer be read");
        assertTrue(progress().text().contains(C_LINK + "101-250"), progress().text());
        assertEquals(ids(1, 100), copied());
    }

    @Test
    void what_cannot_be_kept_is_not_begun_and_goes_on_as_soon_as_it_can() throws IOException {
        posts(150);
        bot.start(RefusingQueue.in(dir));
        Path obstacle = Files.createFile(dir.resolve("data").resolve("refuse"));
        owner.says(C_LINK + "1-150");
        owner.assertShows("I cannot save your request right now");
        Files.delete(obstacle);
        telegram.on("copyMessages").skip(1).answer(Answer.floodWait(30));
        telegram.post(OWNER, C_LINK + "1-150");
        bot.advanceUntil("the second call", () -> telegram.count("copyMessages") == 2);
        Files.createFile(obstacle);
        bot.advance(Duration.ofMinutes(1));
        assertEquals(ids(1, 100), copied());
        Files.delete(obstacle);
        awaitProgress("✅ C: 1-150 copied");
        assertEquals(ids(1, 150), copied());
    }

    @Test
    void several_links_are_done_one_after_the_other_and_too_many_are_refused() {
        posts(20);
        bot.start("");
        telegram.on("copyMessage").answer(Answer.floodWait(60));
        telegram.post(OWNER, C_LINK + "1");
        bot.await("the first call", () -> telegram.count("copyMessage") == 1);
        for (int i = 2; i <= 10; i++) {
            owner.says(C_LINK + i);
            owner.assertShows("I start when your earlier requests are done.");
        }
        owner.says(C_LINK + 11);
        owner.assertShows("Too many posts are waiting to be copied.");
        bot.advanceUntil("all", () -> copied().size() == 10);
        assertEquals(ids(1, 10), copied());
    }

    @Test
    void a_cancel_button_of_another_time_or_user_does_nothing() {
        posts(3);
        bot.start("");
        telegram.post(OWNER, C_LINK + "1-3");
        awaitProgress("✅");
        owner.sends(progress().messageId(), "p:999:cancel");
        assertEquals("This has already ended.", owner.note());
        owner.sends(progress().messageId(), "p:x:cancel");
        assertEquals("This has already ended.", owner.note());
        assertFalse(bot.log().contains("fault"), bot.log());
    }

    @Test
    void what_could_not_be_copied_is_told_with_telegrams_reason() {
        posts(3);
        bot.start("");
        telegram.on("copyMessage").answer(Answer.error(400, "Bad Request: message can't be copied"));
        telegram.post(OWNER, C_LINK + "2");
        awaitProgress("⛔ C: 2 could not be copied");
        assertTrue(
                progress().text().contains("Bad Request: message can't be copied"),
                progress().text());
    }

    @Test
    void while_nobody_can_say_which_chat_is_meant_it_is_tried_again() {
        posts(3);
        bot.start("");
        telegram.on("copyMessages")
                .times(1)
                .answer(Answer.error(403, "Forbidden: bot was kicked from the channel chat"));
        telegram.on("getChat").times(1).answer(Answer.normal());
        telegram.on("getChat").times(1).answer(Answer.floodWait(3));
        telegram.post(OWNER, C_LINK + "1-3");
        awaitProgress("✅ C: 1-3 copied");
        assertEquals(ids(1, 3), copied());
    }

    @Test
    void a_link_that_somebody_else_has_written_is_not_followed() {
        posts(3);
        bot.start("");
        Post elsewhere = telegram.post(S, C_LINK + "1-3");
        owner.forwards(elsewhere, C_LINK + "1-3");
        owner.assertShows("S");
        bot.settle();
        assertEquals(List.of(), copied());
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTPS://T.me/c/2000000003/2/", "https://t.me/C/2000000003/2"})
    void a_link_is_read_as_phones_write_it(String link) {
        posts(3);
        bot.start("");
        telegram.post(OWNER, link);
        bot.awaitDelivered(OWNER, 1);
        assertEquals(ids(2, 2), copied());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://t.me/posts_c/2-",
                "https://t.me/posts_c/0",
                "https://t.me/posts_c/2?comment=5",
                "tg://resolve?domain=posts_c&post=2",
                "https://t.me/posts_c/2 https://t.me/posts_c/3"
            })
    void a_link_that_cannot_be_read_is_answered_with_how_one_looks(String link) {
        bot.start("");
        owner.says(link);
        owner.assertShows("I cannot read this link. A link to a post looks like https://t.me/name/12");
    }
}
