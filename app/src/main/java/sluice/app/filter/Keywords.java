package sluice.app.filter;

import java.util.Arrays;
import java.util.List;
import sluice.api.Bounded;

/**
 * Looks for many keywords in one pass over a text, without regard to case. This class is immutable and thread-safe.
 *
 * <p>The keywords, in alphabetical order, are dealt into 16 groups. For each value of a character's low bits, {@code possible}
 * says which groups have a keyword with such a character as its first, second, third or fourth: 16 bits each, 0 for those that
 * have. Shifted into one another while the text goes by, four such words leave a 0 only for a group of which the beginnings of
 * keywords, each character of any of them, stand there. Only then is the group compared, one keyword after the other. So the
 * cost for a character hardly depends on how many keywords there are, and does not branch on what it is.
 *
 * <p>When all keywords are long, not every character is looked at but every second, third or fourth: of a keyword too, from its
 * first one on, and from its second one on, and so on, since it may stand anywhere.
 */
final class Keywords {

    /** The longest keyword, in UTF-16 units: the length of the longest message. */
    static final int MAX_LENGTH = 4_096;

    private static final int LOW_BITS = 0x7F;
    private static final int GROUPS = 16;
    private static final int LOOKS = 4;

    /** How many characters of a keyword are looked at, if it has so many, before it is compared. */
    private static final int LEAST_LOOKS = 3;

    /** Below these bits stands what is not decided yet. */
    private static final int ALL_LOOKS = GROUPS * (LOOKS - 1);

    private static final long NOWHERE = -1;

    private static final class Keyword {
        private final String written;
        private final int number;
        private final char[] folded;

        Keyword(String written, int number) {
            this.written = checked(written);
            this.number = number;
            folded = Folding.fold(written);
        }

        boolean standsAt(char[] text, int at) {
            int end = at + folded.length;
            return end <= text.length
                    && text[at] == folded[0]
                    && Arrays.equals(text, at, end, folded, 0, folded.length);
        }
    }

    @Bounded("the keywords of one watch, Filter.MAX_KEYWORDS")
    private final Keyword[] keywords;

    /** From one character that is looked at to the next. */
    private final int stride;

    private final long[] possible;

    /** What would stand in {@code possible} for a character that no keyword has. */
    private final long beyond;

    Keywords(List<String> written) {
        keywords = new Keyword[written.size()];
        int shortest = MAX_LENGTH;
        for (int i = 0; i < keywords.length; i++) {
            keywords[i] = new Keyword(written.get(i), i);
            shortest = Math.min(shortest, keywords[i].folded.length);
        }
        Arrays.sort(keywords, (one, other) -> Arrays.compare(one.folded, other.folded));
        stride = Math.clamp(shortest / LEAST_LOOKS, 1, LOOKS);
        possible = new long[keywords.length == 0 ? 0 : LOW_BITS + 1];
        beyond = fill();
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

    private long fill() {
        long anything = NOWHERE;
        Arrays.fill(possible, NOWHERE);
        for (int i = 0; i < keywords.length; i++) {
            char[] folded = keywords[i].folded;
            for (int look = 0; look < LOOKS; look++) {
                long others = ~(1L << (GROUPS * look + group(i)));
                for (int first = 0; first < stride; first++) {
                    int at = first + look * stride;
                    if (at < folded.length) {
                        allow(folded[at], others);
                    } else {
                        anything &= others;
                    }
                }
            }
        }
        for (int i = 0; i < possible.length; i++) {
            possible[i] &= anything;
        }
        return anything;
    }

    private void allow(char folded, long others) {
        possible[folded & LOW_BITS] &= others;
        if (folded >= 'a' && folded <= 'z') {
            possible[Character.toUpperCase(folded)] &= others;
        }
        if (Character.isSurrogate(folded)) {
            possible['?'] &= others;
        }
    }

    private int group(int keyword) {
        return keyword * GROUPS / keywords.length;
    }

    boolean isEmpty() {
        return keywords.length == 0;
    }

    /** The keyword that occurs first, as it was written, the first in the list of those at one place; null when none does. */
    String firstIn(FoldedText text) {
        byte[] low = text.low();
        long[] table = possible;
        long seen = NOWHERE;
        int at = 0;
        for (; at < low.length; at += stride) {
            // Twice the same, so that the compiler sees that the index is inside the table.
            seen = (seen << GROUPS) | table[low[at] & LOW_BITS & (table.length - 1)];
            if ((seen >> ALL_LOOKS) != NOWHERE) {
                String found = compare(text, at, seen);
                if (found != null) {
                    return found;
                }
            }
        }
        for (int behind = 1; behind < LOOKS; behind++, at += stride) {
            seen = (seen << GROUPS) | beyond;
            if ((seen >> ALL_LOOKS) != NOWHERE) {
                String found = compare(text, at, seen);
                if (found != null) {
                    return found;
                }
            }
        }
        return null;
    }

    /** Compares the groups that are left, wherever their keywords may begin of which the last look was at a place. */
    private String compare(FoldedText text, int lastLook, long seen) {
        char[] folded = text.chars();
        int to = lastLook - (LOOKS - 1) * stride;
        for (int at = Math.max(0, to - stride + 1); at <= to && at < folded.length; at++) {
            Keyword found = null;
            for (long groups = ~seen >>> ALL_LOOKS; groups != 0; groups &= groups - 1) {
                found = firstOf(Long.numberOfTrailingZeros(groups), folded, at, found);
            }
            if (found != null) {
                return found.written;
            }
        }
        return null;
    }

    private Keyword firstOf(int group, char[] text, int at, Keyword foundBefore) {
        Keyword first = foundBefore;
        for (int i = start(group); i < start(group + 1); i++) {
            Keyword keyword = keywords[i];
            if ((first == null || keyword.number < first.number) && keyword.standsAt(text, at)) {
                first = keyword;
            }
        }
        return first;
    }

    /** The first keyword of a group, in alphabetical order. */
    private int start(int group) {
        return (group * keywords.length + GROUPS - 1) / GROUPS;
    }
}
