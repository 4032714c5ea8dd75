package sluice.app.http;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sluice.api.Bounded;
import sluice.app.time.Alarm;

/** Accepts connections, and keeps no more of them than allowed. */
final class Listener implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Listener.class);

    /** How often it looks, while there are connections, for those that are stuck. */
    private static final Duration LOOK = Duration.ofSeconds(1);

    private static final Duration RETRY = Duration.ofMillis(100);

    private static final String FULL = """
            HTTP/1.1 503 Service Unavailable\r
            Retry-After: 5\r
            Connection: close\r
            Content-Length: 0\r
            \r
            """;

    private final ServerSocket server;
    private final Door door;
    private final Limits limits;
    private final Alarm alarm;

    @Bounded("Limits.connections")
    private final Set<Connection> connections = ConcurrentHashMap.newKeySet();

    Listener(ServerSocket server, Door door, Limits limits, Alarm alarm) {
        this.server = server;
        this.door = door;
        this.limits = limits;
        this.alarm = alarm;
    }

    void start() {
        Thread.ofVirtual().name("sluice-http").start(this::listen);
    }

    int port() {
        return server.getLocalPort();
    }

    private void listen() {
        try {
            while (!server.isClosed()) {
                next();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void next() throws InterruptedException {
        try {
            server.setSoTimeout(connections.isEmpty() ? 0 : (int) LOOK.toMillis());
            take(server.accept());
        } catch (SocketTimeoutException e) {
            connections.forEach(Connection::closeIfStuck);
        } catch (IOException e) {
            failed(e);
        }
    }

    /** The process may have no file left to open. That passes, and nobody must be deaf then. */
    private void failed(IOException e) throws InterruptedException {
        if (!server.isClosed()) {
            LOG.debug("a connection could not be accepted: {}", e.toString());
            longestWaiting().ifPresent(this::giveUp);
            alarm.await(RETRY);
        }
    }

    private void take(Socket socket) {
        if (connections.size() >= limits.connections()) {
            longestWaiting().ifPresent(this::giveUp);
        }
        Connection[] self = new Connection[1];
        Connection connection = new Connection(socket, door, limits, () -> connections.remove(self[0]));
        self[0] = connection;
        if (connections.size() >= limits.connections()) {
            turnAway(socket);
            return;
        }
        connections.add(connection);
        Thread.ofVirtual().name("sluice-http-connection").start(connection);
    }

    private Optional<Connection> longestWaiting() {
        return connections.stream()
                .filter(connection -> connection.waitedNanos() >= 0)
                .max(Comparator.comparingLong(Connection::waitedNanos));
    }

    private void giveUp(Connection connection) {
        connection.giveUp();
        connections.remove(connection);
    }

    /** All are answered just now. What is said is short enough to be taken by the system at once. */
    private static void turnAway(Socket socket) {
        try (socket) {
            socket.getOutputStream().write(FULL.getBytes(US_ASCII));
        } catch (IOException e) {
            LOG.debug("a client could not be turned away: {}", e.toString());
        }
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            LOG.debug("listening could not be ended: {}", e.toString());
        }
        connections.forEach(Connection::close);
    }
}
