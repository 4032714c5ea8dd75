package sluice.web;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static sluice.web.ServedFleet.ALL;
import static sluice.web.ServedFleet.ALPHA;
import static sluice.web.ServedFleet.BETA;
import static sluice.web.ServedFleet.bearer;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sluice.web.http.Wire;

/** Who may see and do what, where several bots have tokens of their own. */
class BotAccessTest {

    private static final String HTML = "Accept: text/html";

    @TempDir
    Path dir;

    /** What each of these gets: nobody, the token of alpha, the token for all. */
    @ParameterizedTest
    @CsvSource({
        "GET, /, 401, 303, 200",
        "GET, /bots.json, 401, 403, 200",
        "GET, /metrics, 401, 403, 200",
        "POST, /pause, 401, 403, 303",
        "GET, /not-there, 401, 403, 404",
        "GET, /bots/alpha, 401, 303, 303",
        "GET, /bots/alpha/, 401, 200, 200",
        "GET, /bots/alpha/dashboard.json, 401, 200, 200",
        "GET, /bots/alpha/metrics, 401, 200, 200",
        "GET, /bots/alpha/stats, 401, 200, 200",
        "GET, /bots/alpha/healthz, 401, 200, 200",
        "GET, /bots/alpha/page.css, 401, 404, 404",
        "POST, /bots/alpha/dead-letters/retry, 401, 303, 303",
        "GET, /bots/beta, 401, 404, 303",
        "GET, /bots/beta/, 401, 404, 200",
        "GET, /bots/beta/dashboard.json, 401, 404, 200",
        "GET, /bots/beta/metrics, 401, 404, 200",
        "GET, /bots/beta/healthz, 401, 404, 200",
        "GET, /bots/beta/dashboard.css, 401, 404, 200",
        "POST, /bots/beta/dead-letters/retry, 401, 404, 303",
        "GET, /bots/gamma/, 401, 404, 200",
        "GET, /bots/delta/, 401, 404, 404",
        "GET, /healthz, 200, 200, 200",
        "GET, /page.css, 200, 200, 200"
    })
    void each_door_opens_to_its_token(String method, String path, int nobody, int own, int all) throws IOException {
        try (ServedFleet served = ServedFleet.withTokens(dir)) {
            String alpha = served.login(ALPHA);
            String operator = served.login(ALL);
            assertAll(
                    () -> assertEquals(nobody, status(served, method, path)),
                    () -> assertEquals(own, status(served, method, path, bearer(ALPHA))),
                    () -> assertEquals(own, status(served, method, path, alpha), "with a session"),
                    () -> assertEquals(all, status(served, method, path, bearer(ALL))),
                    () -> assertEquals(all, status(served, method, path, operator), "with a session"));
            // Only those who may have asked for it.
            assertEquals(path.equals("/pause") ? 2 : 0, served.fleet.asked.size());
        }
    }

    private static int status(ServedFleet served, String method, String path, String... headers) throws IOException {
        return (method.equals("GET")
                        ? served.get(path, headers)
                        : served.post(path, "bot=alpha&paused=true&all=yes", headers))
                .status();
    }

    @Test
    void who_has_the_token_of_a_bot_comes_to_it_and_sees_nothing_of_the_others() throws IOException {
        try (ServedFleet served = ServedFleet.withTokens(dir)) {
            String session = served.login(ALPHA);
            assertEquals("/bots/alpha/", served.get("/", session).header("Location"));
            for (String path :
                    List.of("/", "/notes", "/messages", "/dashboard.json", "/stats", "/modules", "/metrics")) {
                String page = served.get("/bots/alpha" + path, session).body();
                assertFalse(page.contains("beta") || page.contains("gamma"), page);
                assertFalse(page.contains("href=\"/\">All bots"), "no link to what is closed");
            }
            for (String path : List.of("/", "/bots.json", "/metrics", "/healthz", "/readyz", "/bots/beta/")) {
                Wire.Answer answer = served.get(path, session);
                assertFalse((answer.head() + answer.body()).contains("beta"), answer::body);
            }
            assertTrue(served.get("/bots/alpha/", bearer(ALL)).body().contains("href=\"/\">All bots"));
        }
    }

    @Test
    void a_stranger_cannot_find_out_which_bots_there_are() throws IOException {
        try (ServedFleet served = ServedFleet.withTokens(dir)) {
            assertEquals(
                    served.get("/bots/alpha/").head(),
                    served.get("/bots/delta/").head());
            assertEquals(
                    "/login?next=%2Fbots%2Fdelta%2F",
                    served.get("/bots/delta/", HTML).header("Location"));
            assertEquals(
                    served.get("/bots/beta/", bearer(ALPHA)).body(),
                    served.get("/bots/delta/", bearer(ALPHA)).body());
        }
    }

    @Test
    void a_session_ends_when_the_token_it_began_with_is_taken_or_changed() throws IOException {
        try (ServedFleet served = ServedFleet.withTokens(dir)) {
            String alpha = served.login(ALPHA);
            String beta = served.login(BETA);
            served.fleet.guard("alpha", Optional.empty());
            served.fleet.guard("beta", Optional.of("another-token"));
            assertAll(
                    () -> assertEquals(401, served.get("/bots/alpha/", alpha).status()),
                    () -> assertEquals(401, served.get("/", alpha).status()),
                    () -> assertEquals(401, served.get("/bots/beta/", beta).status()),
                    () -> assertEquals(
                            401, served.get("/bots/beta/", bearer(BETA)).status()),
                    () -> assertEquals(
                            200,
                            served.get("/bots/beta/", bearer("another-token")).status()));
        }
    }

    @Test
    void sessions_of_one_token_do_not_end_those_of_another() throws IOException {
        try (ServedFleet served = ServedFleet.withTokens(dir)) {
            String operator = served.login(ALL);
            String first = served.login(ALPHA);
            for (int i = 0; i < 32; i++) {
                served.login(ALPHA);
            }
            assertEquals(200, served.get("/bots.json", operator).status());
            assertEquals(401, served.get("/bots/alpha/", first).status());
        }
    }

    @Test
    void wrong_tokens_are_counted_and_those_of_other_bots_are_not_wrong() throws IOException {
        try (ServedFleet served = ServedFleet.withTokens(dir)) {
            for (int i = 0; i < 10; i++) {
                assertEquals(404, served.get("/bots/beta/", bearer(ALPHA)).status());
            }
            for (int i = 0; i < 5; i++) {
                assertEquals(401, served.get("/bots/beta/", bearer("wrong")).status());
            }
            assertEquals(429, served.get("/bots/beta/", bearer(BETA)).status());
            assertEquals(429, served.get("/", bearer(ALL)).status());
        }
    }

    @Test
    void without_any_token_everybody_on_this_machine_sees_all() throws IOException {
        try (ServedFleet served = ServedFleet.open(dir)) {
            assertEquals(200, served.get("/").status());
            assertEquals(200, served.get("/bots/alpha/").status());
            assertTrue(served.get("/bots/alpha/").body().contains("href=\"/\">All bots"));
        }
    }

    /** Whoever gives a bot a token lets others in: then nothing may be open to whoever comes. */
    @Test
    void with_tokens_of_bots_only_nothing_is_open_to_those_who_have_none() throws IOException {
        try (ServedFleet served = ServedFleet.withTokensOfBots(dir)) {
            for (String path : List.of("/", "/bots.json", "/metrics", "/bots/alpha/", "/bots/gamma/")) {
                assertEquals(401, served.get(path).status(), path);
            }
            assertEquals(200, served.get("/bots/alpha/", bearer(ALPHA)).status());
            assertEquals(404, served.get("/bots/gamma/", bearer(ALPHA)).status());
            assertEquals(200, served.get("/bots/beta/", served.login(BETA)).status());
        }
    }

    @Test
    void what_a_token_has_guarded_stays_closed_when_it_is_gone() throws IOException {
        try (ServedFleet served = ServedFleet.open(dir)) {
            assertEquals(200, served.get("/").status());
            served.fleet.guard("alpha", Optional.of(ALPHA));
            assertEquals(401, served.get("/").status());
            served.fleet.guard("alpha", Optional.empty());
            assertEquals(401, served.get("/").status());
        }
    }
}
