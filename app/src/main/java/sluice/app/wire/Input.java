package sluice.app.wire;

import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;

/** What has come over a connection and is not used up yet, in one buffer that grows as far as an answer needs. For one thread. */
final class Input {

    /** Enough for the answer to a send. */
    private static final int USUAL = 4_096;

    /** Read at once at most; the JDK keeps a buffer of this size outside the heap for each thread that carries others. */
    private static final int MOST_AT_ONCE = 16_384;

    /** Where bytes come from. */
    @FunctionalInterface
    interface Source {

        /** Waits for 1 to {@code length} bytes; -1 when there are no more. */
        int read(byte[] bytes, int from, int length) throws IOException;
    }

    /** Some of the bytes of a buffer. */
    @SuppressWarnings("ArrayRecordComponent") // nobody compares slices
    record Slice(byte[] bytes, int from, int length) {}

    private final Source source;
    private byte[] bytes = new byte[USUAL];
    private int at;
    private int end;

    Input(Source source) {
        this.source = source;
    }

    boolean isEmpty() {
        return at == end;
    }

    /** Forgets what was large, and that only. */
    void rest() {
        if (bytes.length > MOST_AT_ONCE) {
            bytes = isEmpty() ? new byte[USUAL] : Arrays.copyOfRange(bytes, at, end);
            end -= at;
            at = 0;
        }
    }

    /**
     * Takes a line, which ends with a line feed, before which a carriage return may stand.
     *
     * @param longest the most bytes of it, its end among them
     * @return the line without its end, valid until the next call
     */
    Slice line(int longest) throws IOException {
        int looked = 0;
        while (true) {
            int newLine = find(looked);
            int length = newLine < 0 ? end - at : newLine + 1 - at;
            if (length > longest) {
                throw new IOException("a line of more than " + longest + " bytes");
            }
            if (newLine >= 0) {
                boolean carriage = newLine > at && bytes[newLine - 1] == '\r';
                Slice line = new Slice(bytes, at, newLine - at - (carriage ? 1 : 0));
                at = newLine + 1;
                return line;
            }
            looked = length;
            more(length + 1);
        }
    }

    private int find(int looked) {
        for (int i = at + looked; i < end; i++) {
            if (bytes[i] == '\n') {
                return i;
            }
        }
        return -1;
    }

    /** Takes so many bytes; valid until the next call. */
    Slice take(int length) throws IOException {
        while (end - at < length) {
            more(length);
        }
        Slice taken = new Slice(bytes, at, length);
        at += length;
        return taken;
    }

    /** Takes 1 to {@code most} bytes, as they come; nothing at the end. Valid until the next call. */
    Slice some(int most) throws IOException {
        if (isEmpty() && !fill(1)) {
            return new Slice(bytes, at, 0);
        }
        Slice taken = new Slice(bytes, at, Math.min(most, end - at));
        at += taken.length();
        return taken;
    }

    private void more(int wanted) throws IOException {
        if (!fill(wanted)) {
            throw new EOFException("the connection ended");
        }
    }

    /** Reads once, having made room. What is said to come is not trusted: room doubles as bytes really come. */
    private boolean fill(int wanted) throws IOException {
        if (isEmpty()) {
            at = 0;
            end = 0;
        }
        if (at > 0 && at + wanted > bytes.length) {
            System.arraycopy(bytes, at, bytes, 0, end - at);
            end -= at;
            at = 0;
        }
        if (end == bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(USUAL, Math.min(wanted, 2 * bytes.length)));
        }
        int read = source.read(bytes, end, Math.min(MOST_AT_ONCE, bytes.length - end));
        end += Math.max(0, read);
        return read >= 0;
    }
}
