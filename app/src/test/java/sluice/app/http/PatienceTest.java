package sluice.app.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What clients that are slow, or many, can do. The network keeps real time, so these wait a little of it. */
class PatienceTest {

    private static final String REQUEST = "GET /stats HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";

    @Test
    void slow_headers_are_answered_and_ended() throws IOException {
        try (Served served = Served.hasty(8);
                Wire wire = new Wire(served.port())) {
            wire.send("GET /stats HTTP/1.1\r\nHost: local");
            assertEquals(408, wire.answer(false).status());
            assertEquals(0, wire.rest().orElse("").length());
        }
    }

    @Test
    void a_slow_body_is_answered_and_ended() throws IOException {
        try (Served served = Served.hasty(8);
                Wire wire = new Wire(served.port())) {
            wire.send("POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\n\r\na=");
            assertEquals(408, wire.answer(false).status());
        }
    }

    @Test
    void who_says_nothing_is_left_without_a_word() throws IOException {
        try (Served served = Served.hasty(8);
                Wire silent = new Wire(served.port());
                Wire idle = new Wire(served.port())) {
            idle.send("GET /stats HTTP/1.1\r\nHost: localhost\r\n\r\n");
            assertEquals(200, idle.answer(false).status());
            assertEquals("", silent.rest().orElse(""));
            assertEquals("", idle.rest().orElse(""));
        }
    }

    @Test
    void an_answer_that_is_not_taken_is_given_up() throws IOException {
        try (Served served = Served.hasty(8);
                Wire wire = new Wire(served.port())) {
            wire.send("GET /large HTTP/1.1\r\nHost: localhost\r\n\r\n");
            // Nothing is read until the server has had enough: it then breaks off, which the sender sees when it
            // writes.
            long end = System.nanoTime() + 20_000_000_000L;
            while (isOpen(wire) && System.nanoTime() - end < 0) {
                Thread.onSpinWait();
            }
            assertTrue(System.nanoTime() - end < 0, "the connection is still there");
        }
    }

    private static boolean isOpen(Wire wire) {
        try {
            wire.socket.getOutputStream().write('x');
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void connections_that_only_wait_make_room() throws IOException {
        int room = 8;
        try (Served served = Served.open(room)) {
            List<Wire> held = new ArrayList<>();
            for (int i = 0; i < 10 * room; i++) {
                Wire wire = new Wire(served.port());
                wire.send("GET /stats HT");
                held.add(wire);
            }
            assertEquals("figures\n", Wire.ask(served.port(), REQUEST).body());
            // The oldest was given up, the youngest was not.
            assertEquals("", held.getFirst().rest().orElse(""));
            held.getLast().send("TP/1.1\r\nHost: localhost\r\n\r\n");
            assertEquals(200, held.getLast().answer(false).status());
            for (Wire wire : held) {
                wire.close();
            }
        }
    }
}
