package sluice.queue.sqlite.notes;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The words of a search, never syntax. The index knows three letters in a row; what is shorter is looked for in the
 * texts themselves.
 *
 * @param match the full-text query; empty for none
 * @param patterns for each short word its forms, of which one must occur
 */
record NoteWords(String match, List<List<String>> patterns) {

    /** The maximum number of words that are searched for. */
    static final int MAX = 32;

    /** The maximum length of a word; the rest is not searched for. */
    static final int LONGEST = 200;

    private static final int INDEXED = 3;

    static NoteWords of(String query) {
        List<String> indexed = new ArrayList<>();
        List<List<String>> patterns = new ArrayList<>();
        for (String word : words(query)) {
            if (word.codePointCount(0, word.length()) >= INDEXED) {
                indexed.add('"' + word.replace("\"", "\"\"") + '"');
            } else {
                patterns.add(forms(word));
            }
        }
        return new NoteWords(String.join(" AND ", indexed), patterns);
    }

    private static List<String> words(String query) {
        List<String> words = new ArrayList<>();
        // What is no character of a text, such as NUL or half of a pair, separates words: nothing that is kept has it.
        for (String word : query.split("[\\s\\p{Cc}\\p{Cs}\\p{Z}]+", -1)) {
            if (!word.isEmpty() && words.size() < MAX) {
                int end = Math.min(word.length(), LONGEST);
                words.add(word.substring(0, Character.isHighSurrogate(word.charAt(end - 1)) ? end - 1 : end));
            }
        }
        return words;
    }

    /** SQLite itself ignores the case of ASCII letters only. */
    private static List<String> forms(String word) {
        String small = word.toLowerCase(Locale.ROOT);
        String large = word.toUpperCase(Locale.ROOT);
        Set<String> forms = new LinkedHashSet<>(List.of(word, small, large));
        int second = large.offsetByCodePoints(0, 1);
        if (small.codePointCount(0, small.length()) > 1) {
            forms.add(large.substring(0, second) + small.substring(small.offsetByCodePoints(0, 1)));
        }
        return forms.stream()
                .map(form ->
                        '%' + form.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + '%')
                .toList();
    }
}
