package sluice.web.http;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is answered to one request, over the wire. */
class RequestsTest {

    /** The server ends the connection without a word. */
    private static final int CLOSED = 0;

    private Served served;

    @BeforeEach
    void serve() throws IOException {
        served = Served.open();
    }

    @AfterEach
    void end() {
        served.close();
    }

    @ParameterizedTest
    @CsvSource({
        "/echo?a=1&b=x%20y+z&a=2, 200",
        "/notes/12/media, 200",
        "/not-there, 404",
        "/notes, 404",
        "/echo/more, 404",
        "//echo, 404",
        "/notes//x, 400",
        "/notes/../echo, 400",
        "/notes/./x, 400",
        "/notes/%2e%2e/echo, 400",
        "/notes/%2E%2E%2Fetc/passwd, 400",
        "/notes/..%5c..%5cx, 400",
        "/notes/%00, 400",
        "/notes/%0d%0aX: y, 400",
        "/notes/%c0%ae%c0%ae/x, 400",
        "/notes/%zz, 400",
        "/notes/%, 400",
        "/notes/%u002e, 400",
        "/echo;x=1, 400",
        "echo, 404",
        "*, 404",
        "http://localhost/echo, 200",
        "http://elsewhere.example/echo, 421",
        "ftp://localhost/echo, 400",
        "http://, 400",
        "/echo?a=%ff, 400"
    })
    void a_path_is_plain_or_refused(String target, int status) throws IOException {
        Wire.Answer answer = served.ask("GET", target);
        assertEquals(status, answer.status(), answer::head);
    }

    @Test
    void the_address_is_decoded() throws IOException {
        assertAll(
                () -> assertEquals(
                        "/echo {b=x y z}",
                        served.ask("GET", "/echo?b=x%20y+z&b=2").body()),
                () -> assertEquals(
                        "rest 12/a b", served.ask("GET", "/notes/12/a%20b").body()));
    }

    @Test
    void what_is_too_long_is_refused() throws IOException {
        assertAll(
                () -> assertEquals(
                        200, served.ask("GET", "/echo?" + "a".repeat(4000)).status()),
                () -> assertEquals(
                        414, served.ask("GET", "/echo?" + "a".repeat(5000)).status()),
                () -> assertEquals(
                        200,
                        served.ask("GET", "/echo", "X: " + "a".repeat(15_000)).status()),
                () -> assertEquals(
                        CLOSED,
                        served.ask("GET", "/echo", "X: " + "a".repeat(17_000)).status()),
                () -> assertEquals(
                        CLOSED, served.ask("GET", "/echo", headers(150)).status()),
                () -> assertEquals(
                        CLOSED, served.ask("GET", "/" + "a".repeat(17_000)).status()),
                () -> assertEquals(
                        413, served.post("/echo", "a".repeat((128 << 10) + 1)).status()),
                () -> assertEquals(
                        200, served.post("/echo", "a".repeat(128 << 10)).status()));
    }

    private static String[] headers(int count) {
        return IntStream.range(0, count).mapToObj(i -> "X" + i + ": y").toArray(String[]::new);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT", "GETX"})
    void other_methods_are_named(String method) throws IOException {
        Wire.Answer answer = served.ask(method, "/echo");
        assertEquals(405, answer.status());
        assertEquals("GET, HEAD, POST", answer.header("Allow"));
    }

    @Test
    void a_page_that_is_only_read_takes_no_form() throws IOException {
        Wire.Answer answer = served.post("/stats", "a=1");
        assertEquals(405, answer.status());
        assertEquals("GET, HEAD", answer.header("Allow"));
    }

    @Test
    void head_is_get_without_the_body() throws IOException {
        Wire.Answer answer = served.ask("HEAD", "/stats");
        assertEquals(200, answer.status());
        assertEquals("8", answer.header("Content-Length"));
        assertEquals("", answer.body());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /stats\r\n\r\n",
                "GET /stats HTTP/1.1 x\r\nHost: localhost\r\n\r\n",
                "get /stats HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "GET /stats FTP/1.1\r\nHost: localhost\r\n\r\n",
                "GET /stats HTTP/1.1\r\nHost : localhost\r\n\r\n",
                "GET /stats HTTP/1.1\r\nHost: localhost\r\nno colon\r\n\r\n",
                "GET /stats HTTP/1.1\r\nHost: localhost\r\nX: a\u0000b\r\n\r\n",
                "GET /stats HTTP/1.1\r\nHost: localhost\r\nHost: elsewhere\r\n\r\n",
                "GET /stats HTTP/1.1\r\n\r\n",
                "POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n",
                "POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: +1\r\n\r\na",
                "POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\na",
                "POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
                "\u0016\u0003\u0001\u0002\r\n\r\n"
            })
    void what_is_no_http_is_told_so(String request) throws IOException {
        assertEquals(400, Wire.ask(served.port(), request).status());
    }

    @Test
    void other_kinds_of_bodies_and_versions_are_told_so() throws IOException {
        String start = "POST /echo HTTP/1.1\r\nHost: localhost\r\n";
        assertAll(
                () -> assertEquals(
                        411,
                        Wire.ask(served.port(), start + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n")
                                .status()),
                () -> assertEquals(
                        415,
                        Wire.ask(served.port(), start + "Content-Type: text/xml\r\nContent-Length: 2\r\n\r\nab")
                                .status()),
                () -> assertEquals(
                        505,
                        Wire.ask(served.port(), "GET /stats HTTP/2.0\r\n\r\n").status()),
                () -> assertEquals(
                        200,
                        Wire.ask(served.port(), "GET /stats HTTP/1.0\r\n\r\n").status()));
    }

    /** The server is lenient here, as the standard lets it be. What decides who may ask is not blurred by it. */
    @Test
    void what_is_read_leniently_opens_nothing() throws IOException {
        assertAll(
                () -> assertEquals(
                        404,
                        Wire.ask(served.port(), "GET  /stats HTTP/1.1\r\nHost: localhost\r\n\r\n")
                                .status()),
                () -> assertEquals(
                        421,
                        Wire.ask(served.port(), "GET /stats HTTP/1.1\r\nHost: localhost\r\n folded\r\n\r\n")
                                .status()),
                () -> assertEquals(
                        400,
                        Wire.ask(served.port(), "GET /stats HTTP/1.1\nHost: localhost\nHost: elsewhere\n\n\r\n\r\n")
                                .status()),
                () -> assertEquals(
                        400,
                        Wire.ask(served.port(), "GET /stats HTTP/1.1\r\nHost: localhost\r\nX: a\nHost: b\r\n\r\n")
                                .status()));
    }

    @Test
    void a_form_is_read_and_waited_for() throws IOException {
        try (Wire wire = new Wire(served.port())) {
            wire.send("""
                    POST /echo HTTP/1.1\r
                    Host: localhost\r
                    Expect: 100-continue\r
                    Connection: close\r
                    Content-Type: application/x-www-form-urlencoded\r
                    Content-Length: 9\r
                    \r
                    """);
            assertEquals(100, wire.answer(true).status());
            wire.send("a=1&b=%3C");
            assertEquals("form {a=1, b=<}", sorted(wire.answer(false).body()));
        }
    }

    private static String sorted(String form) {
        return form.replace("{b=<, a=1}", "{a=1, b=<}");
    }

    @Test
    void several_requests_go_over_one_connection() throws IOException {
        try (Wire wire = new Wire(served.port())) {
            String request = "GET /stats HTTP/1.1\r\nHost: localhost\r\n\r\n";
            wire.send(request + request);
            assertEquals("figures\n", wire.answer(false).body());
            assertEquals("figures\n", wire.answer(false).body());
            wire.send(request);
            assertEquals("figures\n", wire.answer(false).body());
        }
    }

    @Test
    void what_is_made_while_it_is_sent_comes_in_chunks() throws IOException {
        Wire.Answer answer = served.ask("GET", "/stream");
        assertEquals("chunked", answer.header("Transfer-Encoding"));
        assertEquals("attachment; filename*=UTF-8''a%20b.txt", answer.header("Content-Disposition"));
        assertTrue(answer.body().endsWith("\r\n0\r\n\r\n"), "the end is marked");
    }

    @Test
    void a_page_that_fails_says_nothing_of_why() throws IOException {
        Wire.Answer answer = served.ask("GET", "/broken");
        assertEquals(500, answer.status());
        assertFalse((answer.head() + answer.body()).contains("secret"), answer::body);
    }

    @Test
    void pages_do_not_see_what_proves_who_asks() throws IOException {
        String seen = served.ask("GET", "/headers", "Authorization: Bearer x", "Cookie: y=z", "X-Mine: here")
                .body();
        assertTrue(seen.contains("x-mine=here"), seen);
        assertFalse(seen.contains("Bearer") || seen.contains("y=z"), seen);
    }

    @Test
    void files_of_the_program_are_kept_by_the_browser_until_they_change() throws IOException {
        Wire.Answer first = served.ask("GET", "/page.css");
        assertEquals("text/css; charset=utf-8", first.header("Content-Type"));
        assertEquals(
                304,
                served.ask("GET", "/page.css", "If-None-Match: " + first.header("ETag"))
                        .status());
    }

    @Test
    void every_answer_carries_what_protects_it() throws IOException {
        for (Wire.Answer answer : new Wire.Answer[] {
            served.ask("GET", "/"),
            served.ask("GET", "/stats"),
            served.ask("GET", "/nothing"),
            served.ask("GET", "/a//b")
        }) {
            assertAll(
                    () -> assertEquals("nosniff", answer.header("X-Content-Type-Options")),
                    () -> assertEquals("same-origin", answer.header("Referrer-Policy")),
                    () -> assertEquals("same-origin", answer.header("Cross-Origin-Opener-Policy")),
                    () -> assertEquals("same-origin", answer.header("Cross-Origin-Resource-Policy")),
                    () -> assertEquals("no-store", answer.header("Cache-Control")),
                    () -> assertTrue(answer.header("Content-Security-Policy").startsWith("default-src 'none'")));
        }
        String page = served.ask("GET", "/").header("Content-Security-Policy");
        assertFalse(page.contains("unsafe"), page);
    }
}
