package sluice.app.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/** The notes as people see and use them. */
class NotesBrowserIT extends WithBrowser {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final String EVIL =
            "<script>window.hacked = 1</script><img src=x onerror='window.hacked = 2'> & \"quoted\" </p></article>";

    private void start() {
        bot.configure("", List.of("{source: " + S + ", record: true, owner: 1}"));
        bot.start();
    }

    private void open(String path, int notes) {
        bot.await(notes + " notes", LIMIT, () -> bot.stat("notes", "count") == notes);
        browser.open(bot.address() + path);
    }

    private static byte[] picture(Color from, Color to) throws IOException {
        BufferedImage image = new BufferedImage(640, 400, BufferedImage.TYPE_INT_RGB);
        Graphics2D drawing = image.createGraphics();
        drawing.setPaint(new GradientPaint(0, 0, from, 640, 400, to));
        drawing.fillRect(0, 0, 640, 400);
        drawing.dispose();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(image, "png", bytes);
        return bytes.toByteArray();
    }

    private void assertInert() {
        assertTrue(browser.run("return window.hacked === undefined").asBoolean(), "text has become a program");
        assertEquals(0, browser.count("article script"));
    }

    @Test
    void what_is_kept_is_shown_as_it_was_and_as_nothing_else() throws IOException {
        start();
        telegram.post(S, "A quiet day in town. Nothing happened, and everybody was there to see it.");
        telegram.draft(S)
                .photo(picture(Color.ORANGE, Color.BLUE))
                .caption("The harbour at dusk")
                .post();
        telegram.draft(S).document("minutes of the meeting.pdf").post();
        telegram.post(S, "שלום עולם \u202Eevil\u202C and on it goes");
        telegram.post(S, "频道里的一条消息，关于天气。");
        telegram.post(S, "long".repeat(200));
        telegram.post(S, EVIL);
        open("/notes", 7);
        assertEquals(7, browser.count("article"));
        assertTrue(browser.text("article").contains(EVIL), browser.text("article"));
        assertInert();
        Browser.await(
                "the picture",
                () -> browser.run("document.querySelector('article img').scrollIntoView();"
                                        + "return document.querySelector('article img').naturalWidth")
                                .asInt()
                        == 640);
        browser.run("window.scrollTo(0, 0)");
        picture("notes-light");
        assertAccessible();
        assertNoSidewaysScrolling();
        browser.scheme("dark");
        picture("notes-dark");
        assertAccessible();
        browser.size(360, 740);
        picture("notes-phone-dark");
        assertNoSidewaysScrolling();
        browser.scheme("light");
        picture("notes-phone");
        assertAccessible();
        assertNoComplaints();
    }

    @Test
    void notes_are_found_changed_and_deleted_by_keyboard() throws IOException {
        start();
        telegram.post(S, "The library opens at nine");
        telegram.post(S, "图书馆九点开门");
        telegram.post(S, "The pool is closed");
        open("/notes", 3);
        browser.type("input[name=q]", "libr");
        browser.press(Browser.ENTER);
        Browser.await("what was found", () -> browser.count("article") == 1);
        assertEquals("Libr", capitals(browser.text("article mark")));
        picture("notes-found");
        assertAccessible();
        browser.open(bot.address() + "/notes?q=%E5%9B%BE%E4%B9%A6%E9%A6%86");
        assertEquals(1, browser.count("article"));
        browser.open(bot.address() + "/notes?q=nowhere");
        assertTrue(browser.text("main").contains("No note matches"), browser.text("main"));
        picture("notes-none");

        browser.open(bot.address() + "/notes?q=pool");
        browser.click("article a[href^='/notes/']");
        Browser.await("its own page", () -> browser.shows("textarea"));
        picture("notes-one");
        assertAccessible();
        browser.run("document.querySelector('textarea').value = ''");
        browser.type("textarea", "The pool is open <b>again</b>");
        browser.press(Browser.TAB);
        browser.press(Browser.ENTER);
        Browser.await("the change", () -> browser.text("article").contains("open <b>again</b>"));

        browser.click("summary");
        browser.click("details button");
        Browser.await("the list", () -> browser.url().endsWith("/notes"));
        assertEquals(2, browser.count("article"));
        assertFalse(browser.text("main").contains("pool"), browser.text("main"));
        assertNoComplaints();
    }

    private static String capitals(String word) {
        return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    }

    @Test
    void an_album_is_one_note_and_a_file_that_is_gone_is_said_in_its_place() throws IOException {
        start();
        for (int i = 0; i < 4; i++) {
            telegram.draft(S)
                    .with("media_group_id", "\"fair\"")
                    .photo(picture(new Color(40 * i, 90, 160), Color.WHITE))
                    .caption(i == 0 ? "Four views of the fair" : "")
                    .post();
        }
        open("/notes", 1);
        assertEquals(4, browser.count("article img"));
        picture("notes-album");
        try (Stream<Path> files = Files.walk(bot.data().resolve("notes"))) {
            Files.delete(files.filter(Files::isRegularFile).sorted().findFirst().orElseThrow());
        }
        browser.open(bot.address() + "/notes");
        assertEquals(3, browser.count("article img"));
        assertTrue(browser.text("article").contains("the file is not there any more"), browser.text("article"));
        picture("notes-missing");
        assertAccessible();
        assertNoComplaints();
    }

    @Test
    void many_notes_come_in_pages() {
        start();
        for (int i = 0; i < 60; i++) {
            telegram.post(S, "note " + i);
        }
        open("/notes", 60);
        assertEquals(50, browser.count("article"));
        browser.click("a[rel=next]");
        Browser.await("the older ones", () -> browser.count("article") == 10);
        picture("notes-pages");
        browser.click("a[rel=prev]");
        Browser.await("the newer ones", () -> browser.count("article") == 50);
        assertNoComplaints();
    }
}
