package sluice.web.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Requests put together at random from what is right, what is almost right, and noise: always the same ones. */
class FuzzTest {

    private static final int REQUESTS = 4000;
    private static final long SEED = 20260101;

    private static final List<String> METHODS =
            List.of("GET", "HEAD", "POST", "PUT", "get", "", "G E T", "GET\u0000", "A".repeat(40));
    private static final List<String> TARGETS = List.of(
            "/",
            "/stats",
            "/echo?a=%41",
            "/notes/../x",
            "/%",
            "//",
            "/%c0%af",
            "?",
            "*",
            "http://localhost/",
            "/login?next=//x",
            "/login",
            "/logout",
            "\u00ff",
            "/" + "a".repeat(6000),
            "/echo?" + "&=".repeat(500),
            "http://[",
            "/%00");
    private static final List<String> VERSIONS =
            List.of("HTTP/1.1", "HTTP/1.0", "HTTP/9", "", "http/1.1", "HTTP/1.1 x");
    private static final List<String> HEADERS = List.of(
            "Host: localhost",
            "Host:",
            "Host: [",
            "Host: a b",
            "Content-Length: 5",
            "Content-Length: 99999999999999999999",
            "Content-Length: +1",
            "Transfer-Encoding: chunked",
            "Expect: 100-continue",
            "Cookie: =;;=x; sluice_session_1=",
            "Cookie: ;",
            "Authorization: Bearer",
            "Authorization: Bearer \u00e9",
            "Authorization: Basic eA==",
            "Accept: text/html",
            "Origin: null",
            "Origin: ://",
            "Sec-Fetch-Site: same-origin",
            "X: " + "y".repeat(20_000),
            ": x",
            "X",
            " X: y",
            "X: \u0001",
            "Content-Type: application/x-www-form-urlencoded",
            "If-None-Match: \"",
            "Connection: close",
            "Connection: keep-alive, x");
    private static final List<String> BODIES =
            List.of("", "a=1", "token=%", "token=x&next=%00", "%%%", "\u0000\u00ff", "a".repeat(70_000));
    private static final Set<Integer> CLEAR =
            Set.of(0, 100, 200, 303, 304, 400, 401, 403, 404, 405, 408, 411, 413, 414, 415, 421, 429, 501, 505);

    /** All that the JDK's server says of some broken requests; it is its own text, not what was thrown. */
    private static final Pattern NAMED = Pattern.compile("(URISyntax|NumberFormat)Exception thrown$");

    private final Random random = new Random(SEED);

    @Test
    void nothing_that_is_sent_is_answered_with_a_fault_of_ours() throws IOException {
        TreeSet<Integer> seen = new TreeSet<>();
        try (Served open = Served.open(32);
                Served guarded = Served.withToken()) {
            for (int i = 0; i < REQUESTS; i++) {
                String request = request();
                Wire.Answer answer = ask(i % 2 == 0 ? open : guarded, request);
                seen.add(answer.status());
                assertTrue(CLEAR.contains(answer.status()), () -> answer.head() + " to " + request);
                String text = answer.head() + answer.body();
                assertFalse(
                        NAMED.matcher(text).replaceFirst("").contains("Exception")
                                || text.contains("\tat ")
                                || text.contains(Served.TOKEN),
                        text);
                guarded.time.pass(Duration.ofSeconds(20));
            }
            assertEquals(200, open.ask("GET", "/stats").status());
        }
        assertTrue(seen.containsAll(Set.of(200, 303, 400, 401, 403, 404, 405, 414, 421, 501, 505)), seen::toString);
    }

    /** Says that no more comes, so that the server need not wait for what is missing. */
    private static Wire.Answer ask(Served served, String request) throws IOException {
        try (Wire wire = new Wire(served.port())) {
            wire.send(request);
            wire.finish();
            return wire.answer(request.startsWith("HEAD"));
        }
    }

    private String request() {
        StringBuilder request = new StringBuilder();
        request.append(one(METHODS))
                .append(' ')
                .append(one(TARGETS))
                .append(' ')
                .append(one(VERSIONS))
                .append("\r\n");
        if (random.nextInt(4) > 0) {
            request.append("Host: localhost\r\n");
        }
        for (int i = random.nextInt(5); i > 0; i--) {
            request.append(one(HEADERS)).append(random.nextInt(20) == 0 ? "\n" : "\r\n");
        }
        request.append("\r\n").append(one(BODIES));
        for (int i = random.nextInt(3) == 0 ? random.nextInt(4) : 0; i > 0; i--) {
            request.setCharAt(random.nextInt(request.length()), (char) random.nextInt(256));
        }
        return request.toString();
    }

    /** One of them, the first ones more often. */
    private String one(List<String> texts) {
        return texts.get(random.nextInt(1 + random.nextInt(texts.size())));
    }
}
