package sluice.config.filter;

import java.util.List;
import sluice.api.Bounded;

/** Looks for keywords in a text, without regard to case. This class is immutable and thread-safe. */
final class Keywords {

    /** The longest keyword, in UTF-16 units: the length of the longest message. */
    static final int MAX_LENGTH = 4_096;

    private record Keyword(String written, String folded) {}

    @Bounded("the keywords of one watch, Filter.MAX_KEYWORDS")
    private final List<Keyword> keywords;

    Keywords(List<String> written) {
        keywords = written.stream()
                .map(keyword -> new Keyword(checked(keyword), Folding.fold(keyword)))
                .toList();
    }

    static String checked(String keyword) {
        if (keyword.isBlank()) {
            throw new FilterException(FilterException.Fault.BLANK, 0, "the keyword is blank");
        }
        if (keyword.length() > MAX_LENGTH) {
            throw new FilterException(
                    FilterException.Fault.TOO_LONG,
                    0,
                    "the keyword has " + keyword.length() + " characters, at most " + MAX_LENGTH + " are allowed");
        }
        return keyword;
    }

    boolean isEmpty() {
        return keywords.isEmpty();
    }

    /** The keyword that occurs first, as it was written, the first in the list of those at one place; null when none does. */
    String firstIn(String foldedText) {
        String first = null;
        int before = foldedText.length();
        for (Keyword keyword : keywords) {
            int at = foldedText.indexOf(keyword.folded());
            if (at >= 0 && at < before) {
                first = keyword.written();
                before = at;
            }
        }
        return first;
    }
}
