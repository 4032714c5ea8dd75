package sluice.app.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The ways to a server: several addresses, proxies, and none. */
class DialingTest {

    private final ProxySelector before = ProxySelector.getDefault();

    @AfterEach
    void restore() {
        ProxySelector.setDefault(before);
    }

    private static RawServer echo() throws IOException {
        return new RawServer(exchange -> exchange.say(RawServer.ok("to " + exchange.body())));
    }

    private static HttpClient client(URI uri) {
        return new HttpClient(uri, new HandTimeline());
    }

    private static void use(Proxy.Type type, int port) {
        ProxySelector.setDefault(new ProxySelector() {
            @Override
            public List<Proxy> select(URI uri) {
                return List.of(new Proxy(type, InetSocketAddress.createUnresolved("127.0.0.1", port)));
            }

            @Override
            public void connectFailed(URI uri, SocketAddress address, IOException e) {
                throw new AssertionError(e);
            }
        });
    }

    @Test
    void an_address_at_which_nobody_listens_is_passed_over_once() throws IOException {
        List<String> asked = new ArrayList<>();
        Dialer.Names names = host -> {
            asked.add(host);
            return new InetAddress[] {InetAddress.ofLiteral("127.0.0.2"), InetAddress.ofLiteral("127.0.0.1")};
        };
        try (RawServer server = new RawServer(exchange -> {
                    exchange.say("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nto " + exchange.body());
                    exchange.close();
                });
                HttpClient client = new HttpClient(
                        URI.create("http://two.example:" + server.port()), new HandTimeline(), null, names)) {
            assertEquals("to 1", Calls.send(client, "1"));
            assertEquals("to 2", Calls.send(client, "2"));
            assertEquals(List.of("1", "2"), server.bodies());
            assertEquals(List.of("two.example", "two.example"), asked);
            assertTrue(server.requests.getFirst().head().contains("\r\nHost: two.example:" + server.port() + "\r\n"));
        }
    }

    @Test
    void where_nobody_listens_nothing_is_sent() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        try (HttpClient client = client(URI.create("http://127.0.0.1:" + port))) {
            assertEquals("NOT_SENT", Calls.send(client, "1"));
        }
    }

    @Test
    void a_name_that_does_not_exist_is_not_reached() {
        Dialer.Names names = host -> {
            throw new UnknownHostException(host);
        };
        try (HttpClient client = new HttpClient(URI.create("http://none.example"), new HandTimeline(), null, names)) {
            assertEquals("NOT_SENT", Calls.send(client, "1"));
        }
    }

    @Test
    void a_proxy_gets_the_whole_address() throws IOException {
        try (RawServer proxy = echo();
                HttpClient client = client(URI.create("http://far.example/base"))) {
            use(Proxy.Type.HTTP, proxy.port());
            assertEquals("to 1", Calls.send(client, "1"));
            assertEquals("to 2", Calls.send(client, "2"));
            assertTrue(proxy.requests.getFirst().head().startsWith("POST http://far.example/base/m HTTP/1.1\r\n"));
            assertEquals(1, proxy.connections());
        }
    }

    @Test
    void a_proxy_that_makes_no_tunnel_is_told_nothing() throws IOException {
        try (RawServer proxy = new RawServer(exchange -> exchange.say("HTTP/1.1 407 Who are you\r\n\r\n"));
                HttpClient client = client(URI.create("https://far.example/base"))) {
            use(Proxy.Type.HTTP, proxy.port());
            assertEquals("NOT_SENT", Calls.send(client, "secret"));
            assertEquals(
                    "CONNECT far.example:443 HTTP/1.1\r\nHost: far.example:443\r\n\r\n",
                    proxy.requests.getFirst().head());
        }
    }

    /** What is not encrypted and goes through it is one answer to each request. */
    @Test
    void a_socks_proxy_resolves_the_name() throws IOException {
        CompletableFuture<String> asked = new CompletableFuture<>();
        try (ServerSocket proxy = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                HttpClient client = client(URI.create("http://far.example"))) {
            use(Proxy.Type.SOCKS, proxy.getLocalPort());
            Thread.ofVirtual().start(() -> {
                try (Socket socket = proxy.accept()) {
                    asked.complete(greet(socket));
                    RawServer.serve(socket, 1, exchange -> exchange.say(RawServer.ok("to " + exchange.body())));
                } catch (IOException e) {
                    asked.completeExceptionally(e);
                }
            });
            assertEquals("to 1", Calls.send(client, "1"));
            assertEquals("to 2", Calls.send(client, "2"));
            assertEquals("far.example", asked.join());
        }
    }

    /** The greeting of RFC 1928, without a password. */
    private static String greet(Socket socket) throws IOException {
        DataInputStream in = new DataInputStream(socket.getInputStream());
        OutputStream out = socket.getOutputStream();
        in.readByte();
        in.readNBytes(in.readUnsignedByte());
        out.write(new byte[] {5, 0});
        in.readNBytes(4);
        String name = new String(in.readNBytes(in.readUnsignedByte()), StandardCharsets.US_ASCII);
        in.readNBytes(2);
        out.write(new byte[] {5, 0, 0, 1, 0, 0, 0, 0, 0, 0});
        return name;
    }
}
