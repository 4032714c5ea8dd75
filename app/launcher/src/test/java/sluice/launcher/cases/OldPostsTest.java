package sluice.launcher.cases;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import sluice.simulator.Answer;
import sluice.simulator.Call;
import sluice.simulator.Delivered;
import sluice.simulator.Post;
import sluice.simulator.Via;

/** Old posts of the source of a watch, copied to its destination from the chat and from the page. */
class OldPostsTest extends WithBot {

    private static final String PACE = "deliver.pace: {per-chat: 1000000/s, per-group: 20/min, global: 1000000/s}";

    private static final String S_LINK = "https://t.me/c/" + Long.toString(S).substring(4) + "/";

    /** Only old posts go through it: those of the tests are filtered when they come. */
    private static final String WATCH = watch("");

    private Phone owner;

    @BeforeEach
    void makePhone() {
        owner = new Phone(bot, OWNER);
    }

    private static String watch(String more) {
        return "{id: w, source: " + S + ", destination: " + A + ", blacklist: [old]" + more + "}";
    }

    /** Posts that came before anybody asked for them. */
    private List<Post> old(int count) {
        List<Post> posts = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            posts.add(telegram.post(S, "old " + i));
        }
        bot.fence();
        return posts;
    }

    private Phone asks(String range) {
        owner.says("/watch").taps("▶️ S → A").taps("📥 Copy old posts…").says(range);
        return owner;
    }

    private void copies(String range) {
        asks(range).taps("📥 Copy");
    }

    /** The ids, in the source, of what was copied to a chat. */
    private List<Long> copied(long chat) {
        return telegram.delivered(chat).stream()
                .filter(message -> message.via() != Via.SENT)
                .map(Delivered::sourceId)
                .toList();
    }

    private static List<Long> ids(long first, long last) {
        return LongStream.rangeClosed(first, last).boxed().toList();
    }

    private Delivered progress() {
        return telegram.delivered(OWNER).stream()
                .filter(message ->
                        message.text().contains("S → A: ") || message.text().contains("S: the watch"))
                .reduce((_, last) -> last)
                .orElseThrow(() -> new AssertionError("no progress; the log:\n" + bot.log()));
    }

    private void awaitProgress(String words) {
        bot.advanceUntil(
                "`" + words + "`",
                () -> telegram.delivered(OWNER).stream()
                        .anyMatch(message -> message.text().contains(words)));
    }

    private void assertShown(String words) {
        assertTrue(progress().text().contains(words), progress().text());
    }

    @Test
    void a_range_is_copied_to_the_destination_in_the_way_of_the_watch_after_a_question() {
        bot.start("", watch(", silent: true, protect: true"));
        telegram.delete(old(6).get(3));
        owner.says("/watch").taps("▶️ S → A").taps("📥 Copy old posts…");
        owner.assertShows("Which old posts of S should I copy to A? Send the first and the last, as numbers or links:"
                + " 12-60, or " + S_LINK + "12 " + S_LINK + "60. Or send last 50.");
        owner.says("2-6");
        owner.assertShows("Copy posts 2-6 of S to A? At most 5, about 1 min.");
        owner.assertShows("A bot cannot read old posts. So the filters, steps,");
        assertEquals(List.of(), copied(A));
        owner.taps("📥 Copy");
        assertEquals("Copying has begun.", owner.note());
        awaitProgress("✅ S → A: 2-6 copied");
        assertShown("5 of 5 done, 4 copied, 1 missing");
        assertEquals(List.of(2L, 3L, 5L, 6L), copied(A));
        Call call = telegram.calls("copyMessages").getFirst();
        assertTrue(call.parameters().path("disable_notification").asBoolean(), call.json());
        assertTrue(call.parameters().path("protect_content").asBoolean(), call.json());
        assertEquals(List.of(), copied(OWNER));
    }

    @Test
    void a_watch_that_forwards_into_a_topic_forwards_old_posts_there() {
        telegram.supergroup(B, "B");
        telegram.topic(B, 7);
        bot.start(
                "",
                "{source: " + S + ", destination: " + B
                        + ", destination-topic: 7, preserve-source: true, blacklist: [old]}");
        old(3);
        owner.says("/watch").taps("▶️ S → B").taps("📥 Copy old posts…").says("1-2");
        owner.assertShows("Forward posts 1-2 of S to B?");
        owner.taps("📥 Copy");
        bot.advanceUntil("the forwards", () -> copied(B).size() == 2);
        Call call = telegram.calls("forwardMessages").getFirst();
        assertEquals(7, call.parameters().path("message_thread_id").asInt(), call.json());
    }

    @ParameterizedTest
    @CsvSource({
        "3, 3, 3",
        "2 - 4, 2, 4",
        "2 4, 2, 4",
        "LINK2-4, 2, 4",
        "LINK2 LINK4, 2, 4",
        "LINK2 - LINK4, 2, 4",
        "https://t.me/posts_s/2 4, 2, 4",
        "last 2, 4, 5",
        "最近 2, 4, 5",
        "Last 50, 1, 5",
    })
    void posts_are_named_by_numbers_links_or_from_the_end(String range, long first, long last) {
        telegram.username(S, "posts_s");
        bot.start("", WATCH);
        old(5);
        copies(range.replace("LINK", S_LINK));
        awaitProgress("✅ S → A: ");
        assertEquals(ids(first, last), copied(A));
    }

    @Test
    void what_names_no_posts_of_the_source_is_refused_with_the_reason() {
        bot.start("", WATCH);
        owner.says("/watch").taps("▶️ S → A").taps("📥 Copy old posts…");
        owner.says("last 5").assertShows("I have not seen a post of this source lately");
        owner.says("all of them").assertShows("⚠️ I cannot read this as posts.");
        owner.says("1 2 3").assertShows("⚠️ I cannot read this as posts.");
        owner.says("9-3").assertShows("⚠️ The range ends before it begins: 9 to 3.");
        owner.says("1-10001").assertShows("These are 10001 posts; I copy at most 10000 at a time.");
        owner.says("https://t.me/c/" + Long.toString(B).substring(4) + "/1-2")
                .assertShows("⚠️ This link does not lead to the source of the watch.");
        owner.says("https://t.me/nobody_here/1").assertShows("⚠️ I cannot see @nobody_here");
        telegram.protect(S);
        owner.says("1-2").assertShows("⚠️ S protects its content.");
        assertEquals(List.of(), copied(A));
    }

    @ParameterizedTest
    @ValueSource(strings = {", mode: extract, extract-patterns: [x]", ", paused: true"})
    void a_watch_that_cannot_or_must_not_send_them_says_so(String more) {
        bot.start("", watch(more));
        owner.says("/watch")
                .taps((more.contains("paused") ? "⏸" : "▶️") + " S → A")
                .taps("📥 Copy old posts…");
        assertTrue(
                owner.note()
                        .startsWith(more.contains("paused") ? "The watch is paused" : "A bot cannot read old posts"),
                owner.note());
    }

    @Test
    void they_keep_the_pace_of_the_destination_and_what_comes_meanwhile_does_not_wait() {
        bot.start(PACE, WATCH);
        old(50);
        asks("1-50").assertShows("At most 50, about 3 min.");
        owner.taps("📥 Copy");
        bot.advanceUntil("the first call", () -> copied(A).size() == 20);
        telegram.post(S, "live");
        bot.fence();
        assertEquals("live", texts(A).getLast());
        owner.says("/watch").taps("▶️ S → A").assertShows("📥 Copying old posts 1-50: 20 of 50 done, 20 copied");
        awaitProgress("✅ S → A: 1-50 copied");
        List<Call> calls = telegram.calls("copyMessages");
        assertEquals(3, calls.size());
        for (int i = 1; i < calls.size(); i++) {
            assertTrue(calls.get(i).nanoTime() - calls.get(i - 1).nanoTime()
                    >= Duration.ofMinutes(1).toNanos());
        }
    }

    @Test
    void they_wait_for_a_free_permit_of_a_group_whose_messages_have_used_all() {
        bot.start(PACE, WATCH);
        old(1);
        for (int i = 1; i <= 20; i++) {
            telegram.post(S, "live " + i);
        }
        bot.awaitDelivered(A, 20);
        copies("1");
        bot.advanceUntil("the old post", () -> copied(A).size() == 21);
        List<Call> calls = telegram.calls("copyMessage").stream()
                .filter(call -> call.chat() == A)
                .toList();
        assertTrue(calls.getLast().nanoTime() - calls.getFirst().nanoTime()
                >= Duration.ofMinutes(1).toNanos());
    }

    @Test
    void a_link_of_the_admin_and_another_watch_do_not_wait_for_it() {
        bot.start(PACE, WATCH, "{source: " + S + ", destination: " + B + ", blacklist: [old]}");
        old(50);
        copies("1-50");
        bot.advanceUntil("the first call", () -> copied(A).size() == 20);
        telegram.post(OWNER, S_LINK + "3");
        bot.advanceUntil("the link", () -> copied(OWNER).equals(List.of(3L)));
        owner.says("/watch")
                .taps("▶️ S → B")
                .taps("📥 Copy old posts…")
                .says("5")
                .taps("📥 Copy");
        bot.advanceUntil("the other watch", () -> copied(B).equals(List.of(5L)));
        assertEquals(20, copied(A).size());
        owner.says("/watch").taps("▶️ S → A").taps("📥 Copy old posts…");
        owner.assertShows("20 of 50 done");
    }

    @Test
    void it_goes_on_after_a_restart_in_the_same_message() {
        bot.start(PACE, WATCH);
        old(50);
        copies("1-50");
        bot.advanceUntil("the first call", () -> copied(A).size() == 20);
        long message = progress().messageId();
        stopBot();
        bot.startAgain();
        awaitProgress("✅ S → A: 1-50 copied");
        assertEquals(ids(1, 50), copied(A));
        assertEquals(message, progress().messageId());
    }

    @Test
    void a_call_that_a_stop_cuts_off_is_told_and_not_repeated() {
        bot.start("", WATCH);
        old(50);
        telegram.on("copyMessages").skip(1).answer(Answer.hangAfterApplying());
        copies("1-50");
        bot.advanceUntil("the second call", () -> telegram.count("copyMessages") == 2);
        stopBot();
        bot.startAgain();
        awaitProgress("✅ S → A: 1-50 copied");
        assertEquals(ids(1, 50), copied(A));
        assertShown("No answer came for 21-40. They may have arrived, so I do not send them again."
                + " If they did not, copy them again at the watch.");
    }

    @Test
    void a_file_of_an_earlier_version_goes_on_into_the_private_chat() throws IOException {
        bot.start("");
        for (int i = 1; i <= 4; i++) {
            telegram.post(C, "post " + i);
        }
        bot.fence();
        stopBot();
        Files.writeString(
                fileOfRequests(),
                "{\"errands\":[{\"user\":" + OWNER + ",\"request\":5,\"language\":\"EN\",\"source\":" + C
                        + ",\"link\":\"https://t.me/c/2000000003\",\"first\":1,\"last\":4,\"next\":3,\"under_way\":0,"
                        + "\"copied\":2,\"missing\":0,\"unknown\":[{\"first\":1,\"last\":1}],\"progress\":0,"
                        + "\"cancelled\":false}],\"newest\":[{\"user\":" + OWNER + ",\"request\":5}]}");
        bot.startAgain();
        awaitProgress("✅ C: 1-4 copied");
        assertEquals(ids(3, 4), copied(OWNER));
        assertFalse(bot.log().contains("cannot read the unfinished copies"), bot.log());
        assertFalse(Files.exists(fileOfRequests()));
        assertEquals(1, bot.count("are kept by the queue now; " + fileOfRequests() + " is removed"), bot::log);
    }

    private String keptRequests() {
        try (Connection store = DriverManager.getConnection("jdbc:sqlite:" + dir.resolve("data/sluice.db"));
                Statement statement = store.createStatement();
                ResultSet row = statement.executeQuery("SELECT text FROM texts WHERE name = 'posts'")) {
            return row.getString(1);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private Path fileOfRequests() {
        return dir.resolve("data").resolve("posts.json");
    }

    /** In a file that an earlier version has left. */
    private void writeRequest() throws IOException {
        Files.writeString(
                fileOfRequests(),
                "{\"errands\":[{\"user\":0,\"request\":0,\"language\":\"EN\",\"source\":" + S
                        + ",\"link\":\"\",\"first\":1,\"last\":50,\"next\":1,\"under_way\":0,\"copied\":0,\"missing\":0,"
                        + "\"unknown\":[],\"progress\":0,\"cancelled\":false,\"watch\":\"w\"}],\"newest\":[]}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "bounded"})
    void a_file_of_an_earlier_version_is_taken_over_once_with_any_queue(String queue) throws IOException {
        bot.start(PACE + "\nmodules.queue: " + queue, WATCH);
        old(50);
        stopBot();
        writeRequest();
        bot.startAgain();
        bot.advanceUntil("the first call", () -> copied(A).size() == 20);
        assertFalse(Files.exists(fileOfRequests()));
        stopBot();
        bot.startAgain();
        bot.advance(Duration.ofMinutes(5));
        assertEquals(ids(1, queue.equals("sqlite") ? 50 : 20), copied(A));
    }

    @Test
    void what_the_store_has_is_newer_than_a_file_of_an_earlier_version() throws IOException {
        bot.start(PACE, WATCH);
        old(50);
        copies("1-50");
        bot.advanceUntil("the first call", () -> copied(A).size() == 20);
        stopBot();
        writeRequest();
        bot.startAgain();
        awaitProgress("✅ S → A: 1-50 copied");
        assertEquals(ids(1, 50), copied(A));
        assertFalse(Files.exists(fileOfRequests()));
    }

    @Test
    void a_file_of_an_earlier_version_that_cannot_be_kept_yet_stays_and_nothing_is_called() throws IOException {
        bot.start(RefusingQueue.in(dir), WATCH);
        old(3);
        stopBot();
        writeRequest();
        Path obstacle = Files.createFile(dir.resolve("data").resolve("refuse"));
        bot.startAgain();
        bot.advance(Duration.ofMinutes(1));
        assertEquals(List.of(), copied(A));
        assertTrue(Files.exists(fileOfRequests()));
        Files.delete(obstacle);
        bot.advanceUntil("the posts", () -> copied(A).equals(ids(1, 3)));
    }

    @Test
    void a_damaged_file_of_an_earlier_version_is_told_and_ends_with_the_next_request() throws IOException {
        bot.start(PACE, WATCH);
        old(3);
        stopBot();
        Files.writeString(fileOfRequests(), "{\"errands\":[{\"user\":0");
        bot.startAgain();
        assertEquals(1, bot.count("cannot read the unfinished copies of posts, they do not continue"), bot::log);
        copies("1-3");
        awaitProgress("✅ S → A: 1-3 copied");
        stopBot();
        bot.startAgain();
        assertEquals(1, bot.count("cannot read the unfinished copies"), bot::log);
        assertFalse(Files.exists(fileOfRequests()));
    }

    /** Otherwise the next request would replace those that are there. */
    @Test
    void a_bot_that_cannot_read_them_does_not_start() throws IOException {
        bot.configure(RefusingQueue.in(dir), WATCH);
        Files.createFile(Files.createDirectory(dir.resolve("data")).resolve("unreadable"));
        bot.launch();
        assertEquals(1, bot.exitCode());
        assertEquals(1, bot.count("modules.queue: the unfinished copies of posts are not available"), bot::log);
    }

    @Test
    void with_a_queue_in_memory_it_ends_with_the_process() {
        bot.start(PACE + "\nmodules.queue: bounded", WATCH);
        old(50);
        copies("1-50");
        bot.advanceUntil("the first call", () -> copied(A).size() == 20);
        stopBot();
        bot.startAgain();
        bot.advance(Duration.ofMinutes(5));
        assertEquals(ids(1, 20), copied(A));
        owner.says("/watch").taps("▶️ S → A").taps("📥 Copy old posts…").assertShows("Which old posts of S");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void it_is_stopped_by_the_button_under_its_progress_or_at_the_watch(boolean atWatch) {
        bot.start(PACE, WATCH);
        old(50);
        copies("1-50");
        bot.advanceUntil("the first call", () -> copied(A).size() == 20);
        if (atWatch) {
            owner.says("/watch").taps("▶️ S → A").taps("📥 Copy old posts…");
            owner.taps("✖ Stop copying");
        } else {
            owner.sends(progress().messageId(), owner.dataUnder(progress(), "✖ Cancel"));
        }
        assertEquals("Cancelled.", owner.note());
        awaitProgress("✖ S → A: copying 1-50 was cancelled");
        assertShown("Not copied: 21-50. To continue, copy them at the watch.");
        bot.advance(Duration.ofMinutes(5));
        assertEquals(20, copied(A).size());
        assertEquals("{\"errands\":[]", keptRequests().substring(0, 13));
    }

    @Test
    void a_watch_that_is_paused_meanwhile_gets_no_more() throws IOException {
        bot.start(PACE);
        bot.post("/watches/save", "source", "" + S, "destination", "" + A, "blacklist", "old");
        old(50);
        copies("1-50");
        bot.advanceUntil("the first call", () -> copied(A).size() == 20);
        owner.says("/watch").taps("▶️ S → A").taps("⏸ Pause");
        awaitProgress("the watch was paused, changed or removed, so I stopped copying 1-50");
        assertEquals(20, copied(A).size());
    }

    @Test
    void a_range_that_was_confirmed_after_the_watch_has_changed_is_not_copied() throws IOException {
        bot.start("");
        bot.post("/watches/save", "source", "" + S, "destination", "" + A, "blacklist", "old");
        old(3);
        asks("1-3");
        String id = row("page:").path("id").asText();
        bot.post("/watches/save", "id", id, "source", "" + S, "destination", "" + B, "blacklist", "old");
        owner.taps("📥 Copy");
        assertEquals(
                "The watch has changed in the meantime, so I did nothing. This is how it looks now.", owner.note());
        bot.advance(Duration.ofSeconds(5));
        assertEquals(List.of(), copied(A));
        assertEquals(List.of(), copied(B));
    }

    @Test
    void a_destination_that_cannot_be_written_to_ends_it_with_what_to_do() {
        bot.start(PACE, WATCH);
        old(50);
        copies("1-50");
        bot.advanceUntil("the first call", () -> copied(A).size() == 20);
        telegram.restrict(A);
        awaitProgress("⛔ S → A: I cannot send there, so I stopped copying 1-50");
        assertShown("The bot may not post in A (" + A + "). Give it the right to post messages there.");
        assertShown("Not copied: 21-50.");
    }

    @Test
    void missing_rights_are_told_before_it_begins() {
        bot.start("", WATCH);
        telegram.restrict(A);
        asks("1-3").assertShows("⚠️ The bot may not post in A (" + A + ")");
    }

    @Test
    void a_topic_that_is_gone_ends_it() {
        telegram.supergroup(B, "B");
        bot.start("", "{source: " + S + ", destination: " + B + ", destination-topic: 7, blacklist: [old]}");
        old(3);
        owner.says("/watch")
                .taps("▶️ S → B")
                .taps("📥 Copy old posts…")
                .says("1-3")
                .taps("📥 Copy");
        awaitProgress("⛔ S → B: I cannot send there, so I stopped copying 1-3");
        assertFalse(owner.text().contains("missing"), owner.text());
    }

    @Test
    void a_group_that_becomes_a_supergroup_gets_the_rest() {
        telegram.group(-4001, "group");
        telegram.supergroup(-1004000000001L, "supergroup");
        bot.start("", copying(S, -4001).replace("}", ", blacklist: [old]}"));
        old(30);
        telegram.on("copyMessages").chat(-4001).skip(1).answer(Answer.migrateTo(-1004000000001L));
        owner.says("/watch")
                .taps("▶️ S → group")
                .taps("📥 Copy old posts…")
                .says("1-30")
                .taps("📥 Copy");
        bot.advanceUntil("the rest", () -> copied(-1004000000001L).equals(ids(21, 30)));
        assertEquals(ids(1, 20), copied(-4001));
    }

    @Test
    void the_same_in_chinese() {
        telegram.language(OWNER, "zh-hans");
        bot.start("language: auto", WATCH);
        old(3);
        owner.says("/watch").taps("▶️ S → A").taps("📥 复制旧消息…");
        owner.assertShows("要把 S 的哪些旧消息复制到 A？");
        owner.says("最后 2").assertShows("把 S 的消息 2-3 复制到 A？最多 2 条，大约 1 分钟。");
        owner.taps("📥 复制");
        awaitProgress("✅ S → A：2-3 复制完成");
        assertEquals(ids(2, 3), copied(A));
    }

    private JsonNode row(String filter) {
        return bot.json("/dashboard.json?filter=" + filter)
                .path("watches")
                .path("rows")
                .path(0);
    }

    private String page() {
        return bot.get("/watches/edit?id=w").body();
    }

    @Test
    void on_the_page_they_are_copied_by_a_form_with_progress_and_a_button_to_stop() throws IOException {
        bot.start(PACE, WATCH);
        old(50);
        assertTrue(page().contains("<input id=\"first\" name=\"first\""), page());
        assertTrue(page().contains("A bot cannot read old posts."), page());
        String answer = bot.post("/watches/posts", "id", "w", "first", S_LINK + "1", "last", "50");
        assertTrue(answer.startsWith("303 "), answer);
        bot.advanceUntil("the first call", () -> copied(A).size() == 20);
        String progress = "Copying old posts 1-50: 20 of 50 done, 20 copied";
        assertTrue(page().contains(progress), page());
        assertEquals("📥 " + progress, row(Long.toString(S)).path("copying").asText());
        assertTrue(bot.post("/watches/posts", "id", "w", "first", "3").contains("are being copied already"));
        stopBot();
        bot.startAgain();
        bot.advanceUntil("the second call", () -> copied(A).size() == 40);
        assertTrue(bot.post("/watches/posts/stop", "id", "w").startsWith("303 "));
        bot.advanceUntil("the end", () -> !page().contains(">Stop copying<"));
        assertTrue(page().contains("copying 1-50 was cancelled"), page());
        assertTrue(page().contains("Not copied: 41-50."), page());
        assertEquals(ids(1, 40), copied(A));
        assertTrue(bot.post("/watches/posts/stop", "id", "w").contains("This has already ended."));
        assertEquals(0, telegram.delivered(OWNER).size(), "who uses the page is told there");
    }

    @Test
    void on_the_page_a_wrong_range_is_said_and_kept_in_the_form() throws IOException {
        bot.start("", WATCH);
        String answer = bot.post("/watches/posts", "id", "w", "first", "9", "last", "<3>");
        assertTrue(answer.startsWith("200 ") && answer.contains("I cannot read this as posts."), answer);
        assertTrue(answer.contains("name=\"last\" value=\"&lt;3&gt;\""), answer);
        assertTrue(bot.post("/watches/posts", "id", "w").contains("I cannot read this as posts."));
        assertTrue(
                bot.post("/watches/posts", "id", "w", "first", "9", "last", "3").contains("ends before it begins"));
        assertTrue(bot.post("/watches/posts", "id", "nobody", "first", "1").startsWith("400 "));
        old(3);
        assertTrue(bot.post("/watches/posts", "id", "w", "first", "last 2").startsWith("303 "));
        bot.advanceUntil("the posts", () -> copied(A).equals(ids(2, 3)));
        assertTrue(page().contains("2-3 copied") && page().contains("2 of 2 done, 2 copied"), page());
    }

    @Test
    void what_cannot_be_kept_is_not_begun() throws IOException {
        bot.start(RefusingQueue.in(dir), WATCH);
        old(3);
        Path obstacle = Files.createFile(dir.resolve("data").resolve("refuse"));
        assertTrue(
                bot.post("/watches/posts", "id", "w", "first", "1").contains("I cannot save your request right now"));
        copies("1-3");
        assertTrue(owner.note().startsWith("I cannot save your request right now"), owner.note());
        Files.delete(obstacle);
        owner.taps("📥 Copy");
        bot.advanceUntil("the posts", () -> copied(A).equals(ids(1, 3)));
    }
}
