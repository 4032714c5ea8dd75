package sluice.web.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What clients can do that are slow, and more than there is room for. */
class PatienceTest {

    private static final String REQUEST = "GET /stats HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";

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

    @Test
    void answers_that_are_not_taken_make_room() throws IOException {
        int room = 8;
        try (Served served = Served.open(room)) {
            List<Wire> held = new ArrayList<>();
            for (int i = 0; i < room; i++) {
                Wire wire = new Wire(served.port());
                wire.send("GET /large HTTP/1.1\r\nHost: localhost\r\n\r\n");
                assertEquals(200, wire.answer(true).status());
                held.add(wire);
            }
            assertEquals("figures\n", Wire.ask(served.port(), REQUEST).body());
            assertTrue(held.getFirst().rest().orElse("").length() < Served.LARGE, "the oldest was given up");
            for (Wire wire : held) {
                wire.close();
            }
        }
    }
}
