package sluice.app.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The ways in which kept connections have cheated other clients. Each is named by where it was told of. */
@Timeout(60)
class KeptConnectionTest {

    private final HandTimeline timeline = new HandTimeline();
    private RawServer server;
    private HttpClient client;

    private void serve(RawServer.Handler handler) throws IOException {
        server = new RawServer(handler);
        client = new HttpClient(server.uri(), timeline);
    }

    @AfterEach
    void close() throws IOException {
        client.close();
        server.close();
    }

    private String send(String body) {
        return Calls.send(client, body);
    }

    @Test
    void one_connection_serves_call_after_call() throws IOException {
        serve(exchange -> exchange.say(RawServer.ok("to " + exchange.body())));
        for (int i = 0; i < 5; i++) {
            assertEquals("to " + i, send("" + i));
        }
        assertEquals(1, server.connections());
    }

    // okhttp#220, #2738, spring-ai#6323
    @Test
    void one_that_the_server_closed_meanwhile_is_replaced() throws IOException {
        CountDownLatch closed = new CountDownLatch(1);
        serve(exchange -> {
            exchange.say(RawServer.ok("to " + exchange.body()));
            exchange.close();
            closed.countDown();
        });
        assertEquals("to 1", send("1"));
        wait(closed);
        assertEquals("to 2", send("2"));
        assertEquals(List.of("1", "2"), server.bodies());
    }

    // okhttp#7045
    @Test
    void one_that_the_server_reset_meanwhile_is_replaced() throws IOException {
        CountDownLatch answered = new CountDownLatch(1);
        CountDownLatch reset = new CountDownLatch(1);
        serve(exchange -> {
            exchange.say(RawServer.ok("to " + exchange.body()));
            if (exchange.connection() == 1) {
                wait(answered);
                exchange.reset();
                reset.countDown();
            }
        });
        assertEquals("to 1", send("1"));
        answered.countDown();
        wait(reset);
        assertEquals("to 2", send("2"));
        assertEquals(List.of("1", "2"), server.bodies());
    }

    // okhttp#2394, #2560, #4253, #8587
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void what_was_sent_over_one_that_ends_without_an_answer_is_not_repeated(boolean reset) throws IOException {
        serve(exchange -> {
            if (exchange.number() == 1) {
                exchange.say(RawServer.ok("to " + exchange.body()));
            } else if (reset) {
                exchange.reset();
            } else {
                exchange.close();
            }
        });
        assertEquals("to 1", send("1"));
        assertEquals("NO_ANSWER", send("2"));
        assertEquals("to 3", send("3"));
        assertEquals(List.of("1", "2", "3"), server.bodies());
    }

    // nuclei#7671, bun#37438, lua-resty-http#137
    @ParameterizedTest
    @ValueSource(strings = {"HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nforged", "\r\n", "0\r\n\r\n", "x", "\u0000"})
    void what_follows_an_answer_at_once_is_not_the_next_answer(String more) throws IOException {
        serve(exchange -> exchange.say(RawServer.ok("to " + exchange.body()) + more));
        for (int i = 0; i < 3; i++) {
            assertEquals("to " + i, send("" + i));
        }
        assertEquals(3, server.connections());
    }

    // nuclei#7671
    @ParameterizedTest
    @ValueSource(strings = {"HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nforged", "HTTP/1.1 408 Too late\r\n\r\n", "x"})
    void what_comes_while_nobody_asks_is_not_the_next_answer(String more) throws IOException {
        serve(exchange -> exchange.say(RawServer.ok("to " + exchange.body())));
        for (int i = 0; i < 3; i++) {
            assertEquals("to " + i, send("" + i));
            server.requests.getLast().say(more);
        }
        assertEquals(3, server.connections());
    }

    // cpp-httplib#591
    @Test
    void an_answer_that_comes_too_late_is_not_the_next_answer() throws IOException {
        CountDownLatch asked = new CountDownLatch(1);
        serve(exchange -> {
            if (exchange.body().equals("slow")) {
                asked.countDown();
            } else {
                exchange.say(RawServer.ok("to " + exchange.body()));
            }
        });
        CompletableFuture<String> slow = CompletableFuture.supplyAsync(() -> send("slow"));
        wait(asked);
        timeline.expire();
        assertEquals("NO_ANSWER late", slow.join());
        assertEquals("to 2", send("2"));
        assertEquals(2, server.connections());
        assertEquals(0, timeline.limits());
    }

    // membrane#3187, seastar#2768
    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabcHTTP/1.1 200 OK\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nz\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 8388609\r\n\r\n"
            })
    void one_whose_answer_was_not_read_to_its_end_is_not_used_again(String bad) throws IOException {
        serve(exchange -> exchange.say(exchange.body().equals("bad") ? bad : RawServer.ok("to " + exchange.body())));
        assertTrue(send("bad").endsWith(" 200"));
        assertEquals("to 2", send("2"));
        assertEquals(2, server.connections());
    }

    // http-kit#357, DroidPlay#14; and two lengths, of which another reader may take the other
    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nhi",
                "HTTP/1.1 200 OK\r\nconnection: Upgrade, Close\r\nContent-Length: 2\r\n\r\nhi",
                "HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nhi",
                "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhi\r\n0\r\n\r\n"
            })
    void one_that_is_not_to_be_kept_is_not(String answer) throws IOException {
        serve(exchange -> exchange.say(answer));
        assertEquals("hi", send("1"));
        assertEquals("hi", send("2"));
        assertEquals(2, server.connections());
    }

    @Test
    void one_is_kept_for_half_a_minute_and_not_longer() throws IOException {
        serve(exchange -> exchange.say(RawServer.ok("to " + exchange.body())));
        assertEquals("to 1", send("1"));
        timeline.time.advance(Pool.LONGEST_IDLE);
        assertEquals("to 2", send("2"));
        assertEquals(1, server.connections());
        timeline.time.advance(Pool.LONGEST_IDLE.plus(Duration.ofNanos(1)));
        assertEquals("to 3", send("3"));
        assertEquals(2, server.connections());
    }

    @Test
    void a_call_that_is_over_cannot_end_the_next_one() throws IOException {
        serve(exchange -> exchange.say(RawServer.ok("to " + exchange.body())));
        Call over = client.prepare("/m", "text/plain", new byte[] {'1'});
        assertEquals("to 1", Calls.send(client, over));
        over.cancel();
        assertEquals("to 2", send("2"));
        assertEquals(1, server.connections());
    }

    @Test
    void a_call_that_is_cancelled_before_is_not_sent() throws IOException {
        serve(exchange -> exchange.say(RawServer.ok("to " + exchange.body())));
        assertEquals("to 1", send("1"));
        Call cancelled = client.prepare("/m", "text/plain", new byte[] {'2'});
        cancelled.cancel();
        assertEquals("NOT_SENT", Calls.send(client, cancelled));
        assertEquals(List.of("1"), server.bodies());
    }

    @Test
    void closing_ends_the_calls_under_way() throws IOException {
        CountDownLatch asked = new CountDownLatch(1);
        serve(_ -> asked.countDown());
        CompletableFuture<String> held = CompletableFuture.supplyAsync(() -> send("held"));
        wait(asked);
        client.close();
        assertEquals("NO_ANSWER", held.join());
    }

    private static void wait(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
