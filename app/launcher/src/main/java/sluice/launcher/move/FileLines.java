package sluice.launcher.move;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.NoSuchElementException;

/** The lines of a file, of which each may have some megabytes and the whole any length. For one thread at a time. */
final class FileLines implements Iterator<String> {

    /** More than any text that a bot keeps. */
    static final int LONGEST_BYTES = 8 << 20;

    private final InputStream in;
    private final byte[] buffer = new byte[1 << 16];
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private int at;
    private int end;

    FileLines(InputStream in) {
        this.in = in;
    }

    @Override
    public boolean hasNext() {
        try {
            if (at == end) {
                at = 0;
                end = Math.max(0, in.read(buffer));
            }
            return at < end;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException if it is too long to be one
     */
    @Override
    public String next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        line.reset();
        boolean complete = false;
        while (!complete && hasNext()) {
            int from = at;
            while (at < end && buffer[at] != '\n') {
                at++;
            }
            line.write(buffer, from, at - from);
            if (line.size() > LONGEST_BYTES) {
                throw new IllegalArgumentException("a line has more than " + LONGEST_BYTES + " bytes");
            }
            complete = at < end;
            if (complete) {
                at++;
            }
        }
        return line.toString(StandardCharsets.UTF_8);
    }
}
