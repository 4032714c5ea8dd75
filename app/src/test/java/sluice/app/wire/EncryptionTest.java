package sluice.app.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Encrypted connections, to a server whose certificate is for {@code localhost}. */
@Timeout(60)
class EncryptionTest {

    private static final String PASSWORD = "changeit";

    @TempDir
    static Path dir;

    private static SSLContext context;

    @BeforeAll
    static void makeCertificate() throws IOException, InterruptedException, GeneralSecurityException {
        Path file = dir.resolve("keys");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "server",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "SAN=dns:localhost",
                        "-validity",
                        "7300",
                        "-storepass",
                        PASSWORD,
                        "-keystore",
                        file.toString())
                .redirectErrorStream(true)
                .redirectOutput(dir.resolve("log").toFile())
                .start();
        assertEquals(0, keytool.waitFor());
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(keys, PASSWORD.toCharArray());
        TrustManagerFactory trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trusted.init(keys);
        context = SSLContext.getInstance("TLS");
        context.init(own.getKeyManagers(), trusted.getTrustManagers(), null);
    }

    private static RawServer server(RawServer.Handler handler, String... protocols) throws IOException {
        SSLServerSocket listener = (SSLServerSocket)
                context.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        if (protocols.length > 0) {
            listener.setEnabledProtocols(protocols);
        }
        return new RawServer(listener, handler);
    }

    private static HttpClient client(String host, RawServer server) {
        return new HttpClient(
                URI.create("https://" + host + ":" + server.port()),
                new HandTimeline(),
                context.getSocketFactory(),
                name -> new InetAddress[] {InetAddress.getLoopbackAddress()});
    }

    private static void echo(RawServer.Exchange exchange) throws IOException {
        exchange.say(RawServer.ok("to " + exchange.body()));
    }

    @Test
    void one_connection_serves_call_after_call() throws IOException {
        for (String protocol : List.of("TLSv1.2", "TLSv1.3")) {
            try (RawServer server = server(EncryptionTest::echo, protocol);
                    HttpClient client = client("localhost", server)) {
                String large = "x".repeat(100_000);
                assertEquals("to 1", Calls.send(client, "1"));
                assertEquals("to " + large, Calls.send(client, large));
                assertEquals("to 3", Calls.send(client, "3"));
                assertTrue(server.connections() <= 2, "what the server sends after greeting may cost one connection");
            }
        }
    }

    @Test
    void a_certificate_for_another_name_is_refused() throws IOException {
        try (RawServer server = server(EncryptionTest::echo);
                HttpClient client = client("other.example", server)) {
            assertEquals("NOT_SENT", Calls.send(client, "secret"));
            assertEquals(List.of(), server.bodies());
        }
    }

    @Test
    void a_certificate_that_nobody_vouches_for_is_refused() throws IOException {
        try (RawServer server = server(EncryptionTest::echo);
                HttpClient client =
                        new HttpClient(URI.create("https://localhost:" + server.port()), new HandTimeline())) {
            assertEquals("NOT_SENT", Calls.send(client, "secret"));
            assertEquals(List.of(), server.bodies());
        }
    }

    @Test
    void one_that_the_server_closed_meanwhile_is_replaced() throws IOException {
        CountDownLatch closed = new CountDownLatch(1);
        try (RawServer server = server(exchange -> {
                    echo(exchange);
                    exchange.close();
                    closed.countDown();
                });
                HttpClient client = client("localhost", server)) {
            assertEquals("to 1", Calls.send(client, "1"));
            wait(closed);
            assertEquals("to 2", Calls.send(client, "2"));
            assertEquals(List.of("1", "2"), server.bodies());
        }
    }

    @Test
    void what_comes_while_nobody_asks_is_not_the_next_answer() throws IOException {
        try (RawServer server = server(EncryptionTest::echo);
                HttpClient client = client("localhost", server)) {
            for (int i = 0; i < 3; i++) {
                assertEquals("to " + i, Calls.send(client, "" + i));
                server.requests.getLast().say(RawServer.ok("forged"));
            }
            assertEquals(3, server.connections());
        }
    }

    @Test
    void what_follows_an_answer_at_once_is_not_the_next_answer() throws IOException {
        try (RawServer server = server(
                        exchange -> exchange.say(RawServer.ok("to " + exchange.body()) + RawServer.ok("forged")));
                HttpClient client = client("localhost", server)) {
            for (int i = 0; i < 3; i++) {
                assertEquals("to " + i, Calls.send(client, "" + i));
            }
            assertEquals(3, server.connections());
        }
    }

    private static void wait(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
