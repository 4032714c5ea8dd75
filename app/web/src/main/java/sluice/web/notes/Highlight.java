package sluice.web.notes;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import sluice.web.http.Html;

/** Marks the words of a search in a text. */
final class Highlight {

    private static final int MAX_WORDS = 32;

    private Highlight() {}

    static void write(Html html, String text, String query) {
        List<String> words = Arrays.stream(query.split("[\\s\\p{Cc}\\p{Cs}\\p{Z}]+", -1))
                .filter(word -> !word.isEmpty())
                .distinct()
                .limit(MAX_WORDS)
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
        int written = 0;
        int at = 0;
        while (at < text.length()) {
            int length = match(text, at, words);
            if (length == 0) {
                at++;
            } else {
                html.text(text.substring(written, at)).element("mark", text.substring(at, at + length));
                at += length;
                written = at;
            }
        }
        html.text(text.substring(written));
    }

    private static int match(String text, int at, List<String> words) {
        for (String word : words) {
            if (text.regionMatches(true, at, word, 0, word.length())) {
                return word.length();
            }
        }
        return 0;
    }
}
