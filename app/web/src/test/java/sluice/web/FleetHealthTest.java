package sluice.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static sluice.web.ServedFleet.ALL;
import static sluice.web.ServedFleet.ALPHA;
import static sluice.web.ServedFleet.bearer;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sluice.control.part.FleetView;
import sluice.web.http.Wire;

/** What programs hear of the health of several bots. */
class FleetHealthTest {

    @TempDir
    Path dir;

    private ServedFleet served;

    @BeforeEach
    void serve() throws IOException {
        served = ServedFleet.withTokens(dir);
    }

    @AfterEach
    void end() {
        served.close();
    }

    private void expect(String path, String token, String answer) throws IOException {
        Wire.Answer given = token.isEmpty() ? served.get(path) : served.get(path, bearer(token));
        assertEquals(answer, given.status() + " " + given.body().strip());
    }

    @Test
    void all_is_well_while_each_bot_is_or_is_paused() throws IOException {
        served.fleet.put("gamma", FleetView.State.PAUSED, "");
        expect("/healthz", "", "200 ok");
        expect("/livez", "", "200 ok");
        expect("/readyz", "", "200 ok");
        expect("/bots/gamma/healthz", ALL, "200 ok");
        expect("/bots/gamma/readyz", ALL, "503 paused");
    }

    @Test
    void each_bot_with_a_problem_has_a_line_for_those_who_may_see_it() throws IOException {
        served.fleet.running("alpha").health().pollFailed("no route");
        served.fleet.put("beta", FleetView.State.FAILED, "the token is rejected");
        served.fleet.put("gamma", FleetView.State.INVALID, "gamma.yaml:1: bad\ngamma.yaml:2: worse");
        String lines = "503 alpha: polling: no route\nbeta: failed: the token is rejected\n"
                + "gamma: invalid: gamma.yaml:1: bad; gamma.yaml:2: worse";
        expect("/healthz", ALL, lines);
        expect("/healthz", "", "503 bots: 3 of 3 have problems");
        expect("/healthz", ALPHA, "503 bots: 3 of 3 have problems");
        expect("/bots/alpha/healthz", ALPHA, "503 polling: no route");
        expect("/bots/beta/healthz", ALL, "503 failed: the token is rejected");
    }

    @Test
    void a_bot_that_fails_does_not_ask_for_a_restart_of_the_process() throws IOException {
        for (String bot : List.of("alpha", "beta", "gamma")) {
            served.fleet.put(bot, FleetView.State.FAILED, "the store fails");
        }
        expect("/livez", "", "200 ok");
        expect("/bots/alpha/livez", ALL, "200 ok");
        served.fleet.problems.add("the timer has ended");
        expect("/livez", ALL, "503 the timer has ended");
        expect("/livez", ALPHA, "503 process");
        expect("/livez", "", "503 process");
        expect("/healthz", "", "503 process\nbots: 3 of 3 have problems");
    }

    @Test
    void the_process_is_ready_when_one_of_the_bots_that_should_run_is() throws IOException {
        served.fleet.running("alpha").health().pollFailed("no route");
        served.fleet.put("beta", FleetView.State.FAILED, "the store fails");
        expect("/readyz", "", "200 ok");
        served.fleet.put("gamma", FleetView.State.PAUSED, "");
        expect("/readyz", "", "503 bots: none of 2 is ready");
        served.fleet.put("alpha", FleetView.State.PAUSED, "");
        served.fleet.put("beta", FleetView.State.PAUSED, "");
        expect("/readyz", "", "200 ok");
        served.fleet.problems.add("the database cannot be reached");
        expect("/readyz", "", "503 process");
    }

    @Test
    void a_bot_whose_start_has_not_ended_is_not_well_yet() throws IOException {
        served.fleet.put("alpha", FleetView.State.STARTING, "");
        expect("/healthz", ALL, "503 alpha: starting: its start has not ended");
        expect("/bots/alpha/readyz", ALL, "503 starting: its start has not ended");
    }
}
