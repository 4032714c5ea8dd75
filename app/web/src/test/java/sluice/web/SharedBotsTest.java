package sluice.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sluice.api.Ownership;
import sluice.api.Stats;
import sluice.base.json.Json;
import sluice.control.part.FleetView;

/** The pages of a process whose bots several machines share. */
class SharedBotsTest {

    @TempDir
    Path dir;

    private ServedFleet served;

    @BeforeEach
    void serve() throws IOException {
        served = ServedFleet.open(dir);
        served.fleet.shared = true;
        Instant since = served.fleet.time.now().minus(Duration.ofMinutes(3));
        served.fleet.owners.put("alpha", new Ownership.Owner("alpha", "node-a", since, false));
        served.fleet.owners.put("beta", new Ownership.Owner("beta", "node-b", since, false));
        served.fleet.owners.put("gamma", new Ownership.Owner("gamma", "", since, false));
        served.fleet.put("beta", FleetView.State.ELSEWHERE, "node-b");
        served.fleet.put("gamma", FleetView.State.ELSEWHERE, "");
    }

    @AfterEach
    void end() {
        served.close();
    }

    @Test
    void the_list_says_on_which_machine_each_bot_runs_and_since_when() throws IOException {
        JsonNode json = Json.MAPPER.readTree(served.get("/bots.json").body());
        assertTrue(json.path("shared").asBoolean());
        assertEquals(2, json.path("states").path("elsewhere").asInt());
        assertEquals(0, json.path("withProblems").asInt());
        JsonNode beta = json.path("rows").path(1);
        assertEquals("elsewhere", beta.path("state").asText());
        assertEquals("node-b", beta.path("node").asText());
        assertEquals(
                served.fleet.time.now().minus(Duration.ofMinutes(3)).toEpochMilli(),
                beta.path("since").asLong());
        assertEquals("", beta.path("detail").asText(), "it stands in a column of its own");
        String page = served.get("/").body();
        assertTrue(page.contains("<th scope=\"col\">Machine</th><th scope=\"col\">Since</th>"), page);
        assertTrue(page.contains("data-label=\"Machine\"><span>node-b</span>"), page);
        assertTrue(page.contains("3 min ago"), page);
        assertTrue(page.contains("<span>on another machine</span>"), page);
        assertTrue(page.contains("0 with an invalid file, 2 on other machines"), page);
    }

    @Test
    void of_one_machine_nothing_of_that_shows() throws IOException {
        served.fleet.shared = false;
        String page = served.get("/").body();
        assertFalse(page.contains(">Machine<"), page);
        assertFalse(page.contains("2 on other machines"), page);
        assertFalse(served.get("/metrics").body().contains("sluice_bot_owner"));
    }

    @Test
    void the_page_of_a_bot_that_runs_elsewhere_says_where() throws IOException {
        assertTrue(served.get("/bots/beta/").body().contains("This bot runs on another machine: node-b."));
        assertTrue(served.get("/bots/gamma/").body().contains("No machine runs this bot at present."));
        assertEquals(200, served.get("/bots/beta/healthz").status());
        assertEquals("503 elsewhere", status("/bots/beta/readyz"));
        assertEquals(200, served.get("/healthz").status());
        assertEquals(200, served.get("/readyz").status());
        served.fleet.put("alpha", FleetView.State.ELSEWHERE, "node-b");
        assertEquals(200, served.get("/readyz").status(), "all of them run elsewhere");
    }

    @Test
    void what_cannot_be_kept_is_no_success() throws IOException {
        served.fleet.fails = true;
        assertEquals(
                "503 That could not be kept. Try again later. The reason: the store cannot be reached",
                served.post("/pause", "bot=alpha&paused=true").status() + " "
                        + served.post("/pause", "bot=alpha&paused=true").body().strip());
    }

    @Test
    void metrics_tell_who_runs_each_bot_and_for_how_long_nobody_does() throws IOException {
        served.fleet.figures = Optional.of(Stats.empty()
                .with("takeovers", 2)
                .with("fenced", 1)
                .with("nodes", 3)
                .with("own_figure", 7));
        Instant since = served.fleet.time.now().minus(Duration.ofMinutes(3));
        served.fleet.owners.put("held", new Ownership.Owner("held", "", since, true));
        // The answer comes in chunks, whose lengths stand between.
        String body = served.get("/metrics").body().replaceAll("(^|\r\n)[0-9a-f]+\r\n", "");
        for (String line : new String[] {
            "sluice_bot_owner_info{bot=\"beta\",node=\"node-b\"} 1",
            "sluice_bot_without_owner_seconds{bot=\"beta\"} 0.0",
            "sluice_bot_without_owner_seconds{bot=\"gamma\"} 180.0",
            "sluice_bot_without_owner_seconds{bot=\"held\"} 0.0",
            "sluice_bots{state=\"elsewhere\"} 2.0",
            "sluice_bot_up{bot=\"beta\"} 0.0",
            "sluice_healthy{bot=\"beta\"} 1.0",
            "sluice_ownership_takeovers_total 2.0",
            "sluice_ownership_fenced_writes_total 1.0",
            "sluice_ownership_nodes 3.0",
            "sluice_module_figure{figure=\"own_figure\",module=\"ownership\"} 7.0"
        }) {
            assertTrue(body.contains(line + "\n"), () -> line + " is not in\n" + body);
        }
        assertTrue(body.contains("sluice_bot_owner_since_timestamp_seconds{bot=\"alpha\"} "), body);
        assertFalse(body.contains("sluice_bot_owner_since_timestamp_seconds{bot=\"gamma\"}"), body);
        assertFalse(body.contains("sluice_bot_owner_info{bot=\"gamma\""), body);
    }

    private String status(String path) throws IOException {
        return served.get(path).status() + " " + served.get(path).body().strip();
    }
}
