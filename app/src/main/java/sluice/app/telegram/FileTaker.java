package sluice.app.telegram;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import sluice.app.wire.Taker;

/** Writes a body as it comes, up to a size. For one download. */
final class FileTaker implements Taker {

    private final OutputStream to;
    private final long maxBytes;
    private long sum;

    FileTaker(OutputStream to, long maxBytes) {
        this.to = to;
        this.maxBytes = maxBytes;
    }

    @Override
    public boolean take(byte[] bytes, int from, int length) {
        sum += length;
        if (sum > maxBytes) {
            return false;
        }
        try {
            to.write(bytes, from, length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return true;
    }

    /** How many bytes came. */
    long sum() {
        return sum;
    }
}
