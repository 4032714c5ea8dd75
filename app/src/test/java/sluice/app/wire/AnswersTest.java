package sluice.app.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Answers of every kind, cut at every byte, and nonsense. */
class AnswersTest {

    private static final String HEAD = "HTTP/1.1 200 OK\r\n";
    private static final String CHUNKED = HEAD + "Transfer-Encoding: chunked\r\n\r\n";

    /** Sends one request, to which the server says something and closes the connection. */
    private static String answer(byte[] said) {
        try (RawServer server = new RawServer(exchange -> {
                    exchange.say(said);
                    exchange.socket().shutdownOutput();
                });
                HttpClient client = new HttpClient(server.uri(), new HandTimeline())) {
            String result = Calls.send(client, "question");
            assertEquals(List.of("question"), server.bodies());
            return result;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String answer(String said) {
        return answer(said.getBytes(StandardCharsets.ISO_8859_1));
    }

    static Stream<Arguments> answers() {
        String fields = "X: y\r\n".repeat(11_000);
        return Stream.of(
                Arguments.of("hi", HEAD + "Content-Length: 2\r\n\r\nhi"),
                Arguments.of("hi", HEAD + "content-length:2\r\n\r\nhi"),
                Arguments.of("hi", HEAD + "CONTENT-LENGTH :  2 \r\nContent-Length: 2\r\n\r\nhi"),
                Arguments.of("hi", "HTTP/1.1 200 OK\nContent-Length: 2\n\nhi"),
                Arguments.of("hi", "HTTP/1.1 200\r\nContent-Length: 2\r\n\r\nhi"),
                Arguments.of("hi", HEAD + "\r\nhi"),
                Arguments.of("", HEAD + "\r\n"),
                Arguments.of("", "HTTP/1.1 204 No Content\r\nContent-Length: 3\r\n\r\n"),
                Arguments.of(
                        "hi",
                        "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Hints\r\nContent-Length: 9\r\n\r\n" + HEAD
                                + "Content-Length: 2\r\n\r\nhi"),
                Arguments.of("abcde", CHUNKED + "3\r\nabc\r\n002;x=y\r\nde\r\n0\r\nTrailer: x\r\n\r\n"),
                Arguments.of("hi", HEAD + "X: " + "y".repeat(16_000) + "\r\nContent-Length: 2\r\n\r\nhi"),
                Arguments.of("no", "HTTP/1.1 302 Found\r\nLocation: /other\r\nContent-Length: 2\r\n\r\nno"),
                Arguments.of("NO_ANSWER", ""),
                Arguments.of("NO_ANSWER", "\r\n" + HEAD),
                Arguments.of("NO_ANSWER", "HTTP/2 200\r\n\r\n"),
                Arguments.of("NO_ANSWER", "HTTP/1.1 20 OK\r\n\r\n"),
                Arguments.of("NO_ANSWER", "HTTP/1.1 2000 OK\r\n\r\n"),
                Arguments.of("NO_ANSWER", "HTTP/1.1 2x0 OK\r\n\r\n"),
                Arguments.of("NO_ANSWER", "HTTP/1.1 099 OK\r\n\r\n"),
                Arguments.of("NO_ANSWER", "HTTP/1.1 101 Switching\r\n\r\n"),
                Arguments.of("NO_ANSWER", "HTTP/1.1 100 Continue\r\n\r\n".repeat(100)),
                Arguments.of("NO_ANSWER", HEAD + "Content-Length: 2\r\nContent-Length: 3\r\n\r\nhi!"),
                Arguments.of("NO_ANSWER", HEAD + "Content-Length: -2\r\n\r\nhi"),
                Arguments.of("NO_ANSWER", HEAD + "Content-Length: 2, 2\r\n\r\nhi"),
                Arguments.of("NO_ANSWER", HEAD + "Content-Length: 99999999999999999999\r\n\r\nhi"),
                Arguments.of("NO_ANSWER", HEAD + "Content-Length:\r\n 2\r\n\r\nhi"),
                Arguments.of("NO_ANSWER", HEAD + "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n"),
                Arguments.of("NO_ANSWER", HEAD + "X: " + "y".repeat(17_000) + "\r\nContent-Length: 2\r\n\r\nhi"),
                Arguments.of("NO_ANSWER", HEAD + fields + "Content-Length: 2\r\n\r\nhi"),
                Arguments.of("CUT_SHORT 200", CHUNKED + "\r\n\r\n"),
                Arguments.of("CUT_SHORT 200", CHUNKED + "-1\r\n\r\n"),
                Arguments.of("CUT_SHORT 200", CHUNKED + "0x2\r\nhi\r\n0\r\n\r\n"),
                Arguments.of("CUT_SHORT 200", CHUNKED + "2\r\nhi!\r\n0\r\n\r\n"),
                Arguments.of("CUT_SHORT 200", CHUNKED + "100000000000000002\r\nhi\r\n0\r\n\r\n"),
                Arguments.of("CUT_SHORT 200", CHUNKED + "0\r\n" + "X: y\r\n".repeat(2_000) + "\r\n"),
                Arguments.of("CUT_SHORT 502", "HTTP/1.1 502 Bad\r\nContent-Length: 3\r\n\r\nhi"),
                Arguments.of("TOO_LARGE 200", CHUNKED + "800001\r\nhi"),
                Arguments.of("TOO_LARGE 200", HEAD + "Content-Length: 8388609\r\n\r\nhi"));
    }

    @ParameterizedTest
    @MethodSource("answers")
    void an_answer_is_taken_for_what_it_is(String result, String said) {
        assertEquals(result, answer(said));
    }

    @Test
    void the_largest_answer_is_read_and_no_larger_one() {
        String body = "x".repeat(HttpClient.MOST_BYTES);
        assertEquals(body, answer(HEAD + "\r\n" + body));
        assertEquals(body, answer(RawServer.ok(body)));
        assertEquals("TOO_LARGE 200", answer(HEAD + "\r\n" + body + "x"));
    }

    static Stream<String> whole() {
        return Stream.of(
                "HTTP/1.1 100 Continue\r\n\r\n" + HEAD + "Date: now\r\nContent-Length: 5\r\n\r\nhello",
                CHUNKED + "3\r\nhel\r\n2\r\nlo\r\n0\r\n\r\n");
    }

    @ParameterizedTest
    @MethodSource("whole")
    void an_answer_that_is_cut_anywhere_is_none(String said) {
        int head = said.lastIndexOf("\r\n\r\n", said.length() - 5) + 4;
        for (int i = 0; i < said.length(); i++) {
            assertEquals(i < head ? "NO_ANSWER" : "CUT_SHORT 200", answer(said.substring(0, i)), "after " + i);
        }
    }

    @ParameterizedTest
    @MethodSource("whole")
    void an_answer_may_come_byte_by_byte(String said) throws IOException {
        try (RawServer server = new RawServer(exchange -> {
                    for (byte b : said.getBytes(StandardCharsets.ISO_8859_1)) {
                        exchange.say(new byte[] {b});
                    }
                });
                HttpClient client = new HttpClient(server.uri(), new HandTimeline())) {
            assertEquals("hello", Calls.send(client, "1"));
            assertEquals("hello", Calls.send(client, "2"));
            assertEquals(1, server.connections());
        }
    }

    /** Whatever comes first, the next call gets its own answer, and each request is sent once. */
    @Property(tries = 300)
    void nonsense_harms_neither_the_client_nor_the_next_call(@ForAll long seed)
            throws IOException, InterruptedException {
        Random random = new Random(seed);
        byte[] said = spoil(random);
        // A whole answer keeps the connection, until the end of it has come.
        CountDownLatch ended = new CountDownLatch(1);
        AtomicReference<byte[]> next = new AtomicReference<>(said);
        try (RawServer server = new RawServer(exchange -> {
                    if (exchange.body().equals("first")) {
                        exchange.say(next.get());
                        exchange.socket().shutdownOutput();
                        ended.countDown();
                    } else {
                        exchange.say(RawServer.ok("own"));
                    }
                });
                HttpClient client = new HttpClient(server.uri(), new HandTimeline())) {
            String first = Calls.send(client, "first");
            ended.await();
            assertEquals("own", Calls.send(client, "second"), () -> "after " + Arrays.toString(said));
            assertEquals(List.of("first", "second"), server.bodies());
            assertTrue(!first.startsWith("NOT_SENT"), first);
        }
    }

    private static byte[] spoil(Random random) {
        String base = whole().toList().get(random.nextInt(2));
        StringBuilder text = new StringBuilder(base);
        for (int i = random.nextInt(6); i >= 0; i--) {
            int at = random.nextInt(text.length() + 1);
            switch (random.nextInt(4)) {
                case 0 -> text.insert(at, (char) random.nextInt(256));
                case 1 -> text.setLength(Math.max(1, at));
                case 2 -> text.insert(at, "\r\n");
                default -> text.insert(at, base.substring(random.nextInt(base.length())));
            }
        }
        return text.toString().getBytes(StandardCharsets.ISO_8859_1);
    }
}
