package sluice.app.wire;

/**
 * A whole answer. Its bytes lie in the buffer of the connection, so that they are to be read before it is closed. For one thread.
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares answers
public final class Answer implements AutoCloseable {

    private final int status;
    private final String retryAfter;
    private final Input.Slice body;
    private final Runnable end;

    Answer(int status, String retryAfter, Input.Slice body, Runnable end) {
        this.status = status;
        this.retryAfter = retryAfter;
        this.body = body;
        this.end = end;
    }

    /**
     * The status.
     *
     * @return 200 to 999
     */
    public int status() {
        return status;
    }

    /**
     * The header {@code Retry-After}.
     *
     * @return as it came; empty when it did not
     */
    public String retryAfter() {
        return retryAfter;
    }

    /**
     * What holds the body, among other bytes.
     *
     * @return not a copy
     */
    public byte[] bytes() {
        return body.bytes();
    }

    /**
     * Where the body begins.
     *
     * @return an index in {@link #bytes}
     */
    public int from() {
        return body.from();
    }

    /**
     * How long the body is.
     *
     * @return the number of bytes, perhaps 0
     */
    public int length() {
        return body.length();
    }

    /** Gives the connection back. */
    @Override
    public void close() {
        end.run();
    }
}
