package sluice.app.filter;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;

/**
 * Makes texts that differ only in case equal, in every script.
 *
 * <p>Lower-casing is not enough for that: {@code ß} and {@code SS}, the two small sigmas, or the long s differ after
 * it. So each character is lowered, raised by Unicode's full mapping, which may give several, and lowered again. Beyond
 * Unicode's own folding the four Turkish i are one letter, since nobody can tell here in which language a text is. An
 * accent is the same whether it stands in its letter or behind it. No form of a letter but its case is ignored: a
 * full-width letter equals its other case, not the ordinary letter.
 *
 * <p>Most characters stand for themselves: {@link FoldingTable} knows what becomes of them. The others are worked out here.
 */
final class Folding {

    /** İ in small letters is i with this behind it, in languages other than Turkish. */
    private static final char DOT_ABOVE = '\u0307';

    /** Below this, no character is part of another form of the same text. */
    static final char FIRST_COMBINING = '\u0300';

    /** By far the most frequent letter that becomes two. */
    private static final char SHARP_S = 'ß';

    private static final char[] TWO_S = {'s', 's'};

    private Folding() {}

    /**
     * Folds a text.
     *
     * @param text any text
     * @return a new array
     */
    static char[] fold(String text) {
        char[] out = text.toCharArray();
        for (int i = 0; i < out.length; i++) {
            char difference = FoldingTable.difference(out[i]);
            if (difference == FoldingTable.ASIDE) {
                return foldWithOthers(composed(text));
            }
            out[i] += difference;
        }
        return out;
    }

    private static char[] foldWithOthers(String source) {
        char[] out = new char[source.length()];
        int length = 0;
        for (int i = 0; i < source.length(); ) {
            char difference = FoldingTable.difference(source.charAt(i));
            if (difference != FoldingTable.ASIDE) {
                out[length++] = (char) (source.charAt(i++) + difference);
                continue;
            }
            int point = source.codePointAt(i);
            i += Character.charCount(point);
            if (point == DOT_ABOVE && length > 0 && out[length - 1] == 'i') {
                continue;
            }
            char[] folded = folded(point);
            int needed = length + folded.length + source.length() - i;
            out = needed > out.length ? Arrays.copyOf(out, needed + needed / 8) : out;
            System.arraycopy(folded, 0, out, length, folded.length);
            length += folded.length;
        }
        return length == out.length ? out : Arrays.copyOf(out, length);
    }

    /** What a character becomes by itself; not to be changed. */
    static char[] folded(int point) {
        if (point == SHARP_S) {
            return TWO_S;
        }
        int lower = Character.toLowerCase(point);
        String upper = Character.toString(lower).toUpperCase(Locale.ROOT);
        if (upper.length() <= Character.charCount(lower)) {
            return Character.toChars(Character.toLowerCase(Character.toUpperCase(lower)));
        }
        char[] several = composed(upper).toCharArray();
        for (int i = 0; i < several.length; i++) {
            several[i] = Character.toLowerCase(several[i]);
        }
        return several;
    }

    private static String composed(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= FIRST_COMBINING) {
                return Normalizer.isNormalized(text, Normalizer.Form.NFC)
                        ? text
                        : Normalizer.normalize(text, Normalizer.Form.NFC);
            }
        }
        return text;
    }
}
