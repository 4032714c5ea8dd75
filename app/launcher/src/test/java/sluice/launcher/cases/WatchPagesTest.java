package sluice.launcher.cases;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Watches are added, edited, tested, paused and removed on the page, over HTTP. How it looks is tested in a browser. */
class WatchPagesTest extends WithBot {

    private static final String STEPS = "- footer:\r\n    text: via Sluice";

    private JsonNode watch(String filter) {
        return bot.json("/dashboard.json?filter=" + filter)
                .path("watches")
                .path("rows")
                .path(0);
    }

    private String add(String... more) throws IOException {
        String[] fields = new String[more.length + 4];
        System.arraycopy(more, 0, fields, 0, more.length);
        System.arraycopy(
                new String[] {"source", Long.toString(S), "destination", Long.toString(A)}, 0, fields, more.length, 4);
        return bot.post("/watches/save", fields);
    }

    private String id() {
        return watch("page:").path("id").asText();
    }

    private String form() {
        return bot.get("/watches/edit?id=" + id()).body();
    }

    @Test
    void a_watch_is_added_with_everything_that_the_configuration_can_say() throws IOException {
        bot.start("");
        assertTrue(bot.get("/watches/new").body().contains("name=\"source\""));
        assertTrue(add(
                        "name",
                        "Town news",
                        "blacklist",
                        "spam\r\n\r\nscam",
                        "delay",
                        "0s",
                        "steps",
                        STEPS,
                        "silent",
                        "true",
                        "keep-replies",
                        "true")
                .startsWith("303 "));
        telegram.post(S, "hello");
        telegram.post(S, "spam");
        bot.fence();
        assertEquals("[hello\n\nvia Sluice]", texts(A).toString().replace("\n\n\n", "\n\n"));
        assertTrue(bot.log().contains("the dashboard saved the watch page:"), bot.log());
        String form = form();
        assertTrue(form.contains("value=\"Town news\"") && form.contains(">spam\nscam</textarea>"), form);
        assertTrue(form.contains("via Sluice"), form);
        assertTrue(form.contains("name=\"silent\" value=\"true\" checked"), form);
        assertTrue(form.contains("name=\"protect\" value=\"true\">"), form);
    }

    @Test
    void what_is_wrong_is_said_beside_its_field_in_the_words_of_the_configuration() throws IOException {
        bot.start("");
        String answer = bot.post(
                "/watches/save",
                "source",
                "x",
                "destination",
                "",
                "delay",
                "25h",
                "blacklist-regex",
                "(?<=a)b",
                "mode",
                "extract",
                "steps",
                "- nonsense: {",
                "name",
                "<b>me</b>");
        assertTrue(answer.startsWith("200 ") && answer.contains("Not saved"), answer);
        assertTrue(answer.contains("must be a chat&#39;s numeric id such as"), answer);
        assertTrue(problemOf(answer, "destination").contains("is missing"), answer);
        assertTrue(problemOf(answer, "delay").contains("25h"), answer);
        assertTrue(problemOf(answer, "blacklist-regex").contains("look-around `(?&lt;=`"), answer);
        assertTrue(problemOf(answer, "mode").contains("needs `extract-patterns`"), answer);
        assertTrue(problemOf(answer, "steps").contains("is not valid YAML"), answer);
        assertTrue(answer.contains("value=\"&lt;b&gt;me&lt;/b&gt;\""), "what was written stays, as text");
        assertTrue(problemOf(add("steps", "- nonsense"), "steps").contains("there is no step `nonsense`"));
        assertEquals(
                1, bot.json("/dashboard.json").path("watches").path("total").asInt());
    }

    /** What stands in the problem of a field. */
    private static String problemOf(String page, String field) {
        int from = page.indexOf("id=\"" + field + "-more\"");
        int problem = page.indexOf("<p class=\"problem\">", from);
        return problem < 0 || page.indexOf("</div>", from) < problem
                ? ""
                : page.substring(problem, page.indexOf("</p>", problem));
    }

    @Test
    void a_watch_is_edited_paused_resumed_and_removed() throws IOException {
        bot.start("");
        add("steps", STEPS, "name", "one");
        String id = id();
        bot.post("/watches/save", "id", id, "source", "" + S, "destination", "" + B, "name", "two");
        telegram.post(S, "hello");
        bot.fence();
        assertEquals("[hello]", texts(B).toString(), "other chat, without the steps");
        assertEquals(0, telegram.delivered(A).size());
        assertEquals(id, id(), "it is the same watch");
        assertTrue(bot.post("/watches/pause", "id", id, "paused", "true").startsWith("303 "));
        assertTrue(watch("page:").path("paused").asBoolean());
        assertEquals("two", watch("page:").path("name").asText(), "nothing else has changed");
        telegram.post(S, "unheard");
        bot.fence();
        bot.post("/watches/pause", "id", id, "paused", "false");
        telegram.post(S, "again");
        bot.fence();
        assertEquals("[hello, again]", texts(B).toString());
        assertTrue(bot.post("/watches/remove", "id", id).startsWith("303 "));
        assertTrue(id().isEmpty());
        assertTrue(bot.get("/watches/edit?id=" + id).body().contains("This watch no longer exists."));
        assertTrue(bot.post("/watches/remove", "id", id).startsWith("400 "));
        assertTrue(bot.post("/watches/save", "id", id, "source", "" + S, "destination", "" + B)
                .contains("This watch no longer exists."));
    }

    @Test
    void a_text_is_tried_on_the_watch_as_it_stands_in_the_form() throws IOException {
        bot.start("");
        String[] common = {"source", "" + S, "destination", "" + A, "blacklist", "spam", "steps", STEPS, "text"};
        assertEquals(
                "⛔ It is filtered out: the blacklist contains spam.",
                result(bot.post("/watches/test", with(common, "SPAM!"))));
        String passes = result(bot.post("/watches/test", with(common, "hello")));
        assertTrue(passes.startsWith("✅ It passes") && passes.contains("This would be sent:\nhello"), passes);
        assertTrue(passes.endsWith("via Sluice"), passes);
        assertEquals(0, telegram.delivered(A).size());
        assertTrue(id().isEmpty(), "it is not saved");
        assertTrue(bot.post("/watches/test", "source", "x", "text", "a").contains("Not tested"));
        String step = result(bot.post(
                "/watches/test",
                "source",
                "" + S,
                "destination",
                "" + A,
                "steps",
                "- media-type: {keep: photo}",
                "text",
                "hello"));
        assertTrue(step.startsWith("⛔ The step media-type"), step);
        assertTrue(bot.get("/watches/new").body().contains("formaction=\"/watches/test#try\""), "the result is shown");
        String empty = result(bot.post("/watches/test", "source", "" + S, "destination", "" + A, "text", ""));
        assertFalse(empty.contains("blacklists"), empty);
    }

    private static String[] with(String[] fields, String text) {
        String[] all = Arrays.copyOf(fields, fields.length + 1);
        all[fields.length] = text;
        return all;
    }

    private static String result(String page) {
        String begin = "<p id=\"result\" role=\"status\">";
        int from = page.indexOf(begin) + begin.length();
        return page.substring(from, page.indexOf("</p>", from));
    }

    @Test
    void a_watch_of_the_file_is_shown_and_tried_and_not_changed() throws IOException {
        bot.start("", "{source: " + S + ", destination: " + A + ", blacklist: [spam]}");
        String id = watch(Long.toString(S)).path("id").asText();
        String form = bot.get("/watches/edit?id=" + id).body();
        assertTrue(form.contains("<fieldset disabled>") && form.contains("can only be changed there"), form);
        assertFalse(form.contains("/watches/remove"), form);
        assertTrue(bot.post("/watches/save", "id", id, "source", "" + S, "destination", "" + B)
                .contains("can only be changed there"));
        assertTrue(bot.post("/watches/pause", "id", id, "paused", "true").startsWith("400 "));
        assertTrue(bot.post("/watches/remove", "id", id).startsWith("400 "));
        assertTrue(result(bot.post("/watches/test", "id", id, "text", "spam")).contains("the blacklist contains spam"));
        assertEquals(A, watch(Long.toString(S)).path("destination").asLong());
    }

    private String statusOfForeign(String path) throws IOException {
        URI address = URI.create(bot.address());
        try (Socket socket = new Socket(address.getHost(), address.getPort())) {
            String request = "POST " + path + " HTTP/1.1\r\nHost: " + address.getAuthority()
                    + "\r\nOrigin: http://evil.example\r\nConnection: close\r\nContent-Length: 0\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(UTF_8));
            return new String(socket.getInputStream().readAllBytes(), UTF_8);
        }
    }

    @Test
    void pages_of_others_change_nothing() throws IOException {
        bot.start("");
        for (String path : new String[] {"save", "test", "pause", "remove", "posts", "posts/stop"}) {
            assertTrue(statusOfForeign("/watches/" + path).startsWith("HTTP/1.1 403"), path);
            assertEquals(405, bot.get("/watches/" + path).status(), path);
        }
    }

    @Test
    void with_the_queue_in_memory_watches_stand_in_the_file_only() throws IOException {
        bot.start("modules.queue: bounded", S_TO_A);
        assertFalse(bot.get("/").body().contains("/watches/new"));
        assertTrue(bot.get("/watches/new").body().contains("modules.queue: sqlite"));
        assertTrue(add().contains("modules.queue: sqlite"));
    }

    private static String hidden(String page, String name) {
        String begin = "type=\"hidden\" name=\"" + name + "\" value=\"";
        assertTrue(page.contains(begin), page);
        int from = page.indexOf(begin) + begin.length();
        return page.substring(from, page.indexOf('"', from));
    }

    private int total() {
        return bot.json("/dashboard.json").path("watches").path("total").asInt();
    }

    @Test
    void a_form_for_a_new_watch_that_is_sent_twice_makes_one() throws IOException {
        bot.start("");
        int before = total();
        String id = hidden(bot.get("/watches/new").body(), "new");
        assertEquals(id, hidden(add("new", id, "delay", "x"), "new"), "it stays when something is wrong");
        assertTrue(add("new", id).startsWith("303 "));
        assertTrue(add("new", id).startsWith("303 "));
        assertEquals(id, id());
        assertEquals(before + 1, total());
        telegram.post(S, "hello");
        bot.fence();
        assertEquals("[hello]", texts(A).toString());
        bot.post("/watches/save", "new", id, "source", "" + S, "destination", "" + B);
        assertEquals(before + 2, total(), "a watch between other chats is another one");
        add("new", "chat:1:x");
        assertEquals(before + 3, total(), "an id that no form has is not taken");
    }

    @Test
    void a_form_that_shows_an_older_watch_undoes_nothing() throws IOException {
        bot.start("");
        add("blacklist", "spam");
        String id = id();
        String seen = hidden(form(), "seen");
        String[] old = {"id", id, "seen", seen, "source", "" + S, "destination", "" + A, "blacklist"};
        assertTrue(bot.post("/watches/save", with(old, "spam\r\nscam")).startsWith("303 "));
        assertTrue(bot.post("/watches/save", with(old, "spam\r\nscam")).startsWith("303 "), "a second tap");
        assertEquals(seen, hidden(bot.post("/watches/test", with(old, "ads")), "seen"));
        String answer = bot.post("/watches/save", with(old, "ads"));
        assertTrue(answer.contains("The watch has changed in the meantime, so I did nothing."), answer);
        assertTrue(answer.contains(">spam\nscam</textarea>"), answer);
        assertTrue(form().contains(">spam\nscam</textarea>"), "nothing is saved");
        old[3] = hidden(answer, "seen");
        assertTrue(bot.post("/watches/save", with(old, "ads")).startsWith("303 "));
        assertTrue(form().contains(">ads</textarea>"));
    }

    @Test
    void names_have_something_to_see_in_them() throws IOException {
        bot.start("");
        for (String nothing : new String[] {"\u200B", "\u2800", "\u3164"}) {
            String answer = add("name", nothing);
            assertTrue(problemOf(answer, "name").contains("must be a text of 1 to 64 characters"), answer);
        }
    }
}
