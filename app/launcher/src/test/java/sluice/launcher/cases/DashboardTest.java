package sluice.launcher.cases;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import sluice.base.json.Json;
import sluice.simulator.Answer;
import sluice.simulator.Fault;

/** What the dashboard says and does, over HTTP. How it looks is tested in a browser. */
class DashboardTest extends WithBot {

    private static final Answer UNUSABLE = Answer.error(400, "Bad Request: message can't be copied");

    private JsonNode state(String query) throws IOException {
        TestBot.Page page = bot.get("/dashboard.json" + query);
        assertEquals(200, page.status(), page.body());
        return Json.MAPPER.readTree(page.body());
    }

    private JsonNode gauge(String key) throws IOException {
        for (JsonNode gauge : state("").path("gauges")) {
            if (gauge.path("key").asText().equals(key)) {
                return gauge;
            }
        }
        throw new AssertionError("no gauge " + key);
    }

    private String post(String path, String form) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) URI.create(bot.address() + path).toURL().openConnection();
        connection.setRequestMethod("POST");
        connection.setDoOutput(true);
        connection.setRequestProperty("Accept", "application/json");
        connection.setRequestProperty("Origin", bot.address());
        connection.getOutputStream().write(form.getBytes(UTF_8));
        int status = connection.getResponseCode();
        try (InputStream in = status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
            String body = new String(in.readAllBytes(), UTF_8);
            bot.settle();
            return status == 200 ? Json.MAPPER.readTree(body).path("said").asText() : status + " " + body;
        }
    }

    private void fail(int count) {
        telegram.on("copyMessage").chat(A).times(count).answer(UNUSABLE);
        for (int i = 1; i <= count; i++) {
            telegram.post(S, "post " + i);
        }
        bot.awaitStat("queue", "dead_letters", letters -> letters == count);
    }

    private List<Long> ids(JsonNode state) {
        List<Long> ids = new ArrayList<>();
        state.path("letters").path("rows").forEach(row -> ids.add(row.path("id").asLong()));
        return ids;
    }

    @Test
    void every_memory_concern_is_there_with_its_bound_and_its_curve() throws IOException {
        bot.start("dedup.max-messages: 150", S_TO_A);
        telegram.post(S, "one");
        bot.fence();
        assertEquals(150, gauge("messages").path("bound").asInt());
        assertEquals(2, gauge("messages").path("value").asInt());
        assertEquals(10_000, gauge("peers").path("bound").asInt());
        JsonNode curves = state("?curves=yes").path("curves");
        for (String key : List.of(
                "taken",
                "delivered",
                "waiting",
                "letters",
                "messages",
                "groups",
                "users",
                "peers",
                "failed",
                "queue",
                "heap",
                "resident")) {
            assertEquals(240, curves.path(key).size(), key);
        }
        assertEquals(2, curves.path("messages").path(239).asInt());
        assertEquals(-1, curves.path("messages").path(0).asInt());
        assertTrue(state("").path("curves").isMissingNode(), "only when they are asked for");
        bot.advance(Duration.ofMinutes(2));
        assertTrue(
                state("?curves=yes").path("curves").path("delivered").path(239).asInt() >= 2);
    }

    @Test
    void each_watch_has_its_counters() throws IOException {
        bot.start("", S_TO_A, "{source: " + S + ", destination: " + B + ", blacklist: [no]}");
        telegram.redeliver(telegram.post(S, "yes"));
        telegram.post(S, "no");
        fail(1);
        JsonNode rows = state("?filter=" + S).path("watches").path("rows");
        assertEquals(2, rows.size());
        assertEquals("[3,2,0,1,1]", counts(rows.get(0)));
        assertEquals("[2,2,1,1,0]", counts(rows.get(1)));
        JsonNode none = state("?filter=nothing").path("watches");
        assertEquals(0, none.path("matching").asInt());
        assertEquals(3, none.path("total").asInt());
    }

    @Test
    void a_watch_shows_its_name_what_waits_for_its_chat_when_its_source_was_heard_and_what_keeps_it_from_working()
            throws IOException {
        telegram.kickSilently(C);
        bot.start("", "{source: " + S + ", destination: " + A + ", name: Town news}", copying(S, B), copying(B, C));
        assertEquals(0, row("Town").path("lastSeen").asLong());
        assertEquals("Town news", row("Town").path("name").asText());
        assertTrue(row("Town").path("fixed").asBoolean());
        telegram.kickSilently(A);
        telegram.post(S, "one");
        bot.fence();
        assertEquals(bot.time.now().toEpochMilli(), row("Town").path("lastSeen").asLong());
        assertEquals(1, row("Town").path("waiting").asLong());
        assertEquals(0, row(Long.toString(B)).path("waiting").asLong());
        assertEquals("[]", problems(Long.toString(B)));
        bot.await("the right that is missing", () -> problems(Long.toString(C)).contains("Add the bot there"));
        assertTrue(problems("Town").contains("cannot be used: Forbidden"), problems("Town"));
        assertTrue(bot.get("/").body().contains(" cannot be used: Forbidden"), "with its reason");
    }

    /** What somebody mends at @BotFather is noticed without a restart. */
    @Test
    void privacy_mode_that_was_turned_off_is_not_named_any_more() {
        telegram.supergroup(-1003333333333L, "Group");
        Fault privacy = telegram.on("getMe")
                .always()
                .answer(Answer.http(
                        200,
                        "application/json",
                        "{\"ok\":true,\"result\":{\"id\":" + telegram.token().split(":", -1)[0]
                                + ",\"username\":\"bot\",\"can_read_all_group_messages\":false}}"));
        telegram.on("getChatMember")
                .chat(-1003333333333L)
                .always()
                .answer(Answer.http(200, "application/json", "{\"ok\":true,\"result\":{\"status\":\"member\"}}"));
        bot.watching(copying(-1003333333333L, A));
        bot.await("privacy mode to be named", () -> problems("-1003333333333").contains("/setprivacy"));

        privacy.remove();
        bot.advance(Duration.ofMinutes(11));

        bot.await("the end of the problem", () -> problems("-1003333333333").equals("[]"));
    }

    private JsonNode row(String filter) throws IOException {
        return state("?filter=" + filter.replace(' ', '+'))
                .path("watches")
                .path("rows")
                .path(0);
    }

    private String problems(String filter) {
        try {
            return row(filter).path("problems").toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void messages_that_are_given_up_count_for_their_watches() throws IOException {
        bot.start("peer.max-waiting: 1", S_TO_A, copying(C, A));
        telegram.kickSilently(A);
        telegram.post(S, "one");
        telegram.post(S, "two");
        telegram.post(C, "three");
        telegram.post(S, "four");
        bot.fence();
        assertEquals(2, row(Long.toString(S)).path("failed").asInt(), "two and four");
        assertEquals(1, row(Long.toString(C)).path("failed").asInt());
        assertEquals(3, bot.stat("worker", "failed"));
        bot.advance(Duration.ofMinutes(1));
        assertEquals(3, bot.stat("worker", "failed"), "none is counted twice");
    }

    @Test
    void dead_letters_are_grouped_by_chat_and_reason_and_a_group_is_retried_or_discarded_alone() throws IOException {
        bot.start("", S_TO_A, copying(S, B));
        telegram.on("copyMessage").chat(B).answer(UNUSABLE);
        telegram.on("copyMessage").chat(A).times(2).answer(UNUSABLE);
        telegram.post(S, "one");
        telegram.post(S, "two");
        bot.awaitStat("queue", "dead_letters", letters -> letters == 3);
        JsonNode groups = state("").path("letters").path("groups");
        assertEquals(2, groups.size());
        assertEquals(2, groups.path(0).path("count").asInt());
        assertEquals("the message cannot be sent", groups.path(0).path("reason").asText());
        String name = groups.path(0).path("name").asText();
        assertEquals(A + ":MESSAGE_UNUSABLE", name);
        assertEquals(2, ids(state("?group=" + name)).size());
        assertEquals(List.of(), ids(state("?group=nonsense")));
        assertEquals("Discarded: 2.", post("/dead-letters/discard", "all=yes&newest=9&group=" + name));
        assertEquals(1, state("").path("letters").path("groups").size());
        assertEquals("Queued again: 0.", post("/dead-letters/retry", "all=yes&group=" + name));
        assertEquals("Queued again: 1.", post("/dead-letters/retry", "all=yes&group=" + B + ":MESSAGE_UNUSABLE"));
    }

    @Test
    void the_head_says_which_bot_this_is() throws IOException {
        bot.start("", S_TO_A);
        bot.await(
                "the bot's name",
                () -> bot.json("/dashboard.json").path("bot").asText().startsWith("@"));
        String name = state("").path("bot").asText();
        assertTrue(bot.get("/").body().contains("<h1 id=\"bot\">" + name + "</h1>"));
    }

    @Test
    void curves_survive_a_restart_and_a_damaged_file_costs_only_them() throws IOException {
        bot.start("", S_TO_A);
        telegram.post(S, "one");
        bot.fence();
        stopBot();
        Path file = bot.dir.resolve("data").resolve("history");
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        bot.startAgain();
        assertTrue(delivered() >= 2, "the message and the fence");
        stopBot();
        byte[] bytes = Files.readAllBytes(file);
        bytes[100]++;
        Files.write(file, bytes);
        bot.startAgain();
        assertTrue(delivered() <= 0, "nothing is known");
        assertTrue(bot.log().contains("the curves of before are lost"), bot.log());
        bot.advance(Duration.ofMinutes(6));
        assertFalse(Arrays.equals(bytes, Files.readAllBytes(file)), "a cleanup keeps it too");
    }

    private long delivered() throws IOException {
        JsonNode curve = state("?curves=yes").path("curves").path("delivered");
        return Math.max(curve.path(239).asLong(), curve.path(238).asLong());
    }

    @Test
    void the_pages_speak_chinese_where_that_is_configured() throws IOException {
        bot.start("language: zh", S_TO_A);
        String page = bot.get("/").body();
        assertTrue(page.contains("<html lang=\"zh\">") && page.contains("一切正常"), page);
        assertEquals("复制", row(Long.toString(S)).path("how").asText());
        assertTrue(bot.get("/watches/new").body().contains("黑名单"));
        assertTrue(bot.get("/messages?q=x").body().contains("我的消息在哪里"));
    }

    @Test
    void with_the_language_auto_the_browser_chooses() throws IOException {
        bot.start("language: auto", S_TO_A);
        assertTrue(bot.get("/").body().contains("All is well"));
        HttpURLConnection connection =
                (HttpURLConnection) URI.create(bot.address() + "/").toURL().openConnection();
        connection.setRequestProperty("Accept-Language", "zh-CN,zh;q=0.9,en;q=0.8");
        try (InputStream in = connection.getInputStream()) {
            assertTrue(new String(in.readAllBytes(), UTF_8).contains("一切正常"));
        }
    }

    private static String counts(JsonNode row) {
        List<Long> counts = new ArrayList<>();
        for (String key : List.of("taken", "delivered", "filtered", "duplicates", "failed")) {
            counts.add(row.path(key).asLong());
        }
        return counts.toString().replace(" ", "");
    }

    @Test
    void titles_come_without_holding_the_page_up() throws IOException {
        bot.start("", S_TO_A);
        assertEquals(
                "",
                state("?filter=" + S)
                        .path("watches")
                        .path("rows")
                        .path(0)
                        .path("sourceTitle")
                        .asText());
        bot.settle();
        bot.await("the title", () -> {
            try {
                return state("?filter=" + S)
                        .path("watches")
                        .path("rows")
                        .path(0)
                        .path("sourceTitle")
                        .asText()
                        .equals("S");
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });
    }

    @Test
    void dead_letters_come_in_pages_the_newest_first_although_some_are_gone() throws IOException {
        bot.start("", S_TO_A);
        fail(25);
        JsonNode first = state("");
        List<Long> newest = ids(first);
        assertEquals(10, newest.size());
        assertEquals(newest.stream().sorted().toList().reversed(), newest);
        assertTrue(first.path("letters").path("older").asBoolean());
        List<Long> second = ids(state("?before=" + newest.getLast()));
        assertEquals(newest.getLast() - 1, second.getFirst());
        for (long id : second) {
            post("/dead-letters/discard", "id=" + id);
        }
        JsonNode last = state("?before=" + newest.getLast());
        assertEquals(5, ids(last).size());
        assertFalse(last.path("letters").path("older").asBoolean());
        fail2More();
        assertEquals(17, state("").path("letters").path("total").asInt());
        assertTrue(ids(state("")).getFirst() > newest.getFirst());
    }

    private void fail2More() {
        telegram.on("copyMessage").chat(A).times(2).answer(UNUSABLE);
        telegram.post(S, "late 1");
        telegram.post(S, "late 2");
        bot.fence();
    }

    @Test
    void one_is_retried_and_one_discarded() throws IOException {
        bot.start("", S_TO_A);
        fail(2);
        List<Long> ids = ids(state(""));
        assertEquals("Queued again.", post("/dead-letters/retry", "id=" + ids.getLast()));
        assertEquals(List.of("post 1"), texts(A));
        assertEquals("Discarded.", post("/dead-letters/discard", "id=" + ids.getFirst()));
        assertEquals("This dead letter no longer exists.", post("/dead-letters/discard", "id=" + ids.getFirst()));
        assertEquals("This dead letter no longer exists.", post("/dead-letters/retry", "id=" + ids.getFirst()));
        assertEquals(0, state("").path("letters").path("total").asInt());
        assertTrue(post("/dead-letters/retry", "id=x").startsWith("400 "));
        assertTrue(post("/dead-letters/discard", "all=yes").startsWith("400 "), "only what was seen");
    }

    @Test
    void all_are_retried_and_discarded_up_to_those_that_were_seen() throws IOException {
        bot.start("", S_TO_A);
        fail(3);
        assertEquals("Queued again: 3.", post("/dead-letters/retry", "all=yes"));
        assertEquals(3, telegram.delivered(A).size());
        telegram.on("copyMessage").chat(A).times(3).answer(UNUSABLE);
        for (int i = 0; i < 3; i++) {
            telegram.post(S, "more " + i);
        }
        bot.fence();
        List<Long> ids = ids(state(""));
        assertEquals("Discarded: 2.", post("/dead-letters/discard", "all=yes&newest=" + ids.get(1)));
        assertEquals(List.of(ids.getFirst()), ids(state("")));
    }

    @Test
    void a_chat_that_is_retried_is_tried_at_once() throws IOException {
        bot.start("peer.max-waiting: 1", S_TO_A);
        telegram.kickSilently(A);
        for (int i = 1; i <= 3; i++) {
            telegram.post(S, "post " + i);
        }
        bot.fence();
        assertTrue(bot.stat("queue", "dead_letters") > 0);
        telegram.restore(A);
        String said = post("/dead-letters/retry", "all=yes");
        assertTrue(said.startsWith("Queued again"), said);
        bot.awaitDelivered(A, 3);
        assertEquals(3, telegram.delivered(A).size(), "none waits for the cooldown");
    }

    @Test
    void the_last_warnings_and_cleanups_are_shown() throws IOException {
        bot.start("", S_TO_A);
        fail(2);
        bot.advance(Duration.ofMinutes(6));
        JsonNode state = state("");
        JsonNode warning = state.path("warnings").path(0);
        assertTrue(
                warning.path("text").asText().contains("a message not delivered (MESSAGE_UNUSABLE)"), state::toString);
        assertEquals(2, warning.path("times").asInt());
        JsonNode cleanup = state.path("cleanups").path(0);
        assertFalse(cleanup.path("pressure").asBoolean());
        assertEquals("cleaned", cleanup.path("parts").path(0).path("state").asText());
        assertTrue(cleanup.path("parts").size() >= 4, cleanup::toString);
        String tag = state.path("tag").asText();
        assertTrue(state("?tag=" + tag).path("warnings").isMissingNode(), "nothing new is not sent again");
        fail2More();
        assertEquals(
                4, state("?tag=" + tag).path("warnings").path(0).path("times").asInt());
    }

    @Test
    void the_page_tells_the_state_of_the_moment_without_a_script() {
        bot.start("", S_TO_A);
        bot.fence();
        String page = bot.get("/").body();
        assertTrue(page.contains("All is well"), page);
        assertFalse(page.contains(" style="), "the content policy forbids it");
        fail(1);
        assertTrue(bot.get("/").body().contains("1 message was not delivered"));
    }
}
