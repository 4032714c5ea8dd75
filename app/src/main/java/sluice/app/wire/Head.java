package sluice.app.wire;

import java.io.IOException;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * What an answer says before its body: how it went, and where the body ends. Where that could be read in two ways it is none at
 * all: whoever sees another end than the server takes the rest for the next answer.
 *
 * @param status its status, 100 to 999
 * @param length the length of the body, {@link #UNKNOWN} when it is not told
 * @param chunked whether the body comes in chunks
 * @param kept whether the connection stays open
 * @param retryAfter the header of that name, empty without it
 */
record Head(int status, long length, boolean chunked, boolean kept, String retryAfter) {

    static final long UNKNOWN = -1;

    /** The most bytes of one line. */
    static final int LONGEST_LINE = 16_384;

    /** The most bytes of all lines. */
    private static final int LONGEST = 65_536;

    private static final int LINE_END = 2;

    /** The most answers before the real one that say that it will come. */
    private static final int MOST_INTERIM = 16;

    private static final int SWITCHING = 101;

    /** Reads the head of the real answer. */
    static Head read(Input input) throws IOException {
        for (int interim = 0; interim <= MOST_INTERIM; interim++) {
            Head head = one(input);
            if (head.status >= 200) {
                return head;
            }
            if (head.status == SWITCHING) {
                throw new ProtocolException("the server wants another protocol");
            }
        }
        throw new ProtocolException("more than " + MOST_INTERIM + " answers before the real one");
    }

    boolean hasBody() {
        return status != 204 && status != 304;
    }

    private static Head one(Input input) throws IOException {
        Input.Slice first = input.line(LONGEST_LINE);
        int read = first.length() + LINE_END;
        Fields fields = new Fields(status(first), first.bytes()[first.from() + 7] == '1');
        while (true) {
            Input.Slice line = input.line(LONGEST_LINE);
            if (line.length() == 0) {
                return fields.head();
            }
            read += line.length() + LINE_END;
            if (read > LONGEST) {
                throw new ProtocolException("a head of more than " + LONGEST + " bytes");
            }
            fields.add(line);
        }
    }

    /** {@code HTTP/1.1 200 OK}, perhaps without the words. */
    private static int status(Input.Slice line) throws IOException {
        byte[] bytes = line.bytes();
        int from = line.from();
        boolean http = line.length() >= 12
                && starts(line, "HTTP/1.")
                && (bytes[from + 7] == '0' || bytes[from + 7] == '1')
                && bytes[from + 8] == ' '
                && (line.length() == 12 || bytes[from + 12] == ' ');
        int status = 0;
        for (int i = 9; http && i < 12; i++) {
            int digit = bytes[from + i] - '0';
            http = digit >= 0 && digit <= 9;
            status = status * 10 + digit;
        }
        if (!http || status < 100) {
            throw new ProtocolException("what came is no answer of HTTP/1.1");
        }
        return status;
    }

    private static boolean starts(Input.Slice line, String lower) {
        if (line.length() < lower.length()) {
            return false;
        }
        for (int i = 0; i < lower.length(); i++) {
            if (line.bytes()[line.from() + i] != lower.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** Gathers the lines. */
    private static final class Fields {

        private final int status;
        private long length = UNKNOWN;
        private boolean chunked;
        private boolean kept;
        private String retryAfter = "";

        Fields(int status, boolean newer) {
            this.status = status;
            this.kept = newer;
        }

        void add(Input.Slice line) throws IOException {
            byte first = line.bytes()[line.from()];
            if (first == ' ' || first == '\t') {
                throw new ProtocolException("a folded line in the head");
            }
            // Most lines are none of ours, and no text is made of them.
            switch (first | 0x20) {
                case 'c', 'r', 't' ->
                    read(new String(line.bytes(), line.from(), line.length(), StandardCharsets.ISO_8859_1));
                default -> {
                    // Nothing that we use.
                }
            }
        }

        private void read(String line) throws IOException {
            int colon = line.indexOf(':');
            String value = line.substring(colon + 1).strip();
            switch (line.substring(0, Math.max(0, colon)).strip().toLowerCase(Locale.ROOT)) {
                case "content-length" -> length(value);
                case "transfer-encoding" -> encoding(value);
                case "connection" -> connection(value.toLowerCase(Locale.ROOT));
                case "retry-after" -> retryAfter = value;
                default -> {
                    // Nothing that we use.
                }
            }
        }

        private void length(String value) throws IOException {
            boolean number =
                    !value.isEmpty() && value.length() <= 18 && value.chars().allMatch(c -> c >= '0' && c <= '9');
            long told = number ? Long.parseLong(value) : UNKNOWN;
            if (!number || (length != UNKNOWN && length != told)) {
                throw new ProtocolException("a length that is none");
            }
            length = told;
        }

        private void encoding(String value) throws IOException {
            if (chunked || !value.equalsIgnoreCase("chunked")) {
                throw new ProtocolException("an encoding that was not asked for");
            }
            chunked = true;
        }

        private void connection(String value) {
            if (value.contains("close")) {
                kept = false;
            } else if (value.contains("keep-alive")) {
                kept = true;
            }
        }

        Head head() {
            // A length beside chunks is how one answer is made to look like two.
            return new Head(status, length, chunked, kept && !(chunked && length != UNKNOWN), retryAfter);
        }
    }
}
