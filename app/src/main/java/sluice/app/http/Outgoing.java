package sluice.app.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.HexFormat;
import java.util.Map;

/** Writes answers to a connection. Used by one thread. */
final class Outgoing {

    /** What is written at once; a client that takes it in time may take the next. */
    static final int PIECE = 8 << 10;

    private static final Map<Integer, String> REASONS = Map.ofEntries(
            Map.entry(200, "OK"),
            Map.entry(206, "Partial Content"),
            Map.entry(303, "See Other"),
            Map.entry(304, "Not Modified"),
            Map.entry(400, "Bad Request"),
            Map.entry(401, "Unauthorized"),
            Map.entry(403, "Forbidden"),
            Map.entry(404, "Not Found"),
            Map.entry(405, "Method Not Allowed"),
            Map.entry(408, "Request Timeout"),
            Map.entry(411, "Length Required"),
            Map.entry(413, "Content Too Large"),
            Map.entry(414, "URI Too Long"),
            Map.entry(415, "Unsupported Media Type"),
            Map.entry(416, "Range Not Satisfiable"),
            Map.entry(421, "Misdirected Request"),
            Map.entry(429, "Too Many Requests"),
            Map.entry(431, "Request Header Fields Too Large"),
            Map.entry(500, "Internal Server Error"),
            Map.entry(503, "Service Unavailable"),
            Map.entry(505, "HTTP Version Not Supported"));

    private final OutputStream socket;

    /**
     * A writer.
     *
     * @param socket where to; each write of it is one {@link #PIECE} at most
     */
    Outgoing(OutputStream socket) {
        this.socket = socket;
    }

    /**
     * Writes an answer.
     *
     * @param response the answer, with all its headers
     * @param bodiless whether only its head is wanted
     * @param modern whether the client speaks HTTP/1.1
     * @param keepAlive whether another may follow
     * @throws IOException when the client is gone, or the body could not be made; the connection is of no use then
     */
    void write(Response response, boolean bodiless, boolean modern, boolean keepAlive) throws IOException {
        boolean chunked = response.length().isEmpty() && modern;
        StringBuilder head = new StringBuilder(512);
        head.append(modern ? "HTTP/1.1 " : "HTTP/1.0 ")
                .append(response.status())
                .append(' ');
        head.append(REASONS.getOrDefault(response.status(), "Other")).append("\r\n");
        response.headers()
                .forEach((name, value) ->
                        head.append(name).append(": ").append(value).append("\r\n"));
        if (response.status() != 304) {
            response.length()
                    .ifPresent(length ->
                            head.append("Content-Length: ").append(length).append("\r\n"));
        }
        head.append(chunked ? "Transfer-Encoding: chunked\r\n" : "");
        head.append(keepAlive ? "" : "Connection: close\r\n").append("\r\n");
        OutputStream out = new BufferedOutputStream(socket, PIECE);
        out.write(head.toString().getBytes(ISO_8859_1));
        if (!bodiless) {
            if (chunked) {
                writeChunked(response, out);
            } else {
                Unclosed body = new Unclosed(out, response.length().orElse(Long.MAX_VALUE));
                response.body().write(body);
                if (response.length().isPresent() && body.left > 0) {
                    throw new IOException("the body is shorter than was announced");
                }
            }
        }
        out.flush();
    }

    /** Tells a client that waits with its body to send it. */
    void goOn() throws IOException {
        socket.write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(US_ASCII));
        socket.flush();
    }

    private static void writeChunked(Response response, OutputStream out) throws IOException {
        OutputStream chunks = new BufferedOutputStream(new Chunks(out), PIECE);
        response.body().write(new Unclosed(chunks, Long.MAX_VALUE));
        chunks.flush();
        out.write("0\r\n\r\n".getBytes(US_ASCII));
    }

    /** Each write is a chunk. */
    private static final class Chunks extends OutputStream {

        private final OutputStream out;

        Chunks(OutputStream out) {
            this.out = out;
        }

        @Override
        public void write(int single) throws IOException {
            write(new byte[] {(byte) single}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            if (length > 0) {
                out.write((HexFormat.of().toHexDigits(length) + "\r\n").getBytes(US_ASCII));
                out.write(bytes, from, length);
                out.write("\r\n".getBytes(US_ASCII));
            }
        }
    }

    /** What a page gets: it cannot close the connection, flush for nothing, or write more or less than was promised. */
    private static final class Unclosed extends OutputStream {

        private final OutputStream out;
        private long left;

        Unclosed(OutputStream out, long length) {
            this.out = out;
            this.left = length;
        }

        @Override
        public void write(int single) throws IOException {
            write(new byte[] {(byte) single}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            left -= length;
            if (left < 0) {
                throw new IOException("the body is longer than was announced");
            }
            for (int done = 0; done < length; done += PIECE) {
                out.write(bytes, from + done, Math.min(PIECE, length - done));
            }
        }
    }
}
