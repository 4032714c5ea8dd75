package sluice.image.durability;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import sluice.simulator.SimulatorOptions;
import sluice.web.http.Wire;

/** How long a client may take. The limits are those of the whole process, so each is shortened for one of its own. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class PatienceIT {

    private static final String HASTY = "-Dsun.net.httpserver.maxReqTime=1 -Dsun.net.httpserver.maxRspTime=2"
            + " -Dsun.net.httpserver.idleInterval=1 -Dsun.net.httpserver.timerMillis=100"
            + " -Dsun.net.httpserver.clockTick=100";
    private static final String REQUEST = "GET /page.css HTTP/1.1\r\nHost: localhost\r\n\r\n";

    @RegisterExtension
    final ImageBot bot = new ImageBot(SimulatorOptions.defaults());

    private int port;

    @BeforeEach
    void start() {
        bot.configure("", List.of(ImageBot.copying(-1001, -1002)));
        bot.start(HASTY);
        port = URI.create(bot.address()).getPort();
    }

    @Test
    void a_slow_request_is_ended() throws IOException {
        try (Wire head = new Wire(port);
                Wire body = new Wire(port)) {
            head.send("GET /stats HTTP/1.1\r\nHost: local");
            body.send("POST /login HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\n\r\na=");
            assertEquals("", head.rest().orElse(""));
            assertEquals("", body.rest().orElse(""));
        }
        assertEquals(200, bot.get("/page.css").status());
    }

    @Test
    void who_says_nothing_is_left_without_a_word() throws IOException {
        try (Wire silent = new Wire(port);
                Wire idle = new Wire(port)) {
            idle.send(REQUEST);
            assertEquals(200, idle.answer(false).status());
            assertEquals("", silent.rest().orElse(""));
            assertEquals("", idle.rest().orElse(""));
        }
    }

    @Test
    void an_answer_that_is_not_taken_is_given_up() throws IOException {
        try (Wire wire = new Wire(port)) {
            // When the buffers on the way are full, the answer under way is given up, and then no request is taken any
            // more.
            byte[] requests = REQUEST.repeat(100).getBytes(US_ASCII);
            assertThrows(IOException.class, () -> {
                while (true) {
                    wire.socket.getOutputStream().write(requests);
                }
            });
        }
        assertEquals(200, bot.get("/page.css").status());
    }
}
