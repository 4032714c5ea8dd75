package sluice.image.browser;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import sluice.image.durability.ImageProcess;

/** The page of {@code sluice demo --stay} as people see and use it, most of them on a phone. */
class DemoPageIT extends WithBrowser {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Pattern ADDRESS = Pattern.compile("http://127\\.0\\.0\\.1:\\d+/demo");
    private static final String COPIES = ".chat:not(.mine) ol";

    private ImageProcess demo;

    @BeforeEach
    void startDemo() {
        demo = ImageProcess.start(dir.resolve("stderr"), "", "demo", "--stay", "--channels", "3", "--messages", "30");
        Browser.await("the demo to stay", () -> said().contains("Ctrl-C") || !demo.isAlive());
        Matcher address = ADDRESS.matcher(said());
        assertTrue(address.find(), () -> said() + demo.log());
        browser.size(360, 740);
        browser.open(address.group());
        Browser.await("the channels", () -> browser.count("#channel option") > 1);
    }

    @AfterEach
    void endDemo() {
        if (demo != null) {
            demo.discard();
        }
    }

    private String said() {
        try {
            return Files.readString(dir.resolve("stdout"), UTF_8);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private void choose(String rule) {
        browser.run("""
                const select = document.querySelector("#channel");
                select.value = [...select.options].find(option => option.text.includes(arguments[0])).value;
                select.dispatchEvent(new Event("change"));
                """, rule);
        Browser.await("the rule", () -> browser.text("#rule").contains(rule));
    }

    private void write(String text) {
        browser.type("#text", text);
        browser.press(Browser.ENTER);
    }

    private void awaitCopy(String text) {
        Browser.await("`" + text + "` to arrive", () -> browser.text(COPIES).contains(text));
    }

    private void assertFine() throws IOException {
        assertNoSidewaysScrolling();
        assertAccessible();
        assertNoComplaints();
    }

    @Test
    void a_post_is_written_on_a_phone_and_its_copy_arrives() throws IOException {
        choose("sends only numbers such as #42");
        picture("demo-phone-empty");
        assertFine();

        write("order #999999999 and <b>#7</b> of " + "long".repeat(40));
        awaitCopy("#999999999\n#7");
        assertTrue(browser.text(".chat.mine ol").startsWith("order #999999999 and <b>#7</b> of longlong"));
        assertEquals(0, browser.count("#chats b"), "what is written is no markup");
        assertTrue(
                browser.run("const text = document.querySelector('#text');"
                                + "return text.value === '' && document.activeElement === text")
                        .asBoolean(),
                "the next post can be written at once");
        picture("demo-phone");
        assertFine();

        choose("copies every post, and forwards the copy to a third channel");
        write("twice on");
        awaitCopy("twice on");
        Browser.await(
                "the second hop",
                () -> browser.text("#chats section:nth-child(3) ol").contains("Forwarded"));
        browser.scheme("dark");
        picture("demo-phone-dark");
        assertFine();
        browser.size(1280, 900);
        picture("demo-dark");
        assertFine();
        browser.scheme("light");
        picture("demo-light");
        assertFine();
    }

    @Test
    void the_page_leads_to_the_dashboard_and_says_when_the_demo_has_ended() throws IOException {
        browser.click("nav a[href='/']");
        Browser.await("the dashboard", () -> browser.shows("#verdict"));
        browser.run("history.back()");
        Browser.await("the page", () -> browser.count("#channel option") > 1);
        assertNoComplaints();

        demo.terminate();
        demo.await(LIMIT);

        Browser.await("what is wrong", () -> browser.text("#problem").contains("has it been ended?"));
        assertNoSidewaysScrolling();
        assertAccessible();
        picture("demo-phone-ended");
    }
}
