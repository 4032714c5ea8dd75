package sluice.base.log;

import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.slf4j.Marker;
import org.slf4j.MarkerFactory;

/**
 * Makes a text fit for the log: without secrets, and with control characters escaped, so that a chat's title can neither forge a
 * line nor move a cursor. This class is thread-safe.
 */
public final class Sanitizer {

    /** Marks a message whose line feeds are our own, such as a block of figures; they are kept. */
    public static final Marker MULTI_LINE = MarkerFactory.getMarker("MULTI_LINE");

    /** Control characters, other line ends, and the marks that change the direction of writing. */
    private static final Pattern UNSAFE =
            Pattern.compile("[\\p{Cc}\\u2028\\u2029\\u061C\\u200E\\u200F\\u202A-\\u202E\\u2066-\\u2069]");

    private Sanitizer() {}

    /** A text as one line; null for null. */
    public static String line(String text) {
        return text == null
                ? null
                : UNSAFE.matcher(Secrets.redact(text))
                        .replaceAll(match ->
                                Matcher.quoteReplacement(escaped(match.group().charAt(0))));
    }

    /** A text whose line feeds stay. */
    static String lines(String text) {
        return Arrays.stream(text.split("\n", -1)).map(Sanitizer::line).collect(Collectors.joining("\n"));
    }

    private static String escaped(char unsafe) {
        return switch (unsafe) {
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            default -> "\\u%04x".formatted((int) unsafe);
        };
    }
}
