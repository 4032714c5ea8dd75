package sluice.web.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URLEncoder;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who may see and do what, where a token is needed. */
class AccessTest {

    private static final String BEARER = "Authorization: Bearer " + Served.TOKEN;
    private static final String WRONG = "Authorization: Bearer wrong";
    private static final String LOGIN = "token=" + Served.TOKEN;

    private Served served;

    @BeforeEach
    void serve() throws IOException {
        served = Served.withToken();
    }

    @AfterEach
    void end() {
        served.close();
    }

    @Test
    void a_program_needs_the_token() throws IOException {
        Wire.Answer without = served.ask("GET", "/stats");
        assertAll(
                () -> assertEquals(401, without.status()),
                () -> assertEquals("Bearer", without.header("WWW-Authenticate")),
                () -> assertEquals(401, served.ask("GET", "/not-there").status()),
                () -> assertEquals(401, served.ask("GET", "/stats", WRONG).status()),
                () -> assertEquals(
                        401, served.ask("GET", "/stats?token=" + Served.TOKEN).status()),
                () -> assertEquals(200, served.ask("GET", "/stats", BEARER).status()),
                () -> assertEquals(200, served.post("/echo", "a=1", BEARER).status()));
    }

    @Test
    void a_person_is_led_to_the_login_and_back() throws IOException {
        Wire.Answer stranger = served.ask("GET", "/notes/?q=a%20b", "Accept: text/html,*/*");
        assertEquals(303, stranger.status());
        assertEquals("/login?next=%2Fnotes%2F%3Fq%3Da%2520b", stranger.header("Location"));
        Wire.Answer form = served.ask("GET", stranger.header("Location"));
        assertEquals(200, form.status());
        assertTrue(form.body().contains("value=\"/notes/?q=a%20b\""), form::body);
        Wire.Answer done = served.post("/login", LOGIN + "&next=%2Fnotes%2F%3Fq%3Da%2520b");
        assertEquals(303, done.status());
        assertEquals("/notes/?q=a%20b", done.header("Location"));
        assertEquals(200, served.ask("GET", "/notes/?q=a%20b", cookie(done)).status());
    }

    @Test
    void a_cookie_is_for_this_server_and_no_script() throws IOException {
        String set = login().header("Set-Cookie");
        assertTrue(
                set.matches("sluice_session_\\d+=[\\w-]{43}; Path=/; Max-Age=604800; HttpOnly; SameSite=Strict"), set);
        String safe = served.post("/login", LOGIN, "X-Forwarded-Proto: https").header("Set-Cookie");
        assertTrue(safe.endsWith("; Secure"), safe);
    }

    @ParameterizedTest
    @CsvSource({
        "https://evil.example/, /",
        "//evil.example/, /",
        "/\\evil.example/, /",
        "/%5cevil.example/, /",
        "http:/notes, /",
        "/notes?a=1, /notes?a=1"
    })
    void the_way_back_is_on_this_server(String next, String where) throws IOException {
        String form = LOGIN + "&next=" + URLEncoder.encode(next, UTF_8);
        assertEquals(where, served.post("/login", form).header("Location"));
    }

    @Test
    void a_session_ends_when_it_is_unused_for_long() throws IOException {
        String cookie = cookie(login());
        served.time.pass(Sessions.IDLE.minusSeconds(1));
        assertEquals(200, served.ask("GET", "/stats", cookie).status());
        served.time.pass(Sessions.IDLE.minusSeconds(1));
        assertEquals(200, served.ask("GET", "/stats", cookie).status());
        served.time.pass(Sessions.IDLE);
        assertEquals(401, served.ask("GET", "/stats", cookie).status());
    }

    @Test
    void a_session_ends_after_a_week_even_when_it_is_used() throws IOException {
        String cookie = cookie(login());
        for (Duration passed = Duration.ZERO; passed.compareTo(Sessions.LONGEST) < 0; passed = passed.plusHours(6)) {
            assertEquals(200, served.ask("GET", "/stats", cookie).status());
            served.time.pass(Duration.ofHours(6));
        }
        assertEquals(401, served.ask("GET", "/stats", cookie).status());
    }

    @Test
    void there_are_so_many_sessions_and_the_least_used_goes() throws IOException {
        String first = cookie(login());
        String second = cookie(login());
        for (int i = 2; i < Sessions.MOST; i++) {
            login();
        }
        assertEquals(200, served.ask("GET", "/stats", first).status());
        login();
        assertAll(
                () -> assertEquals(200, served.ask("GET", "/stats", first).status()),
                () -> assertEquals(401, served.ask("GET", "/stats", second).status()));
    }

    @Test
    void one_can_log_out() throws IOException {
        String cookie = cookie(login());
        assertTrue(served.ask("GET", "/", cookie).body().contains("Log out"), "the way out is shown");
        assertEquals(
                403,
                served.post("/logout", "a=1", cookie, "Sec-Fetch-Site: cross-site")
                        .status());
        Wire.Answer out = served.post("/logout", "a=1", cookie, "Sec-Fetch-Site: same-origin");
        assertEquals("/login", out.header("Location"));
        assertTrue(out.header("Set-Cookie").contains("Max-Age=0"), out::head);
        assertEquals(401, served.ask("GET", "/stats", cookie).status());
    }

    @Test
    void after_five_wrong_tokens_even_the_right_one_has_to_wait() throws IOException {
        String session = cookie(login());
        for (int i = 0; i < 3; i++) {
            assertEquals(401, served.ask("GET", "/stats", WRONG).status());
        }
        for (int i = 0; i < 2; i++) {
            assertEquals(401, served.post("/login", "token=wrong").status());
        }
        Wire.Answer refused = served.ask("GET", "/stats", BEARER);
        assertAll(
                () -> assertEquals(429, refused.status()),
                () -> assertEquals("60", refused.header("Retry-After")),
                () -> assertEquals(429, served.post("/login", LOGIN).status()),
                () -> assertEquals(200, served.ask("GET", "/stats", session).status()));
        served.time.pass(Duration.ofSeconds(60));
        assertEquals(200, served.ask("GET", "/stats", BEARER).status());
    }

    @ParameterizedTest
    @CsvSource({
        "Sec-Fetch-Site: same-origin, '', 200",
        "Sec-Fetch-Site: cross-site, '', 403",
        "Sec-Fetch-Site: same-site, '', 403",
        "Sec-Fetch-Site: none, '', 403",
        "Sec-Fetch-Site: cross-site, Origin: http://HOST, 403",
        "Sec-Fetch-Site: same-origin, Origin: null, 200",
        "'', Origin: http://HOST, 200",
        "'', Origin: https://HOST, 200",
        "'', Origin: http://HOST.evil.example, 403",
        "'', Origin: null, 403",
        "'', '', 403"
    })
    void changes_come_from_our_own_pages(String site, String origin, int status) throws IOException {
        String cookie = cookie(login());
        String named = origin.replace("HOST", "localhost:" + served.port());
        String[] headers = Stream.of(cookie, site, named)
                .filter(header -> !header.isEmpty())
                .toArray(String[]::new);
        assertEquals(status, served.post("/echo", "a=1", headers).status());
    }

    @Test
    void what_the_page_needs_to_look_right_is_open() throws IOException {
        assertAll(
                () -> assertEquals(200, served.ask("GET", "/page.css").status()),
                () -> assertEquals(200, served.ask("GET", "/icon.svg").status()),
                () -> assertEquals(
                        200, served.ask("GET", "/login", "Host: bot.example").status()));
    }

    @Test
    void a_stranger_may_not_send_much() throws IOException {
        assertEquals(413, served.post("/login", "token=" + "a".repeat(5000)).status());
    }

    @Test
    void the_token_is_in_no_answer() throws IOException {
        for (Wire.Answer answer : new Wire.Answer[] {
            served.ask("GET", "/headers", BEARER),
            served.ask("GET", "/not-there", BEARER),
            login(),
            served.post("/login", "token=" + Served.TOKEN + "x")
        }) {
            assertFalse((answer.head() + answer.body()).contains(Served.TOKEN), answer::body);
        }
    }

    private Wire.Answer login() throws IOException {
        Wire.Answer answer = served.post("/login", LOGIN);
        assertEquals(303, answer.status());
        return answer;
    }

    private static String cookie(Wire.Answer login) {
        return "Cookie: other=1; " + login.header("Set-Cookie").split(";", 2)[0];
    }
}
