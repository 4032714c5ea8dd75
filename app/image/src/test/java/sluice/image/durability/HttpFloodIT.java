package sluice.image.durability;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import sluice.simulator.SimulatorOptions;

/** Ten thousand connections that want nothing but to be there, while messages come in. */
@Timeout(180)
class HttpFloodIT {

    private static final int CONNECTIONS = 10_000;
    private static final int SPARE_FILES = 500;
    private static final int MESSAGES = 4_000;
    private static final long MOST_MORE_MEMORY = 48L << 20;
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Path LIMITS = Path.of("/proc/self/limits");

    @RegisterExtension
    final ImageBot bot = new ImageBot(SimulatorOptions.defaults());

    private final List<SocketChannel> clients = new ArrayList<>();

    @Test
    void the_bot_forwards_on_and_answers_while_they_are_there() throws IOException {
        assumeFiles();
        Chats chats = new Chats(bot.telegram(), 10);
        bot.configure("", chats.watches());
        bot.start("-Xmx64m");
        chats.flood(MESSAGES / 10);
        bot.awaitDrained(LIMIT);
        assertEquals(200, bot.get("/healthz").status());
        long before = bot.stat("jvm", "resident_bytes");
        try {
            open("GET /healthz HTTP/1.1\r\nHost: localhost\r\nX-Slow: ", CONNECTIONS / 2);
            chats.flood(MESSAGES);
            // These have a whole request and do not take its answer.
            open("GET /stats HTTP/1.1\r\nHost: localhost\r\n\r\n".repeat(20), 1_000);
            open("", CONNECTIONS - clients.size());
            assertEquals(
                    CONNECTIONS,
                    clients.stream().filter(SocketChannel::isConnected).count());
            long asked = System.nanoTime();
            assertEquals(200, bot.get("/healthz").status());
            Duration took = Duration.ofNanos(System.nanoTime() - asked);
            assertTrue(took.compareTo(Duration.ofSeconds(5)) < 0, () -> "an answer took " + took);
            bot.awaitDrained(LIMIT);
            chats.assertAllArrived();
            long more = bot.stat("jvm", "resident_bytes") - before;
            assertTrue(more < MOST_MORE_MEMORY, () -> "it takes " + (more >> 20) + " MB more");
            System.out.println("HttpFloodIT: " + CONNECTIONS + " connections, /healthz after " + took.toMillis()
                    + " ms, " + (more >> 20) + " MB more");
        } finally {
            for (SocketChannel client : clients) {
                client.close();
            }
        }
        assertEquals(200, bot.get("/healthz").status());
        assertEquals(0, bot.stat("queue", "dead_letters"));
    }

    private void open(String request, int count) throws IOException {
        URI uri = URI.create(bot.address());
        for (int i = 0; i < count; i++) {
            SocketChannel client = SocketChannel.open(new InetSocketAddress(uri.getHost(), uri.getPort()));
            clients.add(client);
            try {
                client.write(ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII)));
            } catch (IOException e) {
                assertTrue(client.isConnected(), "given up already, which is the server's right");
            }
        }
    }

    /** Each connection is a file here, and up to 128 are at the bot. */
    private static void assumeFiles() throws IOException {
        long files = Files.exists(LIMITS)
                ? Files.readAllLines(LIMITS).stream()
                        .filter(line -> line.startsWith("Max open files"))
                        .map(line -> line.split("\\s+", -1)[3])
                        .mapToLong(limit -> limit.equals("unlimited") ? Long.MAX_VALUE : Long.parseLong(limit))
                        .findFirst()
                        .orElse(Long.MAX_VALUE)
                : Long.MAX_VALUE;
        if (files < CONNECTIONS + SPARE_FILES) {
            System.out.println("SKIPPED HttpFloodIT: it needs " + (CONNECTIONS + SPARE_FILES)
                    + " open files and may have " + files + "; ulimit -n " + (CONNECTIONS + SPARE_FILES));
        }
        assumeTrue(files >= CONNECTIONS + SPARE_FILES, "open files");
    }
}
