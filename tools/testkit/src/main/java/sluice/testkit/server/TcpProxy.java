package sluice.testkit.server;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/**
 * A proxy between a client and a server on 127.0.0.1, which hinders them as a network does. Its mode holds for the connections
 * that there are and for new ones. This class is thread-safe.
 */
public final class TcpProxy implements AutoCloseable {

    private static final int CHUNK = 65_536;

    private final int serverPort;
    private final ServerSocket listener;
    private final Set<Link> links = ConcurrentHashMap.newKeySet();
    private final AtomicLong connections = new AtomicLong();
    private final AtomicLong requests = new AtomicLong();
    private final AtomicInteger broken = new AtomicInteger();
    private final AtomicReference<Trap> trap = new AtomicReference<>();
    private final Gate gate = new Gate();

    /** When a connection is broken that sent the bytes waited for. */
    public enum Break {
        /** The server never gets them. */
        BEFORE_FORWARDING,
        /** The server gets them and, at the same time, the end of the connection: it may act on them or not. Its answer never gets through. */
        AFTER_FORWARDING,
        /** The server acts on them; its answer never gets through. */
        BEFORE_ANSWER
    }

    private record Trap(Predicate<String> text, Break when) {}

    /** A proxy that passes everything. */
    public TcpProxy(int serverPort) {
        this.serverPort = serverPort;
        try {
            listener = new ServerSocket(0, 0, InetAddress.ofLiteral("127.0.0.1"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().name("proxy-accept").start(this::accept);
    }

    /** The port on 127.0.0.1 that clients connect to. */
    public int port() {
        return listener.getLocalPort();
    }

    /** Passes everything, what was held back first. */
    public void pass() {
        gate.set(Mode.PASS, Duration.ZERO);
    }

    /** Takes connections and keeps them, and passes nothing, in neither direction: what is sent waits for {@link #pass}. */
    public void blackhole() {
        gate.set(Mode.BLACKHOLE, Duration.ZERO);
    }

    /** Resets all connections, and new ones as soon as they are made. */
    public void reset() {
        gate.set(Mode.RESET, Duration.ZERO);
        links.forEach(Link::reset);
    }

    /** Passes everything so much later, in each direction. */
    public void delay(Duration by) {
        gate.set(Mode.PASS, requireNonNull(by, "by"));
    }

    /** Resets the connections that there are, once; the mode stays. */
    public void breakAll() {
        links.forEach(Link::reset);
    }

    /**
     * Breaks the next connection whose client sends certain bytes. Another call takes the place of one that is still waiting.
     *
     * @param text tells which, from what was read at once, as ISO-8859-1
     */
    public void breakNext(Predicate<String> text, Break when) {
        trap.set(new Trap(requireNonNull(text, "text"), requireNonNull(when, "when")));
    }

    /** The number of connections that {@link #breakNext} has broken. */
    public int broken() {
        return broken.get();
    }

    /** The number of connections made until now. */
    public long connections() {
        return connections.get();
    }

    /** The number of connections now. */
    public int open() {
        return links.size();
    }

    /** How often clients sent something. One that waits for the answer to each request sends once for each. */
    public long requests() {
        return requests.get();
    }

    /** Resets all connections and takes no more. */
    @Override
    public void close() {
        gate.set(Mode.RESET, Duration.ZERO);
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        links.forEach(Link::reset);
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                connections.incrementAndGet();
                Thread.ofVirtual().name("proxy-connect").start(() -> connect(client));
            } catch (IOException e) {
                if (!listener.isClosed()) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    /** In a black hole the client is connected and the server hears nothing of it. */
    private void connect(Socket client) {
        Socket server = new Socket();
        Link link = new Link(client, server);
        links.add(link);
        try {
            gate.await(link);
            server.connect(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), serverPort));
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
        } catch (IOException e) {
            link.reset();
            return;
        }
        Thread.ofVirtual().name("proxy-answers").start(() -> link.pump(server, client, false));
        link.pump(client, server, true);
    }

    private enum Mode {
        PASS,
        BLACKHOLE,
        RESET
    }

    /** What holds back, and for how long. */
    private static final class Gate {

        private Mode mode = Mode.PASS;
        private Duration delay = Duration.ZERO;

        synchronized void set(Mode to, Duration by) {
            mode = to;
            delay = by;
            notifyAll();
        }

        synchronized void wake() {
            notifyAll();
        }

        /** Returns when bytes may go on; the end of the connection is an exception. */
        void await(Link link) throws IOException {
            LockSupport.parkNanos(waitWhileClosed(link).toNanos());
            waitWhileClosed(link);
        }

        private synchronized Duration waitWhileClosed(Link link) throws IOException {
            try {
                while (mode == Mode.BLACKHOLE && !link.ended) {
                    wait();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException(e);
            }
            if (mode == Mode.RESET || link.ended) {
                throw new IOException("reset");
            }
            return delay;
        }
    }

    /** A client's connection and the one to the server. */
    private final class Link {

        private final Socket client;
        private final Socket server;
        private volatile boolean ended;
        private volatile boolean answerBreaks;

        Link(Socket client, Socket server) {
            this.client = client;
            this.server = server;
        }

        /** Passes bytes in one direction. The end of a connection passes as late as its bytes would. */
        void pump(Socket from, Socket to, boolean fromClient) {
            try {
                boolean whole = copy(from, to, fromClient);
                gate.await(this);
                if (!whole) {
                    reset();
                    return;
                }
                to.shutdownOutput();
                if (from.isOutputShutdown()) {
                    end(false);
                }
            } catch (IOException e) {
                reset();
            }
        }

        /** Returns whether the sender has ended it in order. */
        private boolean copy(Socket from, Socket to, boolean fromClient) {
            byte[] chunk = new byte[CHUNK];
            try {
                InputStream in = from.getInputStream();
                for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
                    if (fromClient) {
                        requests.incrementAndGet();
                    }
                    gate.await(this);
                    if (!forward(Arrays.copyOf(chunk, read), to, fromClient)) {
                        return false;
                    }
                }
                return true;
            } catch (IOException e) {
                return false;
            }
        }

        /** Returns whether the connection goes on. */
        private boolean forward(byte[] bytes, Socket to, boolean fromClient) throws IOException {
            Optional<Break> when = fromClient ? sprung(bytes) : Optional.empty();
            if (when.equals(Optional.of(Break.BEFORE_FORWARDING)) || (!fromClient && answerBreaks)) {
                return false;
            }
            if (when.isPresent()) {
                // A server may be faster with its answer than the end of the connection is made.
                answerBreaks = true;
            }
            to.getOutputStream().write(bytes);
            return !when.equals(Optional.of(Break.AFTER_FORWARDING));
        }

        private Optional<Break> sprung(byte[] bytes) {
            Trap set = trap.get();
            boolean sprung = set != null
                    && set.text().test(new String(bytes, StandardCharsets.ISO_8859_1))
                    && trap.compareAndSet(set, null);
            if (!sprung) {
                return Optional.empty();
            }
            broken.incrementAndGet();
            return Optional.of(set.when());
        }

        void reset() {
            end(true);
        }

        private synchronized void end(boolean abruptly) {
            if (ended) {
                return;
            }
            ended = true;
            links.remove(this);
            gate.wake();
            for (Socket socket : new Socket[] {client, server}) {
                try (socket) {
                    if (abruptly) {
                        socket.setSoLinger(true, 0);
                    }
                } catch (IOException e) {
                    System.err.println("proxy: " + e);
                }
            }
        }
    }
}
