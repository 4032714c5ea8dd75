package sluice.telegram;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.ServerSocket;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import sluice.base.log.Secret;
import sluice.base.log.Secrets;
import sluice.telegram.model.PollAnswer;
import sluice.telegram.model.Screen;
import sluice.telegram.model.Target;

/**
 * What each end of a call is taken for, and that its request reaches the server once: a send that may have worked is never repeated
 * below, and one that cannot have worked is not taken for one that may.
 */
@Timeout(60)
class CallOutcomesTest {

    private static final String OK = "HTTP/1.1 200 OK\r\n";

    private final HandTimeline timeline = new HandTimeline();

    /** A server that counts whole requests, and what it does with each. */
    private static String outcome(RawServer.Handler handler) throws IOException {
        try (RawServer server = new RawServer(handler);
                BotApi api = TelegramFixture.api(server.uri(), new HandTimeline())) {
            String outcome = TelegramFixture.copy(api, 1);
            assertEquals(1, server.requests.size(), "one request, whatever comes of it");
            return outcome;
        }
    }

    private static RawServer.Handler says(String said) {
        return exchange -> {
            exchange.say(said);
            exchange.socket().shutdownOutput();
        };
    }

    private static String status(String status, String headers, String body) {
        return "HTTP/1.1 " + status + "\r\n" + headers + "Content-Length: " + body.length() + "\r\n\r\n" + body;
    }

    private static String refused(int code, String description, String more) {
        return status(
                code + " Refused",
                "",
                "{\"ok\":false,\"error_code\":%d,\"description\":\"%s\"%s}".formatted(code, description, more));
    }

    static Stream<Arguments> answers() {
        return Stream.of(
                Arguments.of("sent [7]", RawServer.ok("{\"ok\":true,\"result\":{\"message_id\":7}}")),
                Arguments.of(
                        "sent [7]",
                        RawServer.ok(
                                "{\"ok\":true,\"result\":{\"message_id\":7,\"text\":{\"x\":[]},\"date\":\"today\"}}")),
                Arguments.of("sent []", RawServer.ok("{\"ok\":true,\"result\":{\"message_id\":\"odd\"}}")),
                Arguments.of("sent []", RawServer.ok("{\"ok\":true}")),
                Arguments.of("sent []", RawServer.ok("{\"ok\":true,\"result\":[[{}]]}")),
                Arguments.of("unknown", RawServer.ok("{\"ok\":false,\"error_code\":500,\"description\":\"Internal\"}")),
                Arguments.of("unknown", RawServer.ok("{\"ok\":false,\"error_code\":429}")),
                Arguments.of(
                        "unknown",
                        RawServer.ok("{\"ok\":false,\"error_code\":400,\"description\":\"chat not found\"}")),
                Arguments.of("unknown", RawServer.ok("{}")),
                Arguments.of("unknown", RawServer.ok("")),
                Arguments.of("unknown", RawServer.ok("<html>login</html>")),
                Arguments.of("unknown", RawServer.ok("{\"ok\":true,\"result\":{\"message_id\":7}")),
                Arguments.of("unknown", RawServer.ok("{\"ok\":true,\"result\":{\"message_id\":7}} {}")),
                Arguments.of("unknown", OK + "Content-Length: 500\r\n\r\n{\"ok\":true"),
                Arguments.of("unknown", OK + "Transfer-Encoding: chunked\r\n\r\n5\r\n{\"ok\"\r\n"),
                Arguments.of("unknown", OK + "\r\n" + " ".repeat(AnswerReader.MOST_BYTES + 1)),
                Arguments.of("unknown", ""),
                Arguments.of("unknown", "HTTP/1.1 20"),
                Arguments.of("try again", status("502 Bad Gateway", "", "<html>502</html>")),
                Arguments.of("try again", status("503 Unavailable", "Retry-After: 0\r\n", "")),
                Arguments.of("try again", status("408 Request Timeout", "", "")),
                Arguments.of("try again", status("302 Found", "Location: /elsewhere\r\n", "")),
                Arguments.of("try again", refused(500, "Internal", "")),
                Arguments.of("try again", refused(409, "Conflict", "")),
                Arguments.of("wait 7", refused(429, "Too Many Requests: retry after 7", "")),
                Arguments.of("wait 9", refused(429, "Too Many", ",\"parameters\":{\"retry_after\":9}")),
                Arguments.of("wait 5", status("429 Too Many", "Retry-After: 5\r\n", "<html>slow down</html>")),
                Arguments.of(
                        "moved to -1005", refused(400, "upgraded", ",\"parameters\":{\"migrate_to_chat_id\":-1005}")),
                Arguments.of("chat unusable", refused(403, "Forbidden: bot was blocked by the user", "")),
                Arguments.of("message unusable", refused(400, "Bad Request: message to copy not found", "")));
    }

    @ParameterizedTest
    @MethodSource("answers")
    void an_answer_is_taken_for_what_it_is(String expected, String said) throws IOException {
        assertEquals(expected, outcome(says(said)));
    }

    static Stream<Arguments> blames() {
        return Stream.of(
                Arguments.of("chat unusable", RawServer.ok("{\"ok\":true,\"result\":{\"id\":-200}}")),
                Arguments.of("source unreadable", refused(400, "Bad Request: chat not found", "")),
                Arguments.of("source unreadable", refused(403, "Forbidden: bot was kicked from the channel chat", "")),
                Arguments.of("wait 7", refused(429, "Too Many Requests: retry after 7", "")),
                Arguments.of("try again", status("502 Bad Gateway", "", "<html>502</html>")),
                Arguments.of("try again", ""));
    }

    @ParameterizedTest
    @MethodSource("blames")
    void a_chat_is_held_responsible_once_it_is_known_that_it_is_not_the_source(String expected, String getChat)
            throws IOException {
        try (RawServer server = new RawServer(exchange -> {
                    if (exchange.head().contains("/getChat")) {
                        says(getChat).handle(exchange);
                    } else {
                        exchange.say(refused(403, "Forbidden: bot was kicked from the channel chat", ""));
                    }
                });
                BotApi api = TelegramFixture.api(server.uri(), timeline)) {
            assertEquals(expected, TelegramFixture.copy(api, 1));
        }
    }

    @Test
    void a_server_that_closes_each_connection_costs_one_unknown_outcome() throws IOException {
        try (RawServer server = new RawServer(exchange -> {
                    if (exchange.number() == 1) {
                        exchange.say(sent(exchange));
                    }
                    exchange.close();
                });
                BotApi api = TelegramFixture.api(server.uri(), timeline)) {
            List<String> outcomes = Stream.iterate(1, number -> number + 1)
                    .limit(10)
                    .map(number -> TelegramFixture.copy(api, number))
                    .toList();
            long unknown = outcomes.stream()
                    .filter(outcome -> outcome.equals("unknown"))
                    .count();
            assertTrue(unknown <= 1, outcomes::toString);
        }
    }

    @Test
    void a_connection_that_ends_after_the_request_leaves_the_outcome_unknown() throws IOException {
        assertEquals("unknown", outcome(RawServer.Exchange::close));
        assertEquals("unknown", outcome(RawServer.Exchange::reset));
    }

    @Test
    void a_request_that_did_not_reach_the_server_may_be_tried_again() throws IOException {
        int nobody;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nobody = free.getLocalPort();
        }
        try (BotApi api = TelegramFixture.api(URI.create("http://127.0.0.1:" + nobody), timeline)) {
            assertEquals("try again", TelegramFixture.copy(api, 1));
        }
        try (BotApi api = TelegramFixture.api(URI.create("http://nobody.invalid"), timeline)) {
            assertEquals("try again", TelegramFixture.copy(api, 1));
        }
    }

    /** A server that resets the connection while 4 MB are on their way never had the whole request. */
    @Test
    void a_reset_within_a_large_body_may_be_tried_again() throws IOException {
        try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                BotApi api = TelegramFixture.api(URI.create("http://127.0.0.1:" + listener.getLocalPort()), timeline)) {
            CompletableFuture<String> sent = CompletableFuture.supplyAsync(
                    () -> TelegramFixture.text(api.chat().picture(1, new byte[4 << 20], Screen.of("large"))));
            try (var socket = listener.accept()) {
                socket.getInputStream().readNBytes(10_000);
                socket.setSoLinger(true, 0);
            }
            assertEquals("try again", sent.join());
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_kept_connection_that_the_server_ended_meanwhile_is_replaced(boolean reset) throws IOException {
        CountDownLatch answered = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(1);
        try (RawServer server = new RawServer(exchange -> {
                    exchange.say(sent(exchange));
                    if (exchange.connection() == 1) {
                        await(answered);
                        if (reset) {
                            exchange.reset();
                        } else {
                            exchange.close();
                        }
                        ended.countDown();
                    }
                });
                BotApi api = TelegramFixture.api(server.uri(), timeline)) {
            assertEquals("sent [1]", TelegramFixture.copy(api, 1));
            answered.countDown();
            await(ended);
            timeline.time.advance(IdleCheck.TRUSTED);
            assertEquals("sent [2]", TelegramFixture.copy(api, 2));
            assertEquals(
                    List.of(1, 2),
                    server.requests.stream().map(CallOutcomesTest::number).toList());
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_kept_connection_that_dies_during_a_call_leaves_the_outcome_unknown(boolean reset) throws IOException {
        try (RawServer server = new RawServer(exchange -> {
                    if (exchange.number() == 1) {
                        exchange.say(sent(exchange));
                    } else if (reset) {
                        exchange.reset();
                    } else {
                        exchange.close();
                    }
                });
                BotApi api = TelegramFixture.api(server.uri(), timeline)) {
            assertEquals("sent [1]", TelegramFixture.copy(api, 1));
            assertEquals("unknown", TelegramFixture.copy(api, 2));
            assertEquals("sent [3]", TelegramFixture.copy(api, 3));
            assertEquals(
                    List.of(1, 2, 3),
                    server.requests.stream().map(CallOutcomesTest::number).toList());
        }
    }

    @Test
    void calls_that_follow_each_other_share_a_connection() throws IOException {
        try (RawServer server = new RawServer(exchange -> exchange.say(sent(exchange)));
                BotApi api = TelegramFixture.api(server.uri(), timeline)) {
            for (int i = 1; i <= 5; i++) {
                assertEquals("sent [" + i + "]", TelegramFixture.copy(api, i));
            }
            assertEquals(1, server.connections());
        }
    }

    @Test
    void what_comes_while_nobody_asks_is_not_the_next_answer() throws IOException {
        try (RawServer server = new RawServer(exchange -> exchange.say(sent(exchange)));
                BotApi api = TelegramFixture.api(server.uri(), timeline)) {
            assertEquals("sent [1]", TelegramFixture.copy(api, 1));
            server.requests.getLast().say(RawServer.ok("{\"ok\":true,\"result\":{\"message_id\":666}}"));
            timeline.time.advance(IdleCheck.TRUSTED);
            assertEquals("sent [2]", TelegramFixture.copy(api, 2));
            assertEquals(2, server.connections());
            assertEquals(
                    List.of(1, 2),
                    server.requests.stream().map(CallOutcomesTest::number).toList());
        }
    }

    @Test
    void a_call_whose_time_is_over_ends_and_its_late_answer_is_not_the_next_one() throws IOException {
        CountDownLatch asked = new CountDownLatch(1);
        try (RawServer server = new RawServer(exchange -> {
                    if (number(exchange) == 1) {
                        asked.countDown();
                    } else {
                        exchange.say(sent(exchange));
                    }
                });
                BotApi api = TelegramFixture.api(server.uri(), timeline)) {
            CompletableFuture<String> slow = CompletableFuture.supplyAsync(() -> TelegramFixture.copy(api, 1));
            await(asked);
            timeline.expire();
            assertEquals("unknown", slow.join());
            assertEquals("sent [2]", TelegramFixture.copy(api, 2));
        }
    }

    @Test
    void a_poll_that_is_interrupted_ends_and_the_next_one_is_not_sent() throws IOException {
        CountDownLatch asked = new CountDownLatch(1);
        try (RawServer server = new RawServer(_ -> asked.countDown());
                BotApi api = TelegramFixture.api(server.uri(), timeline)) {
            Poller poller = api.poller(java.time.Duration.ofSeconds(50));
            CompletableFuture<PollAnswer> held = CompletableFuture.supplyAsync(() -> poller.poll(1, true));
            await(asked);
            poller.interrupt();
            assertTrue(held.join() instanceof PollAnswer.Failed);
            assertTrue(poller.poll(1, true) instanceof PollAnswer.Failed);
            assertEquals(1, server.requests.size());
        }
    }

    @Test
    @SuppressWarnings("try") // closing it is what is tested
    void closing_ends_the_calls_under_way() throws IOException {
        CountDownLatch asked = new CountDownLatch(1);
        try (RawServer server = new RawServer(_ -> asked.countDown());
                BotApi api = TelegramFixture.api(server.uri(), timeline)) {
            CompletableFuture<String> held = CompletableFuture.supplyAsync(() -> TelegramFixture.copy(api, 1));
            await(asked);
            api.close();
            assertEquals("unknown", held.join());
        }
    }

    @Test
    void the_token_is_not_in_what_a_server_says_back() throws IOException {
        try (RawServer server = new RawServer(exchange -> exchange.say(
                        refused(400, "Bad Request: POST /bot" + TelegramFixture.TOKEN + "/copyMessage", "")));
                BotApi api = TelegramFixture.api(server.uri(), timeline)) {
            Secrets.hide(new Secret(TelegramFixture.TOKEN));
            Reply reply = api.copy(new Target(-100, 0, 0), -200, List.of(1));
            assertFalse(reply.toString().contains(TelegramFixture.TOKEN), reply::toString);
        }
    }

    @Test
    void the_path_of_the_address_comes_before_that_of_the_method() throws IOException {
        try (RawServer server = new RawServer(exchange -> exchange.say(sent(exchange)));
                BotApi api = TelegramFixture.api(URI.create(server.uri() + "/base/path"), timeline)) {
            assertEquals("sent [1]", TelegramFixture.copy(api, 1));
            assertTrue(
                    server.requests
                            .getLast()
                            .head()
                            .startsWith("POST /base/path/bot" + TelegramFixture.TOKEN + "/copyMessage HTTP/1.1\r\n"),
                    server.requests.getLast()::head);
        }
    }

    @Test
    void a_proxy_of_the_system_properties_is_used() throws IOException {
        ProxySelector before = ProxySelector.getDefault();
        try (RawServer proxy = new RawServer(exchange -> exchange.say(sent(exchange)))) {
            ProxySelector.setDefault(new ProxySelector() {
                @Override
                public List<Proxy> select(URI uri) {
                    return List.of(new Proxy(
                            Proxy.Type.HTTP, new InetSocketAddress(InetAddress.getLoopbackAddress(), proxy.port())));
                }

                @Override
                public void connectFailed(URI uri, SocketAddress address, IOException e) {
                    throw new AssertionError(e);
                }
            });
            try (BotApi api = TelegramFixture.api(URI.create("http://far.invalid"), timeline)) {
                assertEquals("sent [1]", TelegramFixture.copy(api, 1));
            }
            assertTrue(proxy.requests.getFirst().head().startsWith("POST http://far.invalid/bot"));
        } finally {
            ProxySelector.setDefault(before);
        }
    }

    static Stream<Arguments> downloads() {
        String large = "x".repeat(99_999);
        return Stream.of(
                Arguments.of("5 hello", RawServer.ok("hello")),
                Arguments.of("99999 " + large, RawServer.ok(large)),
                Arguments.of("5 hello", OK + "Transfer-Encoding: chunked\r\n\r\n2\r\nhe\r\n3\r\nllo\r\n0\r\n\r\n"),
                Arguments.of("5 hello", OK + "\r\nhello"),
                Arguments.of("too large", RawServer.ok(large + "xx")),
                Arguments.of("failed", OK + "Content-Length: 9\r\n\r\nhello"),
                Arguments.of("failed", status("404 Not Found", "", "gone")));
    }

    @ParameterizedTest
    @MethodSource("downloads")
    void a_file_is_taken_whole_or_not(String expected, String said) throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try (RawServer server = new RawServer(says(said));
                BotApi api = TelegramFixture.api(server.uri(), timeline)) {
            String outcome = switch (api.download("photos/file 1.jpg", file, 100_000)) {
                case Download.Done(long bytes) -> bytes + " " + file;
                case Download.TooLarge _ -> "too large";
                case Download.Failed _ -> "failed";
            };
            assertEquals(expected, outcome);
            assertTrue(server.requests
                    .getFirst()
                    .head()
                    .startsWith("GET /file/bot" + TelegramFixture.TOKEN + "/photos/file%201.jpg HTTP/1.1\r\n"));
        }
    }

    private static int number(RawServer.Exchange exchange) {
        String body = exchange.body();
        int at = body.indexOf("\"message_id\":") + "\"message_id\":".length();
        return Integer.parseInt(body.substring(at).replaceAll("^(\\d+).*$", "$1"));
    }

    private static String sent(RawServer.Exchange exchange) {
        return RawServer.ok("{\"ok\":true,\"result\":{\"message_id\":" + number(exchange) + "}}");
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
