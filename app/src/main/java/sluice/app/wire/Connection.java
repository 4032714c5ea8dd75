package sluice.app.wire;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.SocketChannel;
import java.util.Optional;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A connection to the server, for one call at a time. {@link #close} may be called from any thread. */
final class Connection implements Closeable {

    static final Logger LOG = LoggerFactory.getLogger(Connection.class);

    /** How a write ended. */
    enum Written {
        /** The system has taken all of it. */
        ALL,
        /** The system has taken nothing: the connection was gone before. */
        NOTHING,
        /** It was given up under way by this side, so that nobody knows. */
        PERHAPS,
        /** The server cannot have got all of it. */
        PART
    }

    private final Socket base;
    private final Optional<SocketChannel> channel;
    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;
    private final boolean bare;
    private final boolean wholeAddress;
    private final Input input = new Input(this::read);
    private long idleSince;
    private IOException fault = new IOException("none");

    /**
     * A connection that has just been made.
     *
     * @param base what it stands on, and what is closed
     * @param channel the same as a channel, where it is one
     * @param socket what is written to: the same, or the encryption around it
     * @param wholeAddress whether requests must name the server
     */
    Connection(Socket base, Optional<SocketChannel> channel, Socket socket, boolean wholeAddress) throws IOException {
        this.base = base;
        this.channel = channel;
        this.socket = socket;
        this.in = socket.getInputStream();
        this.out = socket.getOutputStream();
        this.bare = channel.isPresent() && !(socket instanceof SSLSocket);
        this.wholeAddress = wholeAddress;
    }

    Input input() {
        return input;
    }

    boolean needsWholeAddress() {
        return wholeAddress;
    }

    long idleSince() {
        return idleSince;
    }

    void idleSince(long nanos) {
        idleSince = nanos;
        input.rest();
    }

    /** What ended a write that did not come to its end. */
    IOException fault() {
        return fault;
    }

    /** Whether nothing has come since the last answer: neither the end nor something that would be taken for the next answer. */
    boolean isQuiet() {
        try {
            // What encryption has already read cannot be seen on the connection below it.
            if (!input.isEmpty() || (!bare && in.available() > 0)) {
                return false;
            }
            return channel.isPresent() ? isQuiet(channel.get()) : isQuiet(base);
        } catch (IOException e) {
            LOG.trace("a kept connection is gone", e);
            return false;
        }
    }

    /** Whatever can be read, encrypted or not, is a reason not to use it. */
    private static boolean isQuiet(SocketChannel channel) throws IOException {
        channel.configureBlocking(false);
        try {
            return channel.read(ByteBuffer.allocate(1)) == 0;
        } finally {
            channel.configureBlocking(true);
        }
    }

    /** Without a channel one can only look by waiting a moment. */
    private static boolean isQuiet(Socket plain) throws IOException {
        plain.setSoTimeout(1);
        try {
            plain.getInputStream().read();
            return false;
        } catch (SocketTimeoutException _) {
            return true;
        } finally {
            plain.setSoTimeout(0);
        }
    }

    Written write(byte[] request) {
        ByteBuffer left = ByteBuffer.wrap(request);
        try {
            if (bare) {
                while (left.hasRemaining()) {
                    channel.get().write(left);
                }
            } else {
                out.write(request);
                out.flush();
            }
            return Written.ALL;
        } catch (IOException e) {
            fault = e;
            if (bare) {
                boolean byUs = e instanceof AsynchronousCloseException;
                return byUs ? Written.PERHAPS : left.position() == 0 ? Written.NOTHING : Written.PART;
            }
            // Encryption closes the connection itself for faults of its own, and those may come after the last byte.
            return e instanceof SSLException
                            || socket.isClosed()
                            || channel.filter(one -> !one.isOpen()).isPresent()
                    ? Written.PERHAPS
                    : Written.PART;
        }
    }

    private int read(byte[] bytes, int from, int length) throws IOException {
        return bare ? channel.get().read(ByteBuffer.wrap(bytes, from, length)) : in.read(bytes, from, length);
    }

    /** At once: encryption would want to say goodbye, which may take as long as the server likes. */
    @Override
    public void close() throws IOException {
        base.close();
    }
}
