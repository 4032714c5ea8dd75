package sluice.queue.store.notes;

import java.util.ArrayList;
import java.util.List;

/** The words of a search, never syntax. */
final class SearchWords {

    /** The maximum number of words that are searched for. */
    static final int MAX = 32;

    /** The maximum length of a word; the rest is not searched for. */
    static final int LONGEST = 200;

    private SearchWords() {}

    static List<String> of(String query) {
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
}
