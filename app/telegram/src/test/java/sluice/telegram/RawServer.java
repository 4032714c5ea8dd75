package sluice.telegram;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;

/** A server that answers each request with whatever bytes a test wants, and may misbehave as servers do. */
final class RawServer implements AutoCloseable {

    private static final Pattern LENGTH = Pattern.compile("(?i)\r\ncontent-length: (\\d+)");

    /** What a test does with a request. */
    @FunctionalInterface
    interface Handler {

        /** Answers. The connection stays open unless this closes it. */
        void handle(Exchange exchange) throws IOException;
    }

    /**
     * A request.
     *
     * @param connection the number of its connection, from 1
     * @param number its own number on that connection, from 1
     */
    record Exchange(Socket socket, int connection, int number, String head, String body) implements Closeable {

        void say(String text) throws IOException {
            say(text.getBytes(StandardCharsets.ISO_8859_1));
        }

        void say(byte[] bytes) throws IOException {
            socket.getOutputStream().write(bytes);
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }

        /** Ends the connection so that the other side gets an error and not an end. */
        void reset() throws IOException {
            socket.setSoLinger(true, 0);
            socket.close();
        }
    }

    final List<Exchange> requests = new CopyOnWriteArrayList<>();
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final ServerSocket listener;
    private final Handler handler;

    RawServer(Handler handler) throws IOException {
        this(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), handler);
    }

    RawServer(ServerSocket listener, Handler handler) {
        this.listener = listener;
        this.handler = handler;
        Thread.ofVirtual().start(this::accept);
    }

    /** A plain answer with a body. */
    static String ok(String body) {
        return "HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
    }

    int port() {
        return listener.getLocalPort();
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + port());
    }

    int connections() {
        return sockets.size();
    }

    /** The bodies of the requests, in their order. */
    List<String> bodies() {
        return requests.stream().map(Exchange::body).toList();
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = listener.accept();
                // What is said has come when saying it returns.
                socket.setTcpNoDelay(true);
                sockets.add(socket);
                int number = sockets.size();
                Thread.ofVirtual()
                        .start(() -> serve(socket, number, exchange -> {
                            requests.add(exchange);
                            handler.handle(exchange);
                        }));
            }
        } catch (IOException _) {
            // The test is over.
        }
    }

    /** Serves one connection until it ends. */
    static void serve(Socket socket, int connection, Handler handler) {
        try {
            InputStream in = new BufferedInputStream(socket.getInputStream());
            for (int number = 1; ; number++) {
                StringBuilder head = new StringBuilder();
                while (head.indexOf("\r\n\r\n") < 0) {
                    int next = in.read();
                    if (next < 0) {
                        return;
                    }
                    head.append((char) next);
                }
                Matcher length = LENGTH.matcher(head);
                byte[] body = in.readNBytes(length.find() ? Integer.parseInt(length.group(1)) : 0);
                Exchange exchange = new Exchange(
                        socket, connection, number, head.toString(), new String(body, StandardCharsets.UTF_8));
                handler.handle(exchange);
            }
        } catch (SocketException | SSLException _) {
            // Either side has closed it.
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
