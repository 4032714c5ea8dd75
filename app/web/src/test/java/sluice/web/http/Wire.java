package sluice.web.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A connection to the server, byte for byte. */
public final class Wire implements AutoCloseable {

    private static final int LIMIT_MILLIS = 20_000;
    private static final Pattern LENGTH = Pattern.compile("(?i)content-length: (\\d+)");

    /** What came back. */
    public record Answer(String head, String body) {

        public int status() {
            return head.isEmpty() ? 0 : Integer.parseInt(head.split(" ", 3)[1]);
        }

        public String header(String name) {
            Matcher line = Pattern.compile("(?im)^" + Pattern.quote(name) + ": (.*?)\r?$")
                    .matcher(head);
            return line.find() ? line.group(1) : "";
        }
    }

    public final Socket socket;

    public Wire(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(LIMIT_MILLIS);
    }

    /** Sends one request on a connection of its own. */
    public static Answer ask(int port, String request) throws IOException {
        try (Wire wire = new Wire(port)) {
            wire.send(request);
            return wire.answer(request.startsWith("HEAD"));
        }
    }

    public void send(String text) throws IOException {
        try {
            socket.getOutputStream().write(text.getBytes(ISO_8859_1));
        } catch (SocketException e) {
            // The server has closed already; what it said before counts.
            socket.shutdownInput();
        }
    }

    /** Tells the server that no more comes. */
    public void finish() throws IOException {
        try {
            socket.shutdownOutput();
        } catch (SocketException e) {
            // The server was faster.
            socket.shutdownInput();
        }
    }

    /** Reads one answer; its head is empty when the server says nothing. */
    public Answer answer(boolean bodiless) throws IOException {
        InputStream in = socket.getInputStream();
        String head = head(in);
        Matcher length = LENGTH.matcher(head);
        String body = "";
        if (!bodiless && length.find()) {
            body = new String(in.readNBytes(Integer.parseInt(length.group(1))), ISO_8859_1);
        } else if (!bodiless && !head.contains("304 ")) {
            body = rest().orElse("");
        }
        return new Answer(head, body);
    }

    /** All that comes until the server closes; empty when it breaks the connection. */
    public Optional<String> rest() throws IOException {
        try {
            return Optional.of(new String(socket.getInputStream().readAllBytes(), ISO_8859_1));
        } catch (SocketException e) {
            return Optional.empty();
        }
    }

    private static String head(InputStream in) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            while (!bytes.toString(ISO_8859_1).endsWith("\r\n\r\n")) {
                int next = in.read();
                if (next < 0) {
                    return bytes.toString(ISO_8859_1);
                }
                bytes.write(next);
            }
        } catch (SocketException e) {
            return "";
        }
        return bytes.toString(ISO_8859_1);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
