package sluice.app.http;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import sluice.api.Ticker;

/** Reads requests from a connection, each part within its time and size. Used by one thread. */
final class Incoming {

    private static final int START = 2 << 10;

    private final Socket socket;
    private final InputStream in;
    private final Limits limits;
    private final Ticker ticker = Ticker.system();
    private byte[] buffer = new byte[START];
    private int filled;

    Incoming(Socket socket, Limits limits) throws IOException {
        this.socket = socket;
        this.in = socket.getInputStream();
        this.limits = limits;
    }

    /**
     * Waits for the next request.
     *
     * @param limit how long
     * @return whether there is one; if not, the client has gone or says nothing
     */
    boolean begins(Duration limit) throws IOException {
        try {
            return filled > 0 || fill(ticker.nanos() + limit.toNanos());
        } catch (SocketTimeoutException e) {
            return false;
        }
    }

    /**
     * Reads a request up to its body.
     *
     * @return it; empty when the client went away in its midst
     * @throws Refused when it is too long, too slow or no HTTP
     */
    Optional<Head> head() throws IOException {
        long end = ticker.nanos() + limits.headTime().toNanos();
        int looked = 0;
        try {
            while (true) {
                int length = headLength(looked);
                if (length >= 0) {
                    Head head = Head.of(buffer, 0, length);
                    drop(length + 4);
                    return Optional.of(head);
                }
                if (filled >= limits.headBytes()) {
                    throw new Refused(431, "the headers are larger than " + limits.headBytes() + " bytes");
                }
                looked = Math.max(0, filled - 3);
                if (!fill(end)) {
                    return Optional.empty();
                }
            }
        } catch (SocketTimeoutException e) {
            throw slow(limits.headTime());
        }
    }

    /**
     * Reads a body.
     *
     * @param length how many bytes it has
     * @throws Refused when it is too slow
     * @throws EOFException when the client went away in its midst
     */
    byte[] body(int length) throws IOException {
        byte[] body = new byte[length];
        int have = Math.min(length, filled);
        System.arraycopy(buffer, 0, body, 0, have);
        drop(have);
        long end = ticker.nanos() + limits.bodyTime().toNanos();
        try {
            while (have < length) {
                limit(end);
                int read = in.read(body, have, length - have);
                if (read < 0) {
                    throw new EOFException("the body ended early");
                }
                have += read;
            }
        } catch (SocketTimeoutException e) {
            throw slow(limits.bodyTime());
        }
        return body;
    }

    /** Reads on for a moment without keeping it: a connection closed with bytes unread loses the answer that is on its way. */
    void drain(Duration time, int most) throws IOException {
        long end = ticker.nanos() + time.toNanos();
        try {
            for (int read = 0; read < most; ) {
                limit(end);
                int count = in.read(buffer, 0, buffer.length);
                if (count < 0) {
                    return;
                }
                read += count;
            }
        } catch (SocketTimeoutException e) {
            filled = 0;
        }
    }

    private boolean fill(long end) throws IOException {
        if (filled == buffer.length) {
            buffer = Arrays.copyOf(buffer, Math.min(2 * buffer.length, limits.headBytes()));
        }
        limit(end);
        int read = in.read(buffer, filled, buffer.length - filled);
        filled += Math.max(0, read);
        return read >= 0;
    }

    private void limit(long end) throws IOException {
        long millis = Duration.ofNanos(end - ticker.nanos()).toMillis();
        if (millis <= 0) {
            throw new SocketTimeoutException();
        }
        socket.setSoTimeout((int) millis);
    }

    private int headLength(int from) {
        for (int i = from; i + 3 < filled; i++) {
            if (buffer[i] == '\r' && buffer[i + 1] == '\n' && buffer[i + 2] == '\r' && buffer[i + 3] == '\n') {
                return i;
            }
        }
        return -1;
    }

    private void drop(int count) {
        System.arraycopy(buffer, count, buffer, 0, filled - count);
        filled -= count;
    }

    private static Refused slow(Duration limit) {
        return new Refused(408, "the request did not come within " + limit.toSeconds() + " s");
    }
}
