package sluice.simulator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/**
 * A small HTTP/1.1 server on 127.0.0.1: blocking I/O, one virtual thread per connection.
 *
 * <p>It is not {@code com.sun.net.httpserver} or a library because the faults need the raw socket: an answer that is
 * shorter than it promised, one byte at a time, none at all, a reset in the middle. No server API offers those.
 */
final class HttpServer {
    private static final Logger LOG = System.getLogger(HttpServer.class.getName());
    private static final int BACKLOG = 1024;

    /** Answers one request; called on the connection's thread, which may wait in it. */
    interface Handler {
        Exchange handle(HttpRequest request) throws InterruptedException;
    }

    private final Handler handler;
    private final Optional<SSLContext> tls;
    private final Set<HttpConnection> connections = ConcurrentHashMap.newKeySet();
    private volatile ServerSocket listener;
    private Thread acceptor;
    private volatile int port;

    HttpServer(int port, Optional<SSLContext> tls, Handler handler) {
        this.port = port;
        this.tls = tls;
        this.handler = handler;
    }

    Handler handler() {
        return handler;
    }

    int port() {
        return port;
    }

    synchronized void listen() {
        if (listener != null) {
            return;
        }
        try {
            var socket = new ServerSocket();
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port), BACKLOG);
            port = socket.getLocalPort();
            listener = socket;
            acceptor = Thread.ofVirtual().name("simulator-accept").start(() -> accept(socket));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot listen on 127.0.0.1:" + port, e);
        }
    }

    private void accept(ServerSocket from) {
        while (!from.isClosed()) {
            try {
                Socket socket = from.accept();
                socket.setOption(StandardSocketOptions.TCP_NODELAY, true);
                var connection = new HttpConnection(socket, this);
                connections.add(connection);
                if (from.isClosed()) {
                    connection.cut();
                }
                Thread.ofVirtual().name("simulator-http").start(connection);
            } catch (IOException e) {
                LOG.log(Level.DEBUG, "accept ended: {0}", e.getMessage());
            }
        }
    }

    /** TLS over a connection, or the connection itself without TLS. It is layered, so that faults still reach the raw one. */
    Socket secured(Socket raw) throws IOException {
        if (tls.isEmpty()) {
            return raw;
        }
        SSLSocket socket = (SSLSocket) tls.get().getSocketFactory().createSocket(raw, null, true);
        // The client's preference counts, as with most servers.
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setUseCipherSuitesOrder(false);
        socket.setSSLParameters(parameters);
        return socket;
    }

    void gone(HttpConnection connection) {
        connections.remove(connection);
    }

    /** Refuses new connections; those there are stay. */
    synchronized void refuse() {
        ServerSocket socket = listener;
        listener = null;
        if (socket != null) {
            try {
                socket.close();
                // Only when it has returned from accept is the port free to be listened on again.
                acceptor.join();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Ends idle connections, and the others after the answer under way. */
    void drain() {
        for (HttpConnection connection : connections) {
            try {
                connection.drain();
            } catch (IOException e) {
                LOG.log(Level.DEBUG, "was closed already: {0}", e.getMessage());
            }
        }
    }

    /** Resets every connection. */
    void cut() {
        for (HttpConnection connection : connections) {
            try {
                connection.cut();
            } catch (IOException e) {
                LOG.log(Level.DEBUG, "was closed already: {0}", e.getMessage());
            }
        }
    }

    boolean idle() {
        return connections.isEmpty();
    }
}
