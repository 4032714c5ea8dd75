package sluice.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import sluice.api.Note;
import sluice.api.NoteMessage;
import sluice.api.NoteRepository;
import sluice.control.part.FleetView;
import sluice.web.http.Wire;

/** The pages of each of several bots stand below its name, and lead nowhere else. */
class BotAddressesTest {

    private static final Pattern ADDRESS = Pattern.compile("(?:href|src|action|formaction|poster)=\"(/[^\"]*)\"");

    @TempDir
    Path dir;

    private ServedFleet served;

    @BeforeEach
    void serve() throws IOException {
        served = ServedFleet.open(dir);
    }

    @AfterEach
    void end() {
        served.close();
    }

    private long note() {
        NoteRepository notes = served.fleet.running("alpha").view().notes().orElseThrow();
        return notes.add(new Note(
                0,
                "w0",
                -1,
                "Chat",
                "",
                Instant.parse("2026-01-01T00:00:00Z"),
                "",
                "text",
                List.of(new NoteMessage(1, "text", Optional.empty()))));
    }

    private static Set<String> addresses(String page) {
        return ADDRESS.matcher(page)
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/notes",
                "/notes?q=text",
                "/notes/1",
                "/messages?q=x",
                "/watches/new",
                "/watches/edit?id=w0"
            })
    void each_address_on_a_page_of_a_bot_is_one_of_its_pages(String path) throws IOException {
        assertEquals(1, note());
        Wire.Answer answer = served.get("/bots/alpha" + path);
        assertEquals(200, answer.status(), answer::head);
        Set<String> others = addresses(answer.body());
        others.removeIf(address -> address.startsWith("/bots/alpha/"));
        others.removeIf(address -> address.matches("/[a-z-]+\\.(css|js|svg)"));
        assertEquals(Set.of("/"), others, "the list of all bots");
        assertTrue(answer.body().contains("<main id=\"content\" tabindex=\"-1\" data-prefix=\"/bots/alpha\">"));
        assertTrue(answer.body().contains("<strong class=\"of\">alpha</strong>"), "whose page it is");
        assertTrue(answer.body().contains(" · alpha · Sluice</title>"), "whose page it is");
    }

    @Test
    void what_pages_need_is_served_once_for_all_bots() throws IOException {
        note();
        for (String path : List.of("/", "/bots/alpha/", "/bots/alpha/notes", "/bots/alpha/watches/new")) {
            for (String address : addresses(served.get(path).body())) {
                if (address.matches(".*\\.(css|js|svg)")) {
                    assertEquals(200, served.get(address).status(), address);
                }
            }
        }
    }

    @Test
    void scripts_name_no_address_of_a_bot_without_its_prefix() throws IOException {
        Pattern bare = Pattern.compile("(?<!prefix \\+ )\"/[a-z][^\"]*");
        for (String script : List.of("/dashboard.js", "/dashboard-lists.js", "/dashboard-view.js")) {
            Set<String> found = bare.matcher(served.get(script).body())
                    .results()
                    .map(MatchResult::group)
                    .collect(Collectors.toCollection(TreeSet::new));
            // What `send` is given gets its prefix there.
            found.removeIf(address -> address.matches("\"/(dead-letters/(retry|discard)|watches/pause)"));
            assertEquals(Set.of(), found, script);
        }
        assertTrue(served.get("/dashboard-view.js").body().contains("fetch(prefix + path"));
    }

    @ParameterizedTest
    @CsvSource({
        "/watches/save, source=-1&destination=-2, /#watches",
        "/watches/save, source=-1&destination=-2&name=x, /#watches",
        "/dead-letters/retry, all=yes, /#letters",
        "/dead-letters/discard, all=yes&newest=1, /#letters",
        "/notes/1, text=other, /notes/1",
        "/notes/1/delete, a=b, /notes"
    })
    void a_form_leads_back_to_the_same_bot(String path, String form, String next) throws IOException {
        note();
        Wire.Answer answer = served.post("/bots/beta" + path, form);
        assertEquals(303, answer.status(), answer::body);
        assertEquals("/bots/beta" + next, answer.header("Location"));
    }

    @Test
    void a_name_alone_leads_to_the_bot() throws IOException {
        assertEquals("/bots/alpha/", served.get("/bots/alpha").header("Location"));
        assertEquals(404, served.get("/bots/delta").status());
        assertEquals(404, served.get("/bots/").status());
        assertEquals(404, served.get("/bots/alpha/login").status());
    }

    @Test
    void figures_are_those_of_the_bot() throws IOException {
        served.fleet.running("alpha").counters().taken("w0");
        assertTrue(gauge("alpha").contains("{\"key\":\"taken\",\"value\":1}"), gauge("alpha"));
        assertTrue(gauge("beta").contains("{\"key\":\"taken\",\"value\":0}"), gauge("beta"));
    }

    private String gauge(String bot) throws IOException {
        return served.get("/bots/" + bot + "/dashboard.json").body();
    }

    @Test
    void a_bot_that_goes_takes_its_pages_along_and_one_that_comes_has_its_own() throws IOException {
        served.fleet.running("alpha").counters().taken("w0");
        assertTrue(gauge("alpha").contains("{\"key\":\"taken\",\"value\":1}"));
        served.fleet.remove("alpha");
        assertEquals(404, served.get("/bots/alpha/").status());
        assertFalse(served.get("/").body().contains("alpha"));

        SampleFleet.Bot before = served.fleet.run("alpha");
        assertTrue(gauge("alpha").contains("{\"key\":\"taken\",\"value\":0}"), "another object");
        assertNotSame(before, served.fleet.run("alpha"));
        served.fleet.running("alpha").counters().taken("w0");
        assertTrue(gauge("alpha").contains("{\"key\":\"taken\",\"value\":1}"), "and another");
        served.fleet.run("delta");
        assertEquals(200, served.get("/bots/delta/").status());
    }

    @Test
    void a_bot_that_does_not_run_says_why() throws IOException {
        served.fleet.put("alpha", FleetView.State.INVALID, "alpha.yaml:3: <no> token\nalpha.yaml:7: no chat");
        for (String path : List.of("/bots/alpha/", "/bots/alpha/notes")) {
            String page = served.get(path).body();
            assertTrue(page.contains("alpha.yaml:3: &lt;no&gt; token</p>"), page);
            assertTrue(page.contains("alpha.yaml:7: no chat</p>"), page);
        }
        assertEquals(404, served.get("/bots/alpha/dashboard.json").status());
        served.fleet.put("alpha", FleetView.State.PAUSED, "");
        assertTrue(served.get("/bots/alpha/").body().contains("This bot is paused."));
    }
}
