package sluice.app.wire;

import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;

/**
 * One request, to be sent once. {@link #cancel} may be called from any thread and at any time, the rest is for the thread that
 * sends it.
 */
public final class Call {

    private final Server server;
    private final String path;
    private final String type;
    private final byte[] body;
    private Closeable held;
    private boolean cancelled;
    private volatile boolean timedOut;
    private boolean sent;

    Call(Server server, String path, String type, byte[] body) {
        this.server = server;
        this.path = path;
        this.type = type;
        this.body = body;
    }

    /** Ends it: what it waits for fails at once. Once its answer has been read, this does nothing. */
    public void cancel() {
        Closeable closed;
        synchronized (this) {
            cancelled = true;
            closed = held;
            held = null;
        }
        closeQuietly(closed);
    }

    void expire() {
        timedOut = true;
        cancel();
    }

    boolean isTimedOut() {
        return timedOut;
    }

    /** From now on the server may have the whole request. */
    void sent() {
        sent = true;
    }

    boolean isSent() {
        return sent;
    }

    /** From now on, {@link #cancel} closes this. What was held before is the same connection in an earlier state. */
    synchronized void hold(Closeable connection) throws IOException {
        if (cancelled) {
            closeQuietly(connection);
            throw new InterruptedIOException("cancelled");
        }
        held = connection;
    }

    /**
     * Gives back what was held, so that {@link #cancel} does not close it any more.
     *
     * @return {@code false} when it has done so
     */
    synchronized boolean letGo() {
        boolean ours = held != null;
        held = null;
        return ours;
    }

    /** Closes what is held. */
    void drop() {
        Closeable closed;
        synchronized (this) {
            closed = held;
            held = null;
        }
        closeQuietly(closed);
    }

    /** What asks for something and carries nothing has no type. */
    private String method() {
        return type.isEmpty() ? "GET " : "POST ";
    }

    private String bodyHeaders() {
        return type.isEmpty() ? "" : "\r\nContent-Type: " + type + "\r\nContent-Length: " + body.length;
    }

    /** The request, in one piece, so that it is sent in one. */
    byte[] bytes(boolean wholeAddress) {
        String head = method() + server.target(path, wholeAddress) + " HTTP/1.1\r\nHost: " + server.authority()
                + "\r\nUser-Agent: Sluice" + bodyHeaders() + "\r\n\r\n";
        byte[] all = new byte[head.length() + body.length];
        byte[] ascii = head.getBytes(StandardCharsets.ISO_8859_1);
        System.arraycopy(ascii, 0, all, 0, ascii.length);
        System.arraycopy(body, 0, all, ascii.length, body.length);
        return all;
    }

    static void closeQuietly(Closeable connection) {
        if (connection == null) {
            return;
        }
        try {
            connection.close();
        } catch (IOException e) {
            Connection.LOG.debug("a connection could not be closed: {}", e.toString());
        }
    }
}
