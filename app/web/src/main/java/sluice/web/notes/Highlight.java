package sluice.web.notes;

import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import sluice.web.http.Html;

/** Marks the words of a search in a text. */
final class Highlight {

    private static final int MAX_WORDS = 32;
    private static final Pattern SEPARATORS = Pattern.compile("[\\s\\p{Cc}\\p{Cs}\\p{Z}]+");

    private Highlight() {}

    static void write(Html html, String text, String query) {
        Pattern words = Pattern.compile(
                SEPARATORS
                        .splitAsStream(query)
                        .filter(word -> !word.isEmpty())
                        .distinct()
                        .limit(MAX_WORDS)
                        .sorted(Comparator.comparingInt(String::length).reversed())
                        .map(Pattern::quote)
                        .collect(Collectors.joining("|")),
                Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
        int written = 0;
        Matcher match = words.matcher(text);
        while (!words.pattern().isEmpty() && match.find()) {
            html.text(text.substring(written, match.start())).element("mark", match.group());
            written = match.end();
        }
        html.text(text.substring(written));
    }
}
