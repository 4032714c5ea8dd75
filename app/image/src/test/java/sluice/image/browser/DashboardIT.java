package sluice.image.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.Test;
import sluice.image.durability.ImageBot;
import sluice.simulator.Answer;

/** The dashboard as people see and use it. */
class DashboardIT extends WithBrowser {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final String UNUSABLE = "Bad Request: message can't be copied";
    private static final String EVIL = "<script>window.hacked = 1</script><img src=x onerror='window.hacked = 2'>";

    private void start(String settings) {
        bot.configure(settings, List.of(ImageBot.copying(S, A), ImageBot.copying(S, B)));
        bot.start();
    }

    /** Makes dead letters in A; what goes to B arrives. */
    private void fail(int count, String description) {
        for (int i = 0; i < count; i++) {
            telegram.on("copyMessage").chat(A).answer(Answer.error(400, description));
            telegram.post(S, "post " + (i + 1) + " of the day: what happened in town");
            int letters = i + 1;
            bot.await("a dead letter", LIMIT, () -> bot.stat("queue", "dead_letters") == letters);
        }
    }

    private void awaitText(String selector, String part) {
        try {
            Browser.await(
                    selector + " to say " + part, () -> browser.text(selector).contains(part));
        } catch (ConditionTimeoutException e) {
            throw new AssertionError(selector + " says: " + browser.text(selector), e);
        }
    }

    private void retype(String selector, String text) {
        browser.run("document.querySelector(arguments[0]).value = ''", selector);
        browser.type(selector, text);
    }

    /** Curves of a day, which no test waits for. */
    private void drawADay() {
        browser.run("""
                const keys = [...document.querySelectorAll(".card")].map(card => card.id.slice(6));
                const day = (base, swing, noise) => Array.from({length: 240}, (_, x) => x < 20 ? -1
                    : Math.max(0, Math.round(base + swing * Math.sin(x / 24) + noise * ((x * 7919) % 13) / 13)));
                const curves = {};
                for (const key of keys) {
                  curves[key] = key === "heap" ? day(15e6, 4e6, 6e6) : key === "resident" ? day(70e6, 3e6, 1e6)
                    : key === "letters" ? day(0, 0, 0).map((v, x) => x > 200 ? 3 : v < 0 ? v : 0) : day(80, 60, 40);
                }
                drawCurves(curves);
                """);
    }

    @Test
    void numbers_move_while_messages_pass() throws IOException {
        start("");
        openDashboard();
        assertEquals("0", browser.text("#gauge-delivered .value"));
        awaitText("#letter-count", "No dead letters");
        awaitText("#warning-list", "No warnings");
        for (int i = 0; i < 30; i++) {
            telegram.post(S, "post " + i);
        }
        awaitText("#gauge-delivered .value", "60");
        awaitText("#verdict-text", "All is well");
        awaitText("#gauge-delivered .rate", "per min");
        browser.click("#internals > summary");
        awaitText("#gauge-messages", "30 of 200");
        awaitText("#watch-table", "Town news");
        drawADay();
        picture("dashboard-light");
        assertAccessible();
        browser.scheme("dark");
        picture("dashboard-dark");
        assertAccessible();
        browser.size(360, 740);
        picture("dashboard-phone-dark");
        browser.scheme("light");
        picture("dashboard-phone");
        assertNoSidewaysScrolling();
        assertAccessible();
        assertNoComplaints();
    }

    @Test
    void a_watch_is_added_edited_paused_tested_and_removed() throws IOException {
        bot.configure("", List.of());
        bot.start();
        openDashboard();
        awaitText("#watch-count", "No watches yet");
        browser.click("#watch-add");
        browser.type("#name", "Town news to A");
        browser.type("#source", "not a chat");
        browser.type("#destination", Long.toString(A));
        browser.click("#save");
        awaitText("#source-more", "must be a chat's numeric id");
        picture("watch-wrong");
        assertAccessible();
        retype("#source", Long.toString(S));
        browser.type("#blacklist", "spam");
        browser.type("#text", "buy SPAM now");
        browser.click("#test");
        awaitText("#result", "It is filtered out: the blacklist contains spam");
        retype("#text", "hello");
        browser.click("#test");
        awaitText("#result", "It would be copied");
        picture("watch-tested");
        assertNoSidewaysScrolling();
        assertAccessible();
        browser.scheme("dark");
        browser.size(360, 740);
        picture("watch-phone-dark");
        assertNoSidewaysScrolling();
        assertAccessible();
        browser.scheme("light");
        browser.click("#save");
        awaitText("#watch-table", "Town news to A");
        telegram.post(S, "hello");
        telegram.awaitDelivered(A, 1);
        picture("watches-phone");
        assertNoSidewaysScrolling();
        assertAccessible();
        browser.click("#watch-table [data-key^=pause]");
        awaitText("#watch-said", "Paused.");
        awaitText("#watch-table .tag", "paused");
        browser.click("#watch-table [data-key^=pause]");
        awaitText("#watch-said", "Resumed.");
        browser.click("#watch-table [data-key^=edit]");
        retype("#name", "Another name");
        browser.click("#save");
        awaitText("#watch-table", "Another name");
        browser.click("#watch-table [data-key^=edit]");
        browser.click(".actions summary");
        browser.click("#remove");
        awaitText("#watch-count", "No watches yet");
        assertNoComplaints();
    }

    @Test
    void a_message_is_found_with_what_became_of_it() throws IOException {
        start("");
        openDashboard();
        telegram.post(S, "where is this one?");
        telegram.awaitDelivered(A, 1);
        telegram.awaitDelivered(B, 1);
        bot.awaitDrained(LIMIT);
        browser.type("#message-query", "this one");
        browser.press(Browser.ENTER);
        awaitText("#message-list", "where is this one?");
        awaitText("#message-list", "as message");
        picture("messages");
        assertAccessible();
        browser.scheme("dark");
        browser.size(360, 740);
        picture("messages-phone-dark");
        assertNoSidewaysScrolling();
        assertAccessible();
        retype("#message-query", "never posted");
        browser.press(Browser.ENTER);
        awaitText("#message-count", "Found: 0");
        assertNoComplaints();
    }

    @Test
    void dead_letters_are_retried_and_discarded_one_by_one_and_all_at_once() throws IOException {
        start("");
        fail(4, UNUSABLE);
        openDashboard();
        awaitText("#verdict-text", "with warnings");
        awaitText("#letter-count", "4 messages were not delivered");
        awaitText("#letter-list", "Town news");
        assertEquals(4, browser.count("#letter-list li"));
        picture("dashboard-letters");
        assertAccessible();
        int before = telegram.delivered(A).size();
        browser.click("#letter-list li:last-child [data-key^=retry]");
        awaitText("#letter-said", "Queued again");
        telegram.awaitDelivered(A, before + 1);
        Browser.await("the letter to be gone", () -> browser.count("#letter-list li") == 3);
        browser.click("#letter-list li:first-child [data-key^=discard]");
        awaitText("#sure-text", "for good?");
        picture("dashboard-sure");
        browser.press(Browser.ESCAPE);
        Browser.await("the question to be gone", () -> !browser.shows("#sure"));
        assertEquals(3, bot.stat("queue", "dead_letters"), "nothing is done without a yes");
        browser.click("#letter-list li:first-child [data-key^=discard]");
        browser.click("#sure-yes");
        awaitText("#letter-count", "2 messages were not delivered");
        browser.click("#retry-all");
        browser.click("#sure-yes");
        awaitText("#letter-said", "Queued again: 2");
        telegram.awaitDelivered(A, before + 3);
        awaitText("#letter-count", "No dead letters");
        awaitText("#verdict-text", "All is well");
        assertFalse(browser.shows("#discard-all"));
        assertNoComplaints();
    }

    @Test
    void an_unknown_outcome_is_retried_only_after_a_warning_and_never_with_all() {
        start("deliver.timeout: 1s");
        telegram.on("copyMessage").chat(A).answer(Answer.hangAfterApplying());
        telegram.post(S, "did it arrive?");
        bot.await("a dead letter", LIMIT, () -> bot.stat("queue", "dead_letters") == 1);
        openDashboard();
        awaitText("#letter-list", "it could appear twice");
        picture("dashboard-unknown");
        browser.click("#retry-all");
        browser.click("#sure-yes");
        awaitText("#letter-said", "Unknown outcome: 1. They may have arrived");
        assertEquals(1, bot.stat("queue", "dead_letters"));
        browser.click("#letter-list [data-key^=retry]");
        awaitText("#sure-text", "would then appear twice");
        browser.click("#sure-yes");
        awaitText("#letter-count", "No dead letters");
        assertNoComplaints();
    }

    @Test
    void what_others_write_is_text_and_never_markup() throws IOException {
        telegram.channel(S, EVIL);
        telegram.channel(A, "A" + EVIL);
        start("");
        telegram.on("copyMessage").chat(A).answer(Answer.error(400, "Bad Request: message can't be copied " + EVIL));
        telegram.post(S, "says " + EVIL);
        bot.await("a dead letter", LIMIT, () -> bot.stat("queue", "dead_letters") == 1);
        openDashboard();
        for (String list :
                List.of("#letter-list .way", "#letter-list .quote", "#letter-list", "#warning-list", "#watch-table")) {
            awaitText(list, "<script>window.hacked = 1</script>");
        }
        assertEquals(0, browser.count("main img"));
        assertEquals(0, browser.count("main script"));
        assertTrue(browser.run("return typeof window.hacked === 'undefined'").asBoolean());
        browser.size(360, 740);
        assertNoSidewaysScrolling();
        picture("dashboard-markup");
        assertAccessible();
        assertNoComplaints();
    }

    @Test
    void all_of_it_works_by_keyboard() {
        start("");
        fail(2, UNUSABLE);
        openDashboard();
        awaitText("#letter-count", "2 messages were not delivered");
        browser.press(Browser.TAB);
        assertEquals(
                "Skip to the content",
                browser.run("return document.activeElement.textContent").asText());
        browser.press(Browser.ENTER);
        assertEquals("content", browser.run("return document.activeElement.id").asText());
        List<String> reached = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            browser.press(Browser.TAB);
            String at = browser.run(
                            "const e = document.activeElement; return e.dataset.key?.split('-')[0] ?? (e.id || e.textContent)")
                    .asText();
            assertTrue(
                    browser.run("return getComputedStyle(document.activeElement).outlineStyle !== 'none'")
                            .asBoolean(),
                    "the focus is seen at " + at);
            reached.add(at);
            if (at.equals("retry")) {
                break;
            }
        }
        assertTrue(reached.containsAll(List.of("retry-all", "discard-all", "retry")), reached::toString);
        int before = telegram.delivered(A).size();
        browser.press(Browser.ENTER);
        telegram.awaitDelivered(A, before + 1);
        awaitText("#letter-count", "1 message was not delivered");
        assertEquals(
                "retry",
                browser.run("return document.activeElement.dataset.key?.split('-')[0] ?? ''")
                        .asText());
        browser.press(Browser.TAB + Browser.ENTER);
        awaitText("#sure-text", "for good?");
        assertEquals(
                "no", browser.run("return document.activeElement.value").asText(), "nothing is lost by Enter alone");
        browser.press(Browser.TAB + Browser.ENTER);
        awaitText("#letter-count", "No dead letters");
        assertNoComplaints();
    }

    @Test
    void trouble_is_told_in_words_and_a_lost_bot_too_until_it_is_back() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        bot.configure("", List.of(ImageBot.copying(S, A)));
        reconfigure("http.port: 0", "http.port: " + port);
        bot.start();
        openDashboard();
        telegram.post(S, "zero");
        awaitText("#verdict-text", "All is well");
        telegram.on("getUpdates").always().answer(Answer.error(502, "Bad Gateway"));
        telegram.on("copyMessage")
                .always()
                .answer(Answer.error(403, "Forbidden: bot was kicked from the channel chat"));
        telegram.post(S, "one");
        awaitText("#verdict-text", "Something is wrong");
        awaitText("#verdict-reasons", "New messages cannot be fetched from Telegram: Bad Gateway");
        awaitText("#warning-list", "Warning");
        picture("dashboard-trouble");
        assertAccessible();
        telegram.clearFaults();
        telegram.restore(A);
        telegram.post(S, "two");
        awaitText("#verdict-text", "with warnings");
        awaitText("#verdict-reasons", "cannot be used: Forbidden: bot was kicked");
        assertNoComplaints();
        bot.process().discard();
        awaitText("#verdict-text", "No connection since ");
        picture("dashboard-lost");
        bot.start();
        awaitText("#link", "Running for ");
        assertFalse(browser.text("#verdict-text").contains("No connection"));
        assertTrue(browser.complaints().stream()
                .allMatch(line -> line.contains("ERR_CONNECTION_REFUSED")
                        || line.contains("ERR_EMPTY_RESPONSE")
                        || line.contains("ERR_CONNECTION_RESET")));
    }

    @Test
    void a_thousand_watches_come_in_pages_and_can_be_filtered() throws IOException {
        List<String> watches = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            watches.add(ImageBot.copying(-1003000000000L - i, A));
        }
        watches.add(ImageBot.copying(S, B));
        bot.configure("", watches);
        bot.start();
        openDashboard();
        awaitText("#watch-count", "1 to 25 of 1,001 watches");
        assertEquals(25, browser.count("#watch-table tbody tr"));
        browser.click("#watch-pager .on");
        awaitText("#watch-count", "26 to 50 of 1,001 watches");
        browser.type("#watch-filter", Long.toString(B));
        awaitText("#watch-count", "1 watch, out of 1,001");
        awaitText("#watch-table", "Town news");
        browser.type("#watch-filter", "nothing like it");
        awaitText("#watch-count", "No match among 1,001 watches");
        assertNoComplaints();
    }

    @Test
    void without_scripts_the_figures_of_the_moment_are_there() {
        start("");
        for (int i = 0; i < 3; i++) {
            telegram.post(S, "post " + i);
        }
        telegram.awaitDelivered(B, 3);
        bot.awaitDrained(LIMIT);
        browser.scripts(false);
        browser.open(bot.address() + "/");
        String page = bot.get("/").body();
        assertTrue(page.contains("All is well") && page.contains("<strong class=\"value\">6</strong>"), page);
        assertTrue(page.contains("<noscript>"), page);
        picture("dashboard-without-scripts");
    }

    @Test
    void with_a_token_one_logs_in_and_out() throws IOException {
        start("http.token: a-token-for-the-browser-test");
        browser.open(bot.address() + "/");
        assertTrue(browser.url().endsWith("/login"), browser.url());
        picture("login");
        assertAccessible();
        browser.type("#token", "a-wrong-token");
        browser.press(Browser.ENTER);
        awaitText("main", "This is not the token");
        picture("login-wrong");
        assertTrue(browser.complaints().stream().allMatch(line -> line.contains("401")), "only that it was refused");
        browser.type("#token", "a-token-for-the-browser-test");
        browser.press(Browser.ENTER);
        awaitText("#watch-table", "Town news");
        assertFalse(browser.url().contains("token"), browser.url());
        browser.click("header button");
        Browser.await("the login page", () -> browser.url().endsWith("/login"));
        browser.open(bot.address() + "/");
        assertTrue(browser.url().endsWith("/login"), browser.url());
        assertNoComplaints();
    }
}
