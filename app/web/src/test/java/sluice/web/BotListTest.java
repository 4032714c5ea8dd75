package sluice.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sluice.base.json.Json;
import sluice.control.part.FleetView;
import sluice.web.http.Wire;

/** The list of all bots, as a page and as JSON. */
class BotListTest {

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

    private JsonNode json(String query) throws IOException {
        Wire.Answer answer = served.get("/bots.json" + query);
        assertEquals(200, answer.status());
        return Json.MAPPER.readTree(answer.body());
    }

    private static List<String> names(JsonNode json) {
        List<String> names = new ArrayList<>();
        json.path("rows").forEach(row -> names.add(row.path("name").asText()));
        return names;
    }

    @Test
    void each_bot_has_its_figures_and_all_have_their_sum() throws IOException {
        served.fleet.running("alpha").counters().taken("w0");
        served.fleet.running("beta").counters().taken("w0");
        served.fleet.running("beta").counters().processed("w0", 5);
        JsonNode json = json("");
        assertEquals(3, json.path("bots").asInt());
        assertEquals(3, json.path("states").path("running").asInt());
        assertEquals(2, json.path("sums").path("received").asInt());
        assertEquals(5, json.path("sums").path("delivered").asInt());
        JsonNode beta = json.path("rows").path(1);
        assertEquals("beta", beta.path("name").asText());
        assertEquals("running", beta.path("state").asText());
        assertEquals(1, beta.path("received").asInt());
        assertEquals(5, beta.path("delivered").asInt());
        assertEquals(0, beta.path("waiting").asInt());
        assertEquals(0, beta.path("deadLetters").asInt());
        assertEquals(
                served.fleet.time.now().toEpochMilli(), beta.path("lastPoll").asLong());
    }

    @Test
    void those_with_a_problem_come_first_and_say_what_it_is() throws IOException {
        served.fleet.put("gamma", FleetView.State.FAILED, "the token is rejected");
        served.fleet.running("beta").health().pollFailed("no route");
        served.fleet.put("zeta", FleetView.State.PAUSED, "");
        JsonNode json = json("");
        assertEquals(List.of("beta", "gamma", "alpha", "zeta"), names(json));
        assertEquals(2, json.path("withProblems").asInt());
        JsonNode problem = json.path("rows").path(0).path("problems").path(0);
        assertEquals("polling", problem.path("name").asText());
        assertEquals(
                "New messages cannot be fetched from Telegram: no route",
                problem.path("text").asText());

        served.fleet.problems.add("the disk is full");
        String page = served.get("/").body();
        assertTrue(page.contains("Problems with 2 of 4 bots"), page);
        assertTrue(page.contains("<li>the disk is full</li>"), page);
        assertTrue(page.contains("no route"), page);
        assertTrue(page.contains("the token is rejected"), page);
    }

    @Test
    void without_a_script_all_can_be_read_and_done() throws IOException {
        served.fleet.put("beta", FleetView.State.PAUSED, "");
        String page = served.get("/").body();
        assertTrue(page.contains("<a href=\"/bots/alpha/\">alpha</a>"), page);
        assertTrue(page.contains("All is well"), page);
        assertTrue(
                page.contains(
                        "<form method=\"post\" action=\"/pause\"><input type=\"hidden\" name=\"bot\" value=\"alpha\">"
                                + "<input type=\"hidden\" name=\"paused\" value=\"true\">"),
                page);
        assertTrue(page.contains("value=\"beta\"><input type=\"hidden\" name=\"paused\" value=\"false\">"), page);
        assertFalse(served.get("/?filter=alp").body().contains("/bots/beta/"));
        assertEquals("/", served.post("/pause", "bot=alpha&paused=true").header("Location"));
        assertTrue(served.post("/pause", "bot=beta&paused=false", "Accept: application/json")
                .body()
                .contains("beta is being started"));
        assertEquals(List.of("pause alpha", "resume beta"), served.fleet.asked);
        assertEquals(404, served.post("/pause", "bot=delta&paused=true").status());
        assertEquals(400, served.post("/pause", "bot=alpha").status());
        assertEquals(400, served.post("/pause", "bot=alpha&paused=yes").status());
    }

    @Test
    void a_thousand_bots_are_a_page_at_a_time() throws IOException {
        for (int i = 0; i < 1000; i++) {
            served.fleet.run("bot%03d".formatted(i));
        }
        served.fleet.running("bot777").health().pollFailed("no route");
        assertEquals(1003, names(json("")).size(), "a program gets all");
        JsonNode first = json("?page=0");
        assertEquals(100, first.path("rows").size());
        assertEquals("bot777", names(first).getFirst());
        assertEquals(11, first.path("pages").asInt());
        JsonNode last = json("?page=999999");
        assertEquals(10, last.path("page").asInt());
        assertEquals(List.of("bot998", "bot999", "gamma"), names(last));
        JsonNode some = json("?page=0&filter=BOT99");
        assertEquals(10, some.path("matching").asInt());
        assertEquals(1003, some.path("bots").asInt(), "sums are of all");

        String page = served.get("/?page=1&filter=bot").body();
        assertTrue(page.contains("101 to 200 of 1,000 bots, out of 1,003"), page);
        assertTrue(page.contains("href=\"/?page=0&amp;filter=bot\""), page);
        assertTrue(page.contains("href=\"/?page=2&amp;filter=bot\""), page);
        assertTrue(page.length() < 150_000, "it is short enough for a phone: " + page.length());
    }
}
