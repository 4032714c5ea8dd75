package sluice.app.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A request without its body, as it was sent.
 *
 * @param method the method, capital letters
 * @param target what stands behind it, not decoded
 * @param modern whether it is HTTP/1.1, else HTTP/1.0
 * @param headers the first value of each, its name in lower case
 */
record Head(String method, String target, boolean modern, Map<String, String> headers) {

    private static final int MAX_HEADERS = 100;
    private static final int MAX_METHOD = 16;

    /** Twice, these could be understood in two ways by us and by a proxy before us. */
    private static final Set<String> ONCE = Set.of(
            "host", "content-length", "transfer-encoding", "authorization", "cookie", "origin", "sec-fetch-site");

    private static final String NAME_MARKS = "!#$%&'*+-.^_`|~";

    /** Takes a copy. */
    Head {
        headers = Map.copyOf(headers);
    }

    /**
     * Reads it.
     *
     * @param bytes the request, up to and without the empty line at the end of its headers
     * @throws Refused when it is not HTTP/1
     */
    static Head of(byte[] bytes, int from, int to) {
        String[] lines = new String(bytes, from, to - from, ISO_8859_1).split("\r\n", -1);
        String[] first = lines[0].split(" ", -1);
        if (first.length != 3 || first[1].isEmpty() || !isMethod(first[0])) {
            throw new Refused(400, "the first line is not one of HTTP");
        }
        if (!first[2].equals("HTTP/1.1") && !first[2].equals("HTTP/1.0")) {
            throw first[2].startsWith("HTTP/")
                    ? new Refused(505, "only HTTP/1.1 and HTTP/1.0 are spoken here")
                    : new Refused(400, "the first line is not one of HTTP");
        }
        if (lines.length - 1 > MAX_HEADERS) {
            throw new Refused(431, "more than " + MAX_HEADERS + " headers");
        }
        Map<String, String> headers = HashMap.newHashMap(lines.length);
        for (int i = 1; i < lines.length; i++) {
            add(lines[i], headers);
        }
        return new Head(first[0], first[1], first[2].endsWith("1"), headers);
    }

    private static void add(String line, Map<String, String> headers) {
        int colon = line.indexOf(':');
        if (colon < 1 || !line.substring(0, colon).chars().allMatch(Head::isToken)) {
            throw new Refused(400, "a header is not a name, a colon and a value");
        }
        String name = line.substring(0, colon).toLowerCase(Locale.ROOT);
        String value = line.substring(colon + 1).strip();
        if (value.chars().anyMatch(c -> (c < ' ' && c != '\t') || c == 0x7f)) {
            throw new Refused(400, "a header holds control characters");
        }
        if (headers.putIfAbsent(name, value) != null && ONCE.contains(name)) {
            throw new Refused(400, "a header that may be there once is there twice");
        }
    }

    private static boolean isMethod(String text) {
        return !text.isEmpty() && text.length() <= MAX_METHOD && text.chars().allMatch(c -> c >= 'A' && c <= 'Z');
    }

    private static boolean isToken(int c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || (c > ' ' && NAME_MARKS.indexOf(c) >= 0);
    }

    Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    /** Whether the client expects another answer on the same connection. */
    boolean keepsAlive() {
        return modern
                && header("connection")
                        .filter(value -> value.equalsIgnoreCase("close"))
                        .isEmpty();
    }

    /**
     * How many bytes of body follow.
     *
     * @throws Refused when that cannot be told, or there are more than allowed
     */
    int bodyLength(int limit) {
        if (headers.containsKey("transfer-encoding")) {
            throw new Refused(411, "a body needs its length, Content-Length");
        }
        String length = header("content-length").orElse("0");
        if (length.isEmpty() || !length.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw new Refused(400, "Content-Length is not a number");
        }
        if (length.length() > 9 || Integer.parseInt(length) > limit) {
            throw new Refused(413, "the body is larger than " + limit + " bytes");
        }
        return Integer.parseInt(length);
    }
}
