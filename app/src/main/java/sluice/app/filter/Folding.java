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
 */
final class Folding {

    /** İ in small letters is i with this behind it, in languages other than Turkish. */
    private static final char DOT_ABOVE = '\u0307';

    /** Below this, no character is part of another form of the same text. */
    private static final char FIRST_COMBINING = '\u0300';

    /** The small letters whose capitals are several characters, in rising order; Unicode has about a hundred. */
    private static final char[] EXPANDING = expanding();

    private static final char[][] EXPANSIONS = expansions();

    private Folding() {}

    /**
     * Folds a text.
     *
     * @param text any text
     * @return a new array
     */
    static char[] fold(String text) {
        String source = composed(text);
        char[] out = new char[source.length()];
        int length = 0;
        for (int i = 0; i < source.length(); ) {
            int point = source.codePointAt(i);
            i += Character.charCount(point);
            if (point == DOT_ABOVE && length > 0 && out[length - 1] == 'i') {
                continue;
            }
            int lower = Character.toLowerCase(point);
            int expansion = lower < EXPANDING[0] || lower > EXPANDING[EXPANDING.length - 1]
                    ? -1
                    : Arrays.binarySearch(EXPANDING, (char) lower);
            if (expansion < 0) {
                length += Character.toChars(Character.toLowerCase(Character.toUpperCase(lower)), out, length);
            } else {
                char[] several = EXPANSIONS[expansion];
                int needed = length + several.length + source.length() - i;
                out = needed > out.length ? Arrays.copyOf(out, needed + needed / 8) : out;
                System.arraycopy(several, 0, out, length, several.length);
                length += several.length;
            }
        }
        return length == out.length ? out : Arrays.copyOf(out, length);
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

    private static char[] expanding() {
        StringBuilder found = new StringBuilder();
        for (char c = 0; c < Character.MIN_SURROGATE; c++) {
            addIfExpanding(found, c);
        }
        for (char c = '\uF900'; c < '\uFFFF'; c++) {
            addIfExpanding(found, c);
        }
        return found.toString().toCharArray();
    }

    private static void addIfExpanding(StringBuilder found, char c) {
        if (Character.isLowerCase(c) && upper(c).length() > 1) {
            found.append(c);
        }
    }

    private static char[][] expansions() {
        char[][] expansions = new char[EXPANDING.length][];
        for (int i = 0; i < expansions.length; i++) {
            char[] several = composed(upper(EXPANDING[i])).toCharArray();
            for (int j = 0; j < several.length; j++) {
                several[j] = Character.toLowerCase(several[j]);
            }
            expansions[i] = several;
        }
        return expansions;
    }

    private static String upper(char c) {
        return String.valueOf(c).toUpperCase(Locale.ROOT);
    }
}
