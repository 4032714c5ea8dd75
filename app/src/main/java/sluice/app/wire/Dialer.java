package sluice.app.wire;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.net.UnknownHostException;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * Makes connections to the server, straight or through the proxy that the system properties of the JVM name. A name may stand for
 * several addresses, of which some cannot be reached: each gets a short while, and then each a longer one; the one that was
 * reached last comes first. This class is thread-safe.
 */
final class Dialer {

    /** For the only way there is. */
    private static final Duration LIMIT = Duration.ofSeconds(10);

    /** For each of several, the first time and the second. */
    private static final List<Duration> TRIES = List.of(Duration.ofSeconds(1), Duration.ofSeconds(5));

    /** More are not tried: the time limit of the call ends before. */
    private static final int MOST_ROUTES = 8;

    /** Finds the addresses of a name. */
    @FunctionalInterface
    interface Names {

        InetAddress[] addresses(String host) throws UnknownHostException;
    }

    /** A way to the server. */
    private record Route(Proxy proxy, InetSocketAddress address) {}

    private final Server server;
    private final SSLSocketFactory encryption;
    private final Names names;
    private volatile Optional<Route> last = Optional.empty();

    Dialer(Server server, SSLSocketFactory encryption, Names names) {
        this.server = server;
        this.names = names;
        this.encryption = encryption;
    }

    /** Connects, while the call holds what is being connected. */
    Connection dial(Call call) throws IOException {
        List<Route> routes = routes();
        List<Duration> tries = routes.size() == 1 ? List.of(LIMIT) : TRIES;
        IOException first = null;
        for (Duration limit : tries) {
            for (Route route : routes) {
                try {
                    Connection connection = dial(route, limit, call);
                    last = Optional.of(route);
                    return connection;
                } catch (IOException e) {
                    call.drop();
                    first = first == null ? e : first;
                }
            }
        }
        throw first;
    }

    private List<Route> routes() throws IOException {
        List<Route> routes = new ArrayList<>();
        ProxySelector selector = ProxySelector.getDefault();
        List<Proxy> proxies = selector == null ? List.of(Proxy.NO_PROXY) : selector.select(server.uri());
        for (Proxy proxy : proxies) {
            switch (proxy.type()) {
                case DIRECT -> add(routes, proxy, server.host(), server.port());
                case HTTP -> {
                    InetSocketAddress address = (InetSocketAddress) proxy.address();
                    add(routes, proxy, address.getHostString(), address.getPort());
                }
                // It resolves the name, which may not be possible here.
                case SOCKS ->
                    routes.add(new Route(proxy, InetSocketAddress.createUnresolved(server.host(), server.port())));
            }
        }
        last.filter(routes::remove).ifPresent(route -> routes.addFirst(route));
        return routes.subList(0, Math.min(routes.size(), MOST_ROUTES));
    }

    private void add(List<Route> routes, Proxy proxy, String host, int port) throws UnknownHostException {
        for (InetAddress address : names.addresses(host)) {
            routes.add(new Route(proxy, new InetSocketAddress(address, port)));
        }
    }

    private Connection dial(Route route, Duration limit, Call call) throws IOException {
        if (route.proxy().type() == Proxy.Type.SOCKS) {
            Socket socket = new Socket(route.proxy());
            call.hold(socket);
            socket.setTcpNoDelay(true);
            socket.connect(route.address(), (int) limit.toMillis());
            return hold(call, encrypt(socket, Optional.empty(), false));
        }
        SocketChannel channel = SocketChannel.open();
        call.hold(channel);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.socket().connect(route.address(), (int) limit.toMillis());
        boolean proxy = route.proxy().type() == Proxy.Type.HTTP;
        if (proxy && server.tls()) {
            tunnel(channel);
        }
        return hold(call, encrypt(channel.socket(), Optional.of(channel), proxy && !server.tls()));
    }

    private static Connection hold(Call call, Connection connection) throws IOException {
        call.hold(connection);
        return connection;
    }

    /** Asks a proxy to pass on bytes that it cannot read. */
    private void tunnel(SocketChannel channel) throws IOException {
        String end = (server.host().contains(":") ? "[" + server.host() + "]" : server.host()) + ":" + server.port();
        Connection proxy = new Connection(channel.socket(), Optional.of(channel), channel.socket(), false);
        byte[] request =
                ("CONNECT " + end + " HTTP/1.1\r\nHost: " + end + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
        if (proxy.write(request) != Connection.Written.ALL) {
            throw proxy.fault();
        }
        Head head = Head.read(proxy.input());
        if (head.status() / 100 != 2 || !proxy.input().isEmpty()) {
            throw new IOException("the proxy answered with HTTP " + head.status());
        }
    }

    private Connection encrypt(Socket socket, Optional<SocketChannel> channel, boolean wholeAddress)
            throws IOException {
        if (!server.tls()) {
            return new Connection(socket, channel, socket, wholeAddress);
        }
        SSLSocket encrypted = (SSLSocket) encryption.createSocket(socket, server.host(), server.port(), true);
        SSLParameters parameters = encrypted.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        parameters.setProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
        encrypted.setSSLParameters(parameters);
        encrypted.startHandshake();
        return new Connection(socket, channel, encrypted, false);
    }
}
