package sluice.web.http;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A part of a file, as a player asks for it.
 *
 * @param first the first byte of it, from 0
 * @param length how many bytes it has; 0 when the file has none of those that were asked for
 */
record ByteRange(long first, long length) {

    private static final Pattern ONE = Pattern.compile("(?i)bytes=([0-9]*)-([0-9]*)");
    private static final int DIGITS = 18;

    /**
     * The range that a request asks for. Several ranges at once, other units and what cannot be read count as none: the whole file is then
     * the answer, which nobody can misunderstand.
     *
     * @param size how many bytes the file has
     * @return empty when the whole is wanted
     */
    static Optional<ByteRange> of(Request request, long size) {
        // Our answers carry no mark of their version, so what is conditional on one can never be meant for them.
        if (request.header("If-Range").isPresent()) {
            return Optional.empty();
        }
        Matcher range = ONE.matcher(request.header("Range").orElse("").strip());
        if (!range.matches()) {
            return Optional.empty();
        }
        String from = range.group(1);
        String to = range.group(2);
        if (from.isEmpty()) {
            long length = to.isEmpty() ? -1 : Math.min(size, number(to));
            return length < 0 ? Optional.empty() : Optional.of(new ByteRange(size - length, length));
        }
        long first = number(from);
        long last = to.isEmpty() ? Long.MAX_VALUE : number(to);
        if (last < first) {
            return Optional.empty();
        }
        return Optional.of(
                first >= size ? new ByteRange(0, 0) : new ByteRange(first, Math.min(last, size - 1) - first + 1));
    }

    private static long number(String digits) {
        return digits.length() > DIGITS ? Long.MAX_VALUE : Long.parseLong(digits);
    }

    /** The value of {@code Content-Range}. */
    String of(long size) {
        return length == 0 ? "bytes */" + size : "bytes " + first + "-" + (first + length - 1) + "/" + size;
    }
}
