package sluice.app.filter;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import sluice.api.Bounded;

/**
 * Looks for many keywords in one pass over a text, without regard to case. This class is immutable and thread-safe.
 *
 * <p>Keywords are kept in the order of their first characters, so that at each place of a text only those that begin
 * with the character there are compared. Nothing is allocated but the folded text.
 */
final class Keywords {

    /** The longest keyword, in UTF-16 units: the length of the longest message. */
    static final int MAX_LENGTH = 4_096;

    private static final class Keyword {
        private final String written;
        private final char[] folded;

        Keyword(String written) {
            this.written = checked(written);
            folded = Folding.fold(written);
        }

        char head() {
            return folded[0];
        }

        boolean standsAt(char[] text, int at) {
            int end = at + folded.length;
            return end <= text.length && Arrays.equals(text, at, end, folded, 0, folded.length);
        }
    }

    @Bounded("the keywords of one watch, Filter.MAX_KEYWORDS")
    private final List<Keyword> byHead;

    private final char[] heads;

    Keywords(List<String> keywords) {
        byHead = keywords.stream()
                .map(Keyword::new)
                .sorted(Comparator.comparingInt(Keyword::head))
                .toList();
        heads = new char[byHead.size()];
        for (int i = 0; i < heads.length; i++) {
            heads[i] = byHead.get(i).head();
        }
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
        return byHead.isEmpty();
    }

    /** The keyword that occurs first, as it was written; null when none does. */
    String firstIn(char[] folded) {
        for (int at = 0; at < folded.length; at++) {
            for (int i = firstWithHead(folded[at]); i < heads.length && heads[i] == folded[at]; i++) {
                if (byHead.get(i).standsAt(folded, at)) {
                    return byHead.get(i).written;
                }
            }
        }
        return null;
    }

    /** The first keyword of a head, or the number of keywords when there is none. */
    private int firstWithHead(char head) {
        int found = Arrays.binarySearch(heads, head);
        if (found < 0) {
            return heads.length;
        }
        while (found > 0 && heads[found - 1] == head) {
            found--;
        }
        return found;
    }
}
