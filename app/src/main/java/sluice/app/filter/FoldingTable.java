package sluice.app.filter;

import java.text.Normalizer;
import sluice.api.Bounded;

/**
 * What is added to a character to fold it. This class is thread-safe.
 *
 * <p>The table has a page for 256 characters each, made when the first of them is asked for. Pages of scripts without case,
 * such as Chinese, are one and the same.
 */
final class FoldingTable {

    /** Said of characters that become several, that may be part of another one, or that are half of one that does so. */
    static final char ASIDE = 0x8000;

    private static final int PAGE_BITS = 8;
    private static final int PAGE = 1 << PAGE_BITS;

    /** None of these changes or joins; there are so many that working them out one by one would be felt. */
    private static final char FIRST_HAN = '\u3400';

    private static final char LAST_HAN = '\u9FFF';

    /** The halves of these stand for themselves: U+1F000 to U+1FBFF, the emoji among them, have no case and join nothing. */
    private static final char FIRST_EMOJI = '\uD83C';

    private static final char LAST_EMOJI = '\uD83E';

    /** What is final is seen whole by a thread that finds it in an array, however it came there. */
    private static final class Page {
        private final char[] differences;

        Page(char[] differences) {
            this.differences = differences;
        }
    }

    private static final char FIRST_JOINING_JAMO = '\u1160';
    private static final char LAST_JAMO = '\u11FF';

    @Bounded("the 256 pages of 16-bit characters")
    private static final Page[] PAGES = new Page[(Character.MAX_VALUE + 1) / PAGE];

    private static final Page UNCHANGED = new Page(new char[PAGE]);

    private FoldingTable() {}

    /** To be added to a character, in 16 bits; or {@link #ASIDE}. */
    static char difference(char c) {
        Page page = PAGES[c >>> PAGE_BITS];
        return (page == null ? make(c >>> PAGE_BITS) : page).differences[c & (PAGE - 1)];
    }

    /** Two threads may make the same page at a time; either may stay. */
    private static Page make(int number) {
        char[] page = new char[PAGE];
        boolean unchanged = true;
        for (int i = 0; i < PAGE; i++) {
            page[i] = worked((char) (number * PAGE + i));
            unchanged &= page[i] == 0;
        }
        Page made = unchanged ? UNCHANGED : new Page(page);
        PAGES[number] = made;
        return made;
    }

    private static char worked(char c) {
        if (c >= FIRST_HAN && c <= LAST_HAN) {
            return 0;
        }
        if (Character.isSurrogate(c)) {
            boolean alone = Character.isLowSurrogate(c) || (c >= FIRST_EMOJI && c <= LAST_EMOJI);
            return alone ? 0 : ASIDE;
        }
        char[] folded = Folding.folded(c);
        return folded.length > 1 || joins(c) ? ASIDE : (char) (folded[0] - c);
    }

    /** Whether a character is, or may be with those beside it, not what a composed text has. */
    private static boolean joins(char c) {
        if (c < Folding.FIRST_COMBINING) {
            return false;
        }
        return switch (Character.getType(c)) {
            case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK, Character.ENCLOSING_MARK -> true;
            default ->
                (c >= FIRST_JOINING_JAMO && c <= LAST_JAMO)
                        || !Normalizer.isNormalized(String.valueOf(c), Normalizer.Form.NFC);
        };
    }
}
