package sluice.app.wire;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;

/** Reads bodies, all of them at once. */
final class Body {

    /** A body that is not read, since it is too large. */
    static final class TooLarge extends IOException {

        private static final long serialVersionUID = 1L;

        TooLarge(int most) {
            super("an answer of more than " + most + " bytes");
        }
    }

    /** The most bytes of the line that says how long a chunk is, and of all lines after the last one. */
    private static final int LONGEST_LINE = 4_096;

    private static final int LONGEST_SIZE = 8;

    /** The most bytes that are handed on at once. */
    private static final int AT_ONCE = 16_384;

    private Body() {}

    /** Reads a body; the slice is valid until the input is used again. */
    static Input.Slice read(Head head, Input input, int most) throws IOException {
        if (!head.hasBody()) {
            return new Input.Slice(new byte[0], 0, 0);
        }
        if (head.chunked()) {
            return chunks(input, most);
        }
        if (head.length() == Head.UNKNOWN) {
            return rest(input, most);
        }
        if (head.length() > most) {
            throw new TooLarge(most);
        }
        return input.take((int) head.length());
    }

    /** Hands a body on as it comes. What is left of it in the end is nothing. */
    static Input.Slice pass(Head head, Input input, Taker taker) throws IOException {
        if (head.chunked()) {
            for (long size = size(input); size > 0; size = size(input)) {
                pass(input, size, taker);
                endOfChunk(input);
            }
            endOfChunks(input);
        } else if (head.hasBody() && head.length() == Head.UNKNOWN) {
            for (Input.Slice some = input.some(AT_ONCE); some.length() > 0; some = input.some(AT_ONCE)) {
                take(some, taker);
            }
        } else if (head.hasBody()) {
            pass(input, head.length(), taker);
        }
        return new Input.Slice(new byte[0], 0, 0);
    }

    private static void pass(Input input, long length, Taker taker) throws IOException {
        for (long left = length; left > 0; ) {
            Input.Slice some = input.some((int) Math.min(left, AT_ONCE));
            if (some.length() == 0) {
                throw new IOException("the connection ended within the body");
            }
            take(some, taker);
            left -= some.length();
        }
    }

    private static void take(Input.Slice some, Taker taker) throws IOException {
        if (!taker.take(some.bytes(), some.from(), some.length())) {
            throw new TooLarge(0);
        }
    }

    private static Input.Slice chunks(Input input, int most) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (long size = size(input); size > 0; size = size(input)) {
            if (all.size() + size > most) {
                throw new TooLarge(most);
            }
            for (int left = (int) size; left > 0; ) {
                Input.Slice some = input.some(left);
                if (some.length() == 0) {
                    throw new IOException("the connection ended within a chunk");
                }
                all.write(some.bytes(), some.from(), some.length());
                left -= some.length();
            }
            endOfChunk(input);
        }
        endOfChunks(input);
        return whole(all);
    }

    private static void endOfChunk(Input input) throws IOException {
        if (input.line(2).length() != 0) {
            throw new ProtocolException("a chunk that does not end where it should");
        }
    }

    private static void endOfChunks(Input input) throws IOException {
        for (int read = 0; ; ) {
            int length = input.line(LONGEST_LINE).length();
            if (length == 0) {
                return;
            }
            read += length;
            if (read > LONGEST_LINE) {
                throw new ProtocolException("too much after the last chunk");
            }
        }
    }

    /** {@code 1f4}, perhaps with more behind a semicolon. */
    private static long size(Input input) throws IOException {
        Input.Slice slice = input.line(LONGEST_LINE);
        String line = new String(slice.bytes(), slice.from(), slice.length(), StandardCharsets.ISO_8859_1);
        int end = line.indexOf(';');
        String digits = (end < 0 ? line : line.substring(0, end)).strip();
        boolean number = !digits.isEmpty()
                && digits.length() <= LONGEST_SIZE
                && digits.chars().allMatch(c -> Character.digit(c, 16) >= 0 && c < 128);
        if (!number) {
            throw new ProtocolException("a chunk without a length");
        }
        return Long.parseLong(digits, 16);
    }

    private static Input.Slice rest(Input input, int most) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (Input.Slice some = input.some(most); some.length() > 0; some = input.some(most)) {
            if (all.size() + some.length() > most) {
                throw new TooLarge(most);
            }
            all.write(some.bytes(), some.from(), some.length());
        }
        return whole(all);
    }

    private static Input.Slice whole(ByteArrayOutputStream all) {
        return new Input.Slice(all.toByteArray(), 0, all.size());
    }
}
