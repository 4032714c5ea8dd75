package sluice.testkit.server;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TcpProxyTest {

    private static final int SOON_MILLIS = 200;
    private static final int PATIENCE_MILLIS = 10_000;
    private static final String END = "(end)";

    /** What a server has heard, which answers each line with itself. */
    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

    private final BlockingQueue<Socket> accepted = new LinkedBlockingQueue<>();

    private ServerSocket server;
    private TcpProxy proxy;

    @BeforeEach
    void start() throws IOException {
        server = new ServerSocket(0, 0, InetAddress.ofLiteral("127.0.0.1"));
        Thread.ofVirtual().start(this::serve);
        proxy = new TcpProxy(server.getLocalPort());
    }

    @AfterEach
    void stop() throws IOException {
        proxy.close();
        server.close();
    }

    @Test
    void passes_what_is_sent_and_counts_it() throws Exception {
        try (Client client = new Client()) {
            assertEquals("one", client.ask("one"));
            assertEquals("two", client.ask("two"));
            assertAll(
                    () -> assertEquals(2, proxy.requests()),
                    () -> assertEquals(1, proxy.connections()),
                    () -> assertEquals(1, proxy.open()));
        }
        assertEquals("one two " + END, heard() + " " + heard() + " " + heard());
    }

    @Test
    void holds_back_what_is_sent_into_a_black_hole_until_it_passes_again() throws Exception {
        try (Client client = new Client()) {
            assertEquals("one", client.ask("one"));
            proxy.blackhole();
            client.send("two");
            client.assertNoAnswer();
            try (Client late = new Client()) {
                late.send("three");
                late.assertNoAnswer();
                assertEquals("one", heard());
                assertTrue(heard.isEmpty());
                proxy.pass();
                assertEquals("two", client.answer());
                assertEquals("three", late.answer());
            }
        }
    }

    @Test
    void the_end_of_a_connection_stays_in_the_black_hole_too() throws Exception {
        try (Client client = new Client()) {
            assertEquals("one", client.ask("one"));
            proxy.blackhole();
            accepted.poll(PATIENCE_MILLIS, TimeUnit.MILLISECONDS).close();
            client.assertNoAnswer();
            proxy.pass();
            assertEquals(END, client.answer());
        }
    }

    @Test
    void resets_connections_and_those_that_come_while_it_does() throws Exception {
        try (Client client = new Client()) {
            client.ask("one");
            proxy.reset();
            assertThrows(SocketException.class, client::answer);
        }
        try (Client client = new Client()) {
            assertThrows(SocketException.class, () -> client.ask("two"));
        }
        proxy.pass();
        try (Client client = new Client()) {
            assertEquals("three", client.ask("three"));
            assertEquals(1, proxy.open());
            proxy.breakAll();
            assertThrows(SocketException.class, client::answer);
        }
        try (Client client = new Client()) {
            assertEquals("four", client.ask("four"));
        }
    }

    @Test
    void passes_later_in_both_directions() throws Exception {
        try (Client client = new Client()) {
            client.ask("one");
            proxy.delay(Duration.ofMillis(150));
            long begin = System.nanoTime();
            client.ask("two");
            assertTrue(System.nanoTime() - begin >= TimeUnit.MILLISECONDS.toNanos(300));
        }
    }

    @Test
    void breaks_before_the_server_gets_it() throws Exception {
        proxy.breakNext(text -> text.contains("COMMIT"), TcpProxy.Break.BEFORE_FORWARDING);
        try (Client client = new Client()) {
            assertEquals("one", client.ask("one"));
            assertThrows(SocketException.class, () -> client.ask("COMMIT"));
        }
        assertEquals("one " + END, heard() + " " + heard());
        assertEquals(1, proxy.broken());
    }

    @Test
    void breaks_when_the_server_has_acted_on_it() throws Exception {
        proxy.breakNext(text -> text.contains("COMMIT"), TcpProxy.Break.BEFORE_ANSWER);
        try (Client client = new Client()) {
            assertThrows(SocketException.class, () -> client.ask("COMMIT"));
        }
        assertEquals("COMMIT", heard());
        assertEquals(1, proxy.broken());
    }

    @Test
    void breaks_while_the_server_gets_it() throws Exception {
        proxy.breakNext(text -> text.contains("COMMIT"), TcpProxy.Break.AFTER_FORWARDING);
        try (Client client = new Client()) {
            assertThrows(SocketException.class, () -> client.ask("COMMIT"));
            assertEquals(1, proxy.broken());
        }
    }

    @Test
    void breaks_one_connection_for_each_call() throws Exception {
        proxy.breakNext(_ -> true, TcpProxy.Break.BEFORE_FORWARDING);
        try (Client client = new Client()) {
            assertThrows(SocketException.class, () -> client.ask("one"));
        }
        try (Client client = new Client()) {
            assertEquals("two", client.ask("two"));
        }
        assertEquals(1, proxy.broken());
    }

    private String heard() throws InterruptedException {
        return heard.poll(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void serve() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                accepted.add(socket);
                Thread.ofVirtual().start(() -> answer(socket));
            } catch (IOException e) {
                if (!server.isClosed()) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    private void answer(Socket socket) {
        try (socket;
                BufferedReader lines =
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                heard.add(line);
                socket.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            // A reset is an end as well.
            heard.add(END);
            return;
        }
        heard.add(END);
    }

    private final class Client implements AutoCloseable {

        private final Socket socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), proxy.port());
        private final BufferedReader lines =
                new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));

        Client() throws IOException {
            socket.setSoTimeout(PATIENCE_MILLIS);
        }

        void send(String line) throws IOException {
            socket.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
        }

        String answer() throws IOException {
            String line = lines.readLine();
            return line == null ? END : line;
        }

        String ask(String line) throws IOException {
            send(line);
            return answer();
        }

        void assertNoAnswer() throws IOException {
            socket.setSoTimeout(SOON_MILLIS);
            assertThrows(SocketTimeoutException.class, this::answer);
            socket.setSoTimeout(PATIENCE_MILLIS);
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
