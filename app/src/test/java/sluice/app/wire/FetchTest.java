package sluice.app.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A body that is handed on as it comes. */
class FetchTest {

    private static final String HEAD = "HTTP/1.1 200 OK\r\n";
    private static final String CHUNKED = HEAD + "Transfer-Encoding: chunked\r\n\r\n";

    /** What is taken of an answer, up to 100,000 bytes. */
    private static String fetched(String said) throws IOException {
        ByteArrayOutputStream taken = new ByteArrayOutputStream();
        Taker taker = (bytes, from, length) -> {
            taken.write(bytes, from, length);
            return taken.size() <= 100_000;
        };
        try (RawServer server = new RawServer(exchange -> {
                    exchange.say(said.getBytes(StandardCharsets.ISO_8859_1));
                    exchange.socket().shutdownOutput();
                });
                HttpClient client = new HttpClient(server.uri(), new HandTimeline());
                Answer answer = client.fetch(client.prepare("/file"), Duration.ofSeconds(30), taker)) {
            return answer.status() + " " + taken.toString(StandardCharsets.ISO_8859_1) + " "
                    + new String(answer.bytes(), answer.from(), answer.length(), StandardCharsets.ISO_8859_1);
        }
    }

    static Stream<Arguments> whole() {
        String long1 = "x".repeat(99_999);
        return Stream.of(
                Arguments.of("200 hello ", HEAD + "Content-Length: 5\r\n\r\nhello"),
                Arguments.of("200 " + long1 + " ", HEAD + "Content-Length: 99999\r\n\r\n" + long1),
                Arguments.of("200 hello ", CHUNKED + "2\r\nhe\r\n3\r\nllo\r\n0\r\nX: y\r\n\r\n"),
                Arguments.of("200 " + long1 + " ", CHUNKED + "1869f\r\n" + long1 + "\r\n0\r\n\r\n"),
                Arguments.of("200 hello ", HEAD + "\r\nhello"),
                Arguments.of("200  ", HEAD + "Content-Length: 0\r\n\r\n"),
                Arguments.of("404  gone", "HTTP/1.1 404 Not Found\r\nContent-Length: 4\r\n\r\ngone"));
    }

    @ParameterizedTest
    @MethodSource("whole")
    void is_taken_whole_and_of_another_answer_than_200_it_is_read(String expected, String said) throws IOException {
        assertEquals(expected, fetched(said));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 9\r\n\r\nhello", "Transfer-Encoding: chunked\r\n\r\n9\r\nhello"})
    void that_is_cut_is_told(String said) {
        CallException e = assertThrows(CallException.class, () -> fetched(HEAD + said));
        assertEquals(CallException.Stage.CUT_SHORT, e.stage());
    }

    @Test
    void that_is_more_than_is_wanted_ends_the_call() {
        String said = HEAD + "Content-Length: 100001\r\n\r\n" + "x".repeat(100_001);
        CallException e = assertThrows(CallException.class, () -> fetched(said));
        assertEquals(CallException.Stage.TOO_LARGE, e.stage());
        assertEquals(200, e.status());
    }

    @Test
    void that_cannot_be_taken_leaves_the_next_call_unharmed() throws IOException {
        Taker full = (_, _, _) -> {
            throw new UncheckedIOException(new IOException("no space left"));
        };
        try (RawServer server = new RawServer(exchange -> exchange.say(RawServer.ok("hello")));
                HttpClient client = new HttpClient(server.uri(), new HandTimeline())) {
            assertThrows(
                    UncheckedIOException.class,
                    () -> client.fetch(client.prepare("/file"), Duration.ofSeconds(30), full));
            assertEquals("hello", Calls.send(client, "next"));
        }
    }
}
