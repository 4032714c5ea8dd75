package sluice.web.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The target of a request.
 *
 * @param path decoded; starts with a slash, without empty or dotted segments
 * @param query the first value of each name
 * @param host what the request itself calls the server, when it has the whole address in its first line
 */
record RequestTarget(String path, Map<String, String> query, Optional<String> host) {

    private static final int MAX_LENGTH = 4096;
    private static final int MAX_FIELDS = 200;

    RequestTarget {
        query = Map.copyOf(query);
    }

    /** Reads it as it stands in the first line; throws {@link Refused} when it is not a plain path. */
    static RequestTarget of(String text) {
        if (text.length() > MAX_LENGTH) {
            throw new Refused(414, "the address is longer than " + MAX_LENGTH + " characters");
        }
        if (text.chars().anyMatch(c -> c <= ' ' || c > '~')) {
            throw notPlain();
        }
        if (!text.startsWith("/")) {
            return absolute(text);
        }
        int mark = text.indexOf('?');
        String path = mark < 0 ? text : text.substring(0, mark);
        return new RequestTarget(plain(path), fields(mark < 0 ? "" : text.substring(mark + 1)), Optional.empty());
    }

    private static RequestTarget absolute(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        int scheme = lower.startsWith("http://") ? 7 : lower.startsWith("https://") ? 8 : 0;
        int slash = text.indexOf('/', scheme);
        if (scheme == 0 || slash <= scheme) {
            throw notPlain();
        }
        RequestTarget target = of(text.substring(slash));
        return new RequestTarget(target.path(), target.query(), Optional.of(text.substring(scheme, slash)));
    }

    /** A slash, a dot or a backslash in disguise, an empty or a dotted segment: nobody who means well writes that. */
    private static String plain(String path) {
        String lower = path.toLowerCase(Locale.ROOT);
        if (lower.contains("%2f") || lower.contains("%5c") || path.contains("\\") || path.contains(";")) {
            throw notPlain();
        }
        String decoded = decode(path, false).orElseThrow(RequestTarget::notPlain);
        if (decoded.chars().anyMatch(c -> c < ' ' || c == 0x7f) || decoded.contains("//")) {
            throw notPlain();
        }
        for (String segment : decoded.split("/", -1)) {
            if (segment.equals(".") || segment.equals("..")) {
                throw notPlain();
            }
        }
        return decoded;
    }

    /** Reads {@code a=1&b=2} as forms and addresses have it: the first value of each name. */
    static Map<String, String> fields(String text) {
        String[] written = text.isEmpty() ? new String[0] : text.split("&");
        if (written.length > MAX_FIELDS) {
            throw new Refused(400, "more than " + MAX_FIELDS + " fields");
        }
        Map<String, String> fields = new HashMap<>();
        for (String field : written) {
            String[] pair = field.split("=", 2);
            fields.putIfAbsent(decodeField(pair[0]), pair.length > 1 ? decodeField(pair[1]) : "");
        }
        return fields;
    }

    private static String decodeField(String text) {
        return decode(text, true)
                .orElseThrow(() -> new Refused(400, "a field is not written as percent codes of UTF-8"));
    }

    private static Optional<String> decode(String text, boolean plusIsSpace) {
        if (text.chars().anyMatch(c -> c > 0x7f)) {
            return Optional.empty();
        }
        try {
            byte[] bytes = URLDecoder.decode(plusIsSpace ? text : text.replace("+", "%2B"), ISO_8859_1)
                    .getBytes(ISO_8859_1);
            // A decoder of its own refuses what is not UTF-8, overlong forms of a dot or a slash among it.
            return Optional.of(UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
        } catch (IllegalArgumentException | CharacterCodingException e) {
            return Optional.empty();
        }
    }

    private static Refused notPlain() {
        return new Refused(400, "the address is not a plain path");
    }
}
