package sluice.launcher.cases;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NotePagesTest extends WithNotes {

    private static final Pattern NOTE = Pattern.compile("href=\"/notes/(\\d+)\"");

    private void keep(String... texts) {
        bot.start(DURABLE, KEEPS_S, "{source: " + B + ", record: true}");
        for (String text : texts) {
            telegram.post(S, text);
        }
        awaitNotes(texts.length);
    }

    private static List<Long> shown(String page) {
        List<Long> ids = new ArrayList<>();
        Matcher matcher = NOTE.matcher(page);
        while (matcher.find()) {
            ids.add(Long.parseLong(matcher.group(1)));
        }
        return ids;
    }

    private static String link(String page, String rel) {
        Matcher link = Pattern.compile("href=\"([^\"]+)\" rel=\"" + rel + "\"").matcher(page);
        return link.find() ? link.group(1).replace("&amp;", "&") : "";
    }

    private long id() {
        return note().path("id").asLong();
    }

    @Test
    void says_that_there_are_none_and_that_none_match() {
        keep();
        assertTrue(bot.get("/notes").body().contains("There are no notes yet"));
        telegram.post(S, "text");
        awaitNotes(1);
        assertTrue(bot.get("/notes" + searching("nowhere")).body().contains("No note matches"));
        assertTrue(bot.get("/notes").body().contains("1 note<"));
    }

    @Test
    void finds_words_in_english_and_chinese_and_marks_them() {
        keep("Special offer today", "今天特价商品", "something else");
        assertEquals(List.of("Special offer today"), noteTexts(searching("OFFER spec")));
        assertEquals(List.of("今天特价商品"), noteTexts(searching("特价")));
        assertTrue(bot.get("/notes" + searching("offer")).body().contains("Special <mark>offer</mark> today"));
        assertTrue(bot.get("/notes" + searching("特价")).body().contains("今天<mark>特价</mark>商品"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\"", "offer\"", "NEAR(", "a AND OR", "text:x*", "'; DROP TABLE notes", "\\", "%", "\u0000", "^"
            })
    void nothing_that_is_looked_for_is_an_error(String words) {
        keep("special offer");
        assertEquals(200, bot.get("/notes" + searching(words)).status());
        assertEquals(200, bot.get("/notes/export.json" + searching(words)).status());
    }

    @Test
    void pages_of_fifty_lead_there_and_back_and_keep_what_was_looked_for() {
        bot.start(DURABLE, KEEPS_S);
        for (int i = 0; i < 120; i++) {
            telegram.post(S, "number " + i);
        }
        telegram.post(S, "other");
        awaitNotes(121);
        String first = bot.get("/notes" + searching("number")).body();
        assertTrue(first.contains("120 notes match"), first);
        String second = bot.get(link(first, "next")).body();
        String third = bot.get(link(second, "next")).body();
        assertEquals(
                List.of(50, 50, 20),
                List.of(shown(first).size(), shown(second).size(), shown(third).size()));
        assertEquals("", link(first, "prev"));
        assertEquals("", link(third, "next"));
        assertEquals(shown(second), shown(bot.get(link(third, "prev")).body()));
        assertEquals(shown(first), shown(bot.get(link(second, "prev")).body()));
        HashSet<Long> all = new HashSet<>(shown(first));
        all.addAll(shown(second));
        all.addAll(shown(third));
        assertEquals(120, all.size());
    }

    @Test
    void speak_chinese_where_that_is_configured() {
        bot.start(DURABLE + "\nlanguage: zh", KEEPS_S);
        String none = bot.get("/notes").body();
        assertTrue(none.contains("<html lang=\"zh\">") && none.contains("还没有笔记"), none);
        telegram.draft(S).document("a.pdf", new byte[10]).caption("text").post();
        awaitNotes(1);
        String list = bot.get("/notes").body();
        for (String words : List.of("1 条笔记<", "词语 ", "所有聊天", ">搜索<", "导出为", ">编辑或删除<", "文件 a.pdf")) {
            assertTrue(list.contains(words), words + " is not in " + list);
        }
        assertTrue(bot.get("/notes?from=x").body().contains("不是日期"));
        String one = bot.get("/notes/" + id()).body();
        assertTrue(one.contains("所有笔记") && one.contains(">保存<") && one.contains("永久删除"), one);
        String markdown = bot.get("/notes/export.md").body();
        assertTrue(markdown.startsWith("# 笔记\n\n导出于 ") && markdown.contains("，保存为 `notes/"), markdown);
        for (String page : List.of(none, list, one)) {
            String words = page.replaceAll("(?s)<[^>]*>", " ").replaceAll("`[^`]*`", " ");
            assertEquals(Set.of(), english(words), page);
        }
    }

    /** The words of Latin letters that are neither names nor the message's own. */
    private static Set<String> english(String text) {
        Set<String> words = new TreeSet<>(Pattern.compile("[A-Za-z]{2,}")
                .matcher(text)
                .results()
                .map(MatchResult::group)
                .toList());
        words.removeAll(Set.of("Sluice", "JSON", "Markdown", "UTC", "pdf", "text"));
        return words;
    }

    @Test
    void is_limited_to_a_source_and_to_days() {
        keep("in S");
        telegram.post(B, "in B");
        awaitNotes(2);
        assertEquals(List.of("in B"), noteTexts("?source=" + B));
        String day = bot.time.now().toString().substring(0, 10);
        assertEquals(2, notes("?from=" + day + "&to=" + day).size());
        assertEquals(0, notes("?to=1999-12-31").size());
        assertEquals(0, notes("?from=2199-12-31").size());
        assertTrue(bot.get("/notes?from=tomorrow").body().contains("is not a day"));
        for (String wrong : List.of("export.md?from=tomorrow", "export.json?source=x")) {
            assertEquals(400, bot.get("/notes/" + wrong).status(), wrong);
        }
        assertTrue(bot.get("/notes?source=x").body().contains("is not a chat id"));
        assertTrue(bot.get("/notes?source=" + B).body().contains("<option value=\"" + B + "\" selected>B (1)"));
    }

    @Test
    void what_a_message_says_is_never_markup() {
        String text =
                "<script>alert(1)</script> \"><img src=x onerror=alert(1)> &amp; \u202Egnp.exe 🎉 " + "x".repeat(3_900);
        bot.start(DURABLE, KEEPS_S);
        telegram.draft(S)
                .document(
                        "<b>\u202E\"evil\"/../a.html",
                        "<script>alert(1)</script>".getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .with("author_signature", "\"<i>Ann</i>\"")
                .caption(text.substring(0, 900))
                .post();
        awaitNotes(1);
        for (String page : List.of("/notes", "/notes" + searching("script"), "/notes/" + id())) {
            String body = bot.get(page).body();
            assertFalse(
                    body.contains("<script>alert")
                            || body.contains("<img src=x")
                            || body.contains("<b>")
                            || body.contains("<i>"),
                    body);
            assertTrue(body.contains("&lt;") && body.contains("🎉"), body);
        }
        Raw file = raw("/notes/media/" + id() + "/1");
        assertEquals("application/octet-stream", file.header("Content-Type"));
        assertTrue(file.header("Content-Disposition").startsWith("attachment; filename*=UTF-8''"));
        assertFalse(
                file.header("Content-Disposition").contains("%2F")
                        || file.header("Content-Disposition").contains("%E2%80%AE"),
                file.header("Content-Disposition"));
        String markdown = bot.get("/notes/export.md").body();
        assertFalse(markdown.contains("<script") && !markdown.contains("\\<script"), markdown);
    }

    @Test
    void a_picture_is_shown_and_one_that_is_gone_is_told() throws IOException {
        bot.start(DURABLE, KEEPS_S);
        telegram.draft(S).photo(PNG).caption("text").post();
        awaitNotes(1);
        String address = "/notes/media/" + id() + "/1";
        assertTrue(bot.get("/notes").body().contains("<img src=\"" + address + "\" alt=\"photo from S"));
        assertArrayEquals(PNG, raw(address).body());
        assertEquals("image/png", raw(address).header("Content-Type"));
        assertEquals("", raw(address).header("Content-Disposition"));
        Files.delete(files().getFirst());
        assertTrue(bot.get("/notes").body().contains("the file is missing"));
        assertEquals(404, raw(address).status());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/notes/999",
                "/notes/x",
                "/notes/1/",
                "/notes/media",
                "/notes/media/1",
                "/notes/media/1/0",
                "/notes/media/1/2",
                "/notes/media/1/-1",
                "/notes/media/1/1/../../..",
                "/notes/media/../../sluice.db",
                "/notes/media/%2e%2e/%2e%2e/sluice.db",
                "/notes/media/..%2f..%2fsluice.db",
                "/notes/../data/sluice.db",
                "/notes/media/99999999999999999999/1",
                "/notes/export.txt"
            })
    void nothing_else_is_there(String path) {
        keep("text");
        int status = raw(path).status();
        // What climbs is refused by the server before anybody looks for it.
        boolean climbs = path.contains("..") || path.contains("%2");
        assertTrue(status == 404 || (climbs && status == 400), () -> "status " + status);
    }

    @Test
    void is_changed_and_deleted_by_forms_without_scripts() {
        keep("before");
        long id = id();
        assertTrue(bot.get("/notes/" + id).body().contains("<textarea"));
        Raw saved = post("/notes/" + id, Map.of("text", "after\r\nall"));
        assertEquals(303, saved.status());
        assertEquals("/notes/" + id, saved.header("Location"));
        assertEquals(List.of("after\nall"), noteTexts(searching("after")));
        assertFalse(bot.get("/notes/" + id).body().contains("<script"));
        assertEquals(400, post("/notes/" + id, Map.of("other", "x")).status());
        assertEquals(404, post("/notes/" + (id + 1), Map.of("text", "x")).status());
        assertEquals(
                "/notes", post("/notes/" + id + "/delete", Map.of("sure", "1")).header("Location"));
        assertEquals(404, raw("/notes/" + id).status());
        assertEquals(0, bot.stat("notes", "count"));
    }

    @Test
    void what_is_found_is_exported_whole_as_json_and_as_markdown() {
        bot.start(DURABLE, KEEPS_S);
        for (int i = 0; i < 60; i++) {
            telegram.post(S, "number " + i + " \"quoted\" # *text*\n1. line\n    <code>");
        }
        telegram.post(S, "other");
        awaitNotes(61);
        assertEquals(60, notes(searching("number")).size());
        assertEquals(
                "number 59 \"quoted\" # *text*\n1. line\n    <code>",
                noteTexts(searching("59")).getFirst());
        String markdown = bot.get("/notes/export.md" + searching("number")).body();
        assertEquals(60, markdown.split("\n## ", -1).length - 1);
        assertTrue(markdown.contains("number 59 \"quoted\" \\# \\*text\\*\\\n1\\. line\\\n\\<code\\>"), markdown);
        assertFalse(markdown.contains("other"));
        assertTrue(raw("/notes/export.md").header("Content-Disposition").contains("notes.md"));
    }

    @Test
    void says_so_where_nothing_keeps_notes() {
        bot.start("modules: {queue: bounded}", S_TO_A);
        assertTrue(bot.get("/notes").body().contains("keeps no notes"));
        assertEquals(404, raw("/notes/1").status());
    }

    @Test
    void a_file_name_that_turns_the_direction_is_shown_as_it_is_saved() {
        bot.start(DURABLE, KEEPS_S);
        telegram.draft(S).document("invoice\u202Efdp.exe", new byte[10]).post();
        awaitNotes(1);
        String page = bot.get("/notes/" + id()).body();
        assertTrue(page.contains("invoicefdp.exe"), page);
    }
}
