package sluice.image.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import sluice.base.json.Json;

/** The pages of notes as people see and use them. */
class NotesBrowserIT extends WithBrowser {

    private static final Instant JANUARY = Instant.parse("2026-01-10T12:00:00Z");
    private static final String EVIL =
            "<script>alert(1)</script><img src=x onerror=\"alert(2)\"><style>body{display:none}</style></p></article> & \"so\"";

    private void start() {
        bot.configure("", List.of("{source: " + S + ", record: true}", "{source: " + A + ", record: true}"));
        bot.start();
    }

    private void openNotes(String query) {
        browser.open(bot.address() + "/notes" + query);
    }

    /** A picture that can be told from a grey box. */
    private static byte[] photo(int width, int height, Color from, Color to) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        var pen = image.createGraphics();
        pen.setPaint(new GradientPaint(0, 0, from, width, height, to));
        pen.fillRect(0, 0, width, height);
        pen.dispose();
        ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "jpeg", jpeg);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return jpeg.toByteArray();
    }

    /** Waits until all pictures have come; how wide each is by itself, 0 when it could not be read. */
    private JsonNode widths() {
        browser.run("document.querySelectorAll('.media img').forEach(image => image.loading = 'eager')");
        Browser.await(
                "the pictures",
                () -> browser.run("return [...document.querySelectorAll('.media img')].every(image => image.complete)")
                        .asBoolean());
        return browser.run("return [...document.querySelectorAll('.media img')].map(image => image.naturalWidth)");
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(bot.data().resolve("notes"))) {
            return all.filter(Files::isRegularFile).toList();
        }
    }

    private void assertFine() throws IOException {
        assertNoSidewaysScrolling();
        assertAccessible();
        assertNoComplaints();
    }

    private void album(String id, int members) {
        for (int i = 0; i < members; i++) {
            float hue = i / (float) members;
            byte[] photo = photo(i % 2 == 0 ? 1280 : 720, 960, Color.getHSBColor(hue, 0.7f, 0.9f), Color.BLACK);
            var draft = telegram.draft(A).photo(photo).mediaGroup(id);
            (i == 0 ? draft.caption("Four pictures of the harbour") : draft).post();
        }
    }

    @Test
    void notes_of_every_kind_are_readable_light_and_dark_and_on_a_phone() throws IOException {
        start();
        telegram.draft(S)
                .text("Plain words of a morning.\n\nA second paragraph: https://example.org/" + "long".repeat(40))
                .post();
        telegram.draft(S)
                .document("report of the year.pdf", new byte[70_000])
                .caption("The report")
                .post();
        telegram.draft(S)
                .photo(photo(1600, 1200, Color.ORANGE, Color.BLUE))
                .caption("Sunset")
                .post();
        telegram.draft(S).video(new byte[1000], new byte[100]).post();
        telegram.draft(S).poll("Tea or coffee?").post();
        telegram.post(S, "السعر اليوم 100 ريال\nA line in English\nوسطر آخر");
        bot.awaitNotes(6);
        album("g1", 4);
        bot.awaitNotes(7);
        openNotes("");
        JsonNode widths = widths();
        assertEquals(5, widths.size());
        widths.forEach(width -> assertTrue(width.asInt() > 0, widths::toString));
        assertEquals(
                4,
                browser.run("return document.querySelector('.note').querySelectorAll('img').length")
                        .asInt());
        picture("notes-light");
        assertFine();
        browser.scheme("dark");
        picture("notes-dark");
        assertFine();
        browser.size(360, 740);
        picture("notes-phone-dark");
        browser.scheme("light");
        picture("notes-phone");
        assertFine();
        browser.click(".note .origin a");
        picture("notes-one-phone");
        assertFine();
        browser.size(1280, 900);
        picture("notes-one");
        assertFine();
    }

    @Test
    void what_a_message_says_does_nothing() throws IOException {
        telegram.channel(S, "S" + EVIL);
        start();
        telegram.draft(S)
                .document(EVIL + ".html", EVIL.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .caption(EVIL)
                .post();
        bot.awaitNotes(1);
        for (String page : List.of("/notes", "/notes?q=script", "/notes?q=%3Cimg+src%3Dx+onerror%3Dalert%281%29%3E")) {
            browser.open(bot.address() + page);
            // With a dialog open every call to the page would fail.
            assertEquals(0, browser.count("main script, main style, main img, main [onerror]"));
        }
        openNotes("");
        assertTrue(browser.text(".text").contains("<script>alert(1)</script>"), browser.text(".text"));
        browser.click(".note .origin a");
        assertTrue(browser.text("h1").contains("<script>"));
        assertEquals(
                EVIL,
                browser.run("return document.querySelector('textarea').value").asText());
        assertEquals(0, browser.count("main script, main style, main img"));
        picture("notes-markup");
        browser.size(360, 740);
        assertFine();
    }

    @Test
    void the_rest_of_an_album_stays_when_one_of_its_files_is_gone() throws IOException {
        start();
        album("g1", 4);
        bot.awaitNotes(1);
        Files.delete(files().getFirst());
        openNotes("");
        assertEquals(1, browser.count(".missing"));
        assertEquals(3, widths().size());
        picture("notes-album-missing");
        assertFine();
    }

    @Test
    void a_file_that_was_removed_by_hand_is_said_in_its_place() throws IOException {
        start();
        telegram.draft(S)
                .photo(photo(800, 600, Color.RED, Color.WHITE))
                .caption("A picture")
                .post();
        bot.awaitNotes(1);
        Files.delete(files().getFirst());
        openNotes("");
        assertTrue(browser.text(".missing").contains("the file is missing"));
        assertEquals(0, browser.count(".media img"));
        picture("notes-missing");
        assertFine();
    }

    @Test
    void what_is_looked_for_is_found_and_marked() throws IOException {
        start();
        openNotes("");
        assertTrue(browser.text("[role=status]").contains("no notes yet"));
        picture("notes-empty");
        assertFine();
        telegram.draft(S).text("A special offer of today").date(JANUARY).post();
        telegram.draft(A).text("今天特价商品").date(JANUARY.plus(Duration.ofDays(5))).post();
        bot.awaitNotes(2);
        openNotes("");
        browser.type("[name=q]", "OFFER");
        browser.press(Browser.ENTER);
        awaitFound("1 note matches");
        assertEquals("offer", browser.text("mark"));
        picture("notes-found");
        browser.scheme("dark");
        picture("notes-found-dark");
        assertFine();
        browser.click(".filter a");
        awaitFound("2 notes");
        browser.type("[name=q]", "特价");
        browser.click(".filter button");
        awaitFound("1 note matches");
        assertEquals("特价", browser.text("mark"));
        openNotes("");
        browser.run("document.querySelector('[name=source]').value = arguments[0]", Long.toString(S));
        browser.click(".filter button");
        awaitFound("1 note matches");
        assertEquals("A special offer of today", browser.text(".text"));
        openNotes("");
        browser.run("document.querySelector('[name=from]').value = '2026-01-11'");
        browser.click(".filter button");
        awaitFound("1 note matches");
        assertEquals("今天特价商品", browser.text(".text"));
        openNotes("?q=nothing+like+it");
        awaitFound("No note matches");
        picture("notes-none");
        assertFine();
    }

    private void awaitFound(String words) {
        Browser.await(words, () -> browser.text("[role=status]").contains(words));
    }

    @Test
    void pages_of_fifty_lead_there_and_back() throws IOException {
        start();
        for (int i = 1; i <= 53; i++) {
            telegram.draft(S)
                    .text("number " + i + ".")
                    .date(JANUARY.plusSeconds(i))
                    .post();
        }
        bot.awaitNotes(53);
        openNotes("?q=number");
        assertEquals(50, browser.count(".note"));
        assertFalse(browser.shows("[rel=prev]"));
        browser.run("document.querySelector('.pages').scrollIntoView()");
        picture("notes-pages");
        browser.click("[rel=next]");
        Browser.await("the other page", () -> browser.count(".note") == 3);
        assertTrue(browser.url().contains("q=number"), browser.url());
        assertEquals("number 3.", browser.text(".text"));
        assertFalse(browser.shows("[rel=next]"));
        browser.click("[rel=prev]");
        Browser.await("the first page", () -> browser.count(".note") == 50);
        assertEquals("number 53.", browser.text(".text"));
        assertFine();
    }

    /** Goes on by the tabulator until a thing is reached, and sees that the focus shows on the way. */
    private void tabTo(String selector) {
        for (int i = 0; i < 30; i++) {
            browser.press(Browser.TAB);
            assertTrue(
                    browser.run("return getComputedStyle(document.activeElement).outlineStyle !== 'none'")
                            .asBoolean(),
                    () -> "the focus is seen at " + browser.run("return document.activeElement.outerHTML"));
            if (browser.run("return document.activeElement.matches(arguments[0])", selector)
                    .asBoolean()) {
                return;
            }
        }
        throw new AssertionError(selector + " is not reached by keyboard");
    }

    @Test
    void a_note_is_changed_and_deleted_by_keyboard() throws IOException {
        start();
        telegram.post(S, "before");
        bot.awaitNotes(1);
        openNotes("");
        tabTo(".note .origin a");
        browser.press(Browser.ENTER);
        Browser.await("the note", () -> browser.shows("textarea"));
        tabTo("textarea");
        browser.press("and after ");
        tabTo(".change button");
        browser.press(Browser.ENTER);
        Browser.await("what was saved", () -> browser.text(".note .text").contains("and after"));
        tabTo("summary");
        assertFalse(browser.shows(".delete button"));
        browser.press(Browser.ENTER);
        assertEquals(1, bot.stat("notes", "count"), "nothing is lost by one key");
        picture("notes-delete");
        assertFine();
        tabTo(".delete button");
        browser.press(Browser.ENTER);
        awaitFound("no notes yet");
        assertEquals(0, bot.stat("notes", "count"));
        assertFine();
    }

    @Test
    void what_is_found_is_downloaded_as_json_and_as_markdown() throws IOException {
        start();
        telegram.post(S, "one of two");
        telegram.post(S, "the other");
        bot.awaitNotes(2);
        Path saved = Files.createDirectories(dir.resolve("saved"));
        browser.developer(
                "Browser.setDownloadBehavior",
                JsonNodeFactory.instance.objectNode().put("behavior", "allow").put("downloadPath", saved.toString()));
        openNotes("?q=one");
        browser.click("[href*='export.json']");
        Path json = saved.resolve("notes.json");
        Browser.await("the file", () -> Files.exists(json));
        JsonNode notes = Json.MAPPER.readTree(Files.readString(json)).path("notes");
        assertEquals(1, notes.size());
        assertEquals("one of two", notes.path(0).path("text").asText());
        browser.click("[href*='export.md']");
        Path markdown = saved.resolve("notes.md");
        Browser.await("the file", () -> Files.exists(markdown));
        String text = Files.readString(markdown);
        assertTrue(text.contains("one of two") && !text.contains("the other"), text);
        assertNoComplaints();
    }

    @Test
    void what_is_written_from_right_to_left_keeps_to_its_place() throws IOException {
        telegram.channel(S, "أخبار المدينة \u202E");
        start();
        telegram.draft(S)
                .text("السعر 100 ريال")
                .with("author_signature", "\"مريم \u202E\"")
                .post();
        bot.awaitNotes(1);
        openNotes("");
        JsonNode places = browser.run("""
                const left = selector => document.querySelector(selector).getBoundingClientRect().left;
                const text = document.querySelector('.text');
                const line = document.createRange();
                line.selectNodeContents(text);
                return [left('.origin time'), left('.origin bdi'), left('.origin a'),
                    text.getBoundingClientRect().right - line.getBoundingClientRect().right];
                """);
        assertTrue(
                places.get(0).asDouble() < places.get(1).asDouble()
                        && places.get(1).asDouble() < places.get(2).asDouble(),
                places::toString);
        assertEquals(0, places.get(3).asDouble(), 1, "it begins at the right");
        picture("notes-right-to-left");
        assertFine();
    }
}
