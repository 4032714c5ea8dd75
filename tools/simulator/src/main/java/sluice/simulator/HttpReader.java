package sluice.simulator;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reads HTTP/1.1 requests from one connection. Not thread-safe: one connection, one thread. */
final class HttpReader {
    /** Long enough for a text of 4,096 characters, percent-encoded, in a query string. */
    private static final int MAX_LINE = 64 * 1024;
    /** The largest upload that the Bot API takes, in bytes. */
    private static final int MAX_BODY = 50 * 1024 * 1024;

    private static final byte[] CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] NOTHING = {};

    private final InputStream in;
    private final OutputStream out;
    private byte[] buffer = new byte[4096];
    private int position;
    private int limit;

    HttpReader(InputStream in, OutputStream out) {
        this.in = in;
        this.out = out;
    }

    /** {@return the next request, or null when the client closed the connection between two requests} */
    HttpRequest next() throws IOException {
        String start = line();
        if (start == null) {
            return null;
        }
        int first = start.indexOf(' ');
        int last = start.lastIndexOf(' ');
        if (first <= 0 || last <= first || !start.startsWith("HTTP/1.", last + 1)) {
            throw new ProtocolException("not an HTTP/1 request line");
        }
        boolean keepAlive = start.endsWith("1.1");
        boolean chunked = false;
        boolean expects = false;
        long length = 0;
        String type = "";
        for (String line = header(); !line.isEmpty(); line = header()) {
            int colon = line.indexOf(':');
            if (colon <= 0) {
                throw new ProtocolException("a header without a colon");
            }
            String name = line.substring(0, colon);
            if (name.equalsIgnoreCase("content-length")) {
                length = Long.parseLong(line, colon + 1 + blanks(line, colon + 1), line.length(), 10);
            } else if (name.equalsIgnoreCase("content-type")) {
                type = line.substring(colon + 1).strip();
            } else if (name.equalsIgnoreCase("transfer-encoding")) {
                chunked = line.substring(colon + 1).strip().equalsIgnoreCase("chunked");
            } else if (name.equalsIgnoreCase("connection")) {
                String value = line.substring(colon + 1).strip();
                keepAlive = keepAlive ? !value.equalsIgnoreCase("close") : value.equalsIgnoreCase("keep-alive");
            } else if (name.equalsIgnoreCase("expect")) {
                expects = true;
            }
        }
        if (length < 0 || length > MAX_BODY) {
            throw new ProtocolException("a body of " + length + " bytes");
        }
        if (expects) {
            out.write(CONTINUE);
            out.flush();
        }
        byte[] body = chunked ? chunks() : exactly((int) length);
        String target = start.substring(first + 1, last);
        int mark = target.indexOf('?');
        return new HttpRequest(
                mark < 0 ? target : target.substring(0, mark),
                mark < 0 ? "" : target.substring(mark + 1),
                type,
                body,
                keepAlive);
    }

    private static int blanks(String line, int from) {
        int count = 0;
        while (from + count < line.length() && line.charAt(from + count) == ' ') {
            count++;
        }
        return count;
    }

    private String header() throws IOException {
        String line = line();
        if (line == null) {
            throw new EOFException("closed inside the headers");
        }
        return line;
    }

    private String line() throws IOException {
        int scanned = position;
        while (true) {
            for (; scanned < limit; scanned++) {
                if (buffer[scanned] == '\n') {
                    int end = scanned > position && buffer[scanned - 1] == '\r' ? scanned - 1 : scanned;
                    String line = new String(buffer, position, end - position, StandardCharsets.ISO_8859_1);
                    position = scanned + 1;
                    return line;
                }
            }
            int held = limit - position;
            if (!fill()) {
                if (held == 0) {
                    return null;
                }
                throw new EOFException("closed inside a line");
            }
            scanned = position + held;
        }
    }

    private boolean fill() throws IOException {
        if (position == limit) {
            position = 0;
            limit = 0;
        } else if (limit == buffer.length) {
            if (position > 0) {
                System.arraycopy(buffer, position, buffer, 0, limit - position);
                limit -= position;
                position = 0;
            } else if (buffer.length < MAX_LINE) {
                buffer = Arrays.copyOf(buffer, buffer.length * 2);
            } else {
                throw new ProtocolException("a line of more than " + MAX_LINE + " bytes");
            }
        }
        int count = in.read(buffer, limit, buffer.length - limit);
        if (count < 0) {
            return false;
        }
        limit += count;
        return true;
    }

    private byte[] exactly(int length) throws IOException {
        if (length == 0) {
            return NOTHING;
        }
        byte[] body = new byte[length];
        int have = Math.min(length, limit - position);
        System.arraycopy(buffer, position, body, 0, have);
        position += have;
        if (in.readNBytes(body, have, length - have) < length - have) {
            throw new EOFException("closed inside the body");
        }
        return body;
    }

    private byte[] chunks() throws IOException {
        var body = new ByteArrayOutputStream();
        while (true) {
            String size = header();
            int end = size.indexOf(';');
            int length = Integer.parseInt((end < 0 ? size : size.substring(0, end)).strip(), 16);
            if (length < 0 || body.size() + (long) length > MAX_BODY) {
                throw new ProtocolException("a chunk of " + length + " bytes");
            }
            if (length == 0) {
                // trailers say nothing that matters here
                for (String trailer = header(); !trailer.isEmpty(); ) {
                    trailer = header();
                }
                return body.toByteArray();
            }
            body.write(exactly(length));
            header();
        }
    }
}
