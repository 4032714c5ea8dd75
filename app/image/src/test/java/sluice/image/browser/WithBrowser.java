package sluice.image.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import sluice.image.durability.ImageBot;
import sluice.simulator.Simulator;
import sluice.simulator.SimulatorOptions;

/** The image's bot against a simulator, and a browser for each test. Where there is no browser, the tests are skipped and say so. */
abstract class WithBrowser {

    static final long S = -1001000000001L;
    static final long A = -1002000000001L;
    static final long B = -1002000000002L;

    private static final Path SCREENSHOTS = Path.of(System.getProperty("sluice.screenshots", "target/screenshots"));

    @RegisterExtension
    final ImageBot bot = new ImageBot(SimulatorOptions.defaults());

    @TempDir
    Path dir;

    Simulator telegram;
    Browser browser;

    @BeforeAll
    static void needsABrowser() {
        if (Browser.isThere()) {
            return;
        }
        String missing = "no browser to test the pages with: apt-get install chromium chromium-driver";
        assertFalse(Boolean.parseBoolean(System.getenv("SLUICE_BROWSER_REQUIRED")), missing);
        System.out.println("[SKIPPED] " + missing);
        Assumptions.abort(missing);
    }

    @BeforeEach
    void openBrowser() throws IOException {
        telegram = bot.telegram();
        telegram.channel(S, "Town news");
        telegram.channel(A, "Archive");
        telegram.channel(B, "Breaking");
        browser = Browser.start(dir);
        browser.size(1280, 900);
        browser.scheme("light");
    }

    @AfterEach
    void closeBrowser() {
        if (browser != null) {
            browser.close();
        }
    }

    void openDashboard() {
        browser.open(bot.address() + "/");
        Browser.await("the script to have drawn", () -> !browser.text("#link").isEmpty());
    }

    void picture(String name) {
        browser.picture(SCREENSHOTS.resolve(name + ".png"));
    }

    /** The page fits into its width. */
    void assertNoSidewaysScrolling() {
        JsonNode widths = browser.run("const e = document.documentElement; return [e.scrollWidth, e.clientWidth]");
        assertTrue(widths.get(0).asInt() <= widths.get(1).asInt(), widths::toString);
    }

    void assertNoComplaints() {
        assertEquals(List.of(), browser.complaints());
    }

    /** Nothing that hinders people seriously, as far as a program can find it. */
    void assertAccessible() throws IOException {
        try (InputStream in = com.deque.html.axecore.selenium.AxeBuilder.class.getResourceAsStream("/axe.min.js")) {
            browser.run(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
        JsonNode found = browser.runLater(
                "const done = arguments[arguments.length - 1];"
                        + "axe.run().then(result => done(result.violations), fault => done([{id: String(fault), impact: 'critical', nodes: []}]))");
        List<String> violations = new ArrayList<>();
        for (JsonNode violation : found) {
            if (List.of("serious", "critical", "moderate")
                    .contains(violation.path("impact").asText())) {
                violations.add(violation.path("id").asText() + ": "
                        + violation.path("nodes").path(0).path("html").asText() + " "
                        + violation.path("nodes").path(0).path("failureSummary").asText());
            }
        }
        assertEquals(List.of(), violations);
    }

    /** Changes what stands in the configuration file. */
    void reconfigure(String from, String to) throws IOException {
        String text = Files.readString(bot.configuration());
        assertTrue(text.contains(from), text);
        Files.writeString(bot.configuration(), text.replace(from, to));
    }
}
