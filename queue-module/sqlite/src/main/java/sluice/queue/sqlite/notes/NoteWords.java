package sluice.queue.sqlite.notes;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The words of a search as SQLite looks for them. The index knows three letters in a row; what is shorter is looked for in the
 * texts themselves.
 *
 * @param match the full-text query; empty for none
 * @param patterns for each short word its forms, of which one must occur
 */
record NoteWords(String match, List<List<String>> patterns) {

    private static final int INDEXED = 3;

    static NoteWords of(List<String> words) {
        List<String> indexed = new ArrayList<>();
        List<List<String>> patterns = new ArrayList<>();
        for (String word : words) {
            if (word.codePointCount(0, word.length()) >= INDEXED) {
                indexed.add('"' + word.replace("\"", "\"\"") + '"');
            } else {
                patterns.add(forms(word));
            }
        }
        return new NoteWords(String.join(" AND ", indexed), patterns);
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
