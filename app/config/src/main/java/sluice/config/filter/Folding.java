package sluice.config.filter;

import java.text.Normalizer;
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
public final class Folding {

    /** İ in small letters is i with this behind it, in languages other than Turkish. */
    private static final char DOT_ABOVE = '\u0307';

    private Folding() {}

    /** A text as it is compared, which may be longer. */
    public static String fold(String text) {
        StringBuilder folded = new StringBuilder(text.length());
        composed(text).codePoints().forEach(point -> fold(point, folded));
        return folded.toString();
    }

    private static void fold(int point, StringBuilder folded) {
        if (point == DOT_ABOVE && !folded.isEmpty() && folded.charAt(folded.length() - 1) == 'i') {
            return;
        }
        int lower = Character.toLowerCase(point);
        int capital = Character.toUpperCase(lower);
        switch (Character.getType(capital)) {
            // Not a capital: the full mapping may give several, such as SS for ß.
            case Character.LOWERCASE_LETTER, Character.TITLECASE_LETTER ->
                composed(Character.toString(lower).toUpperCase(Locale.ROOT))
                        .codePoints()
                        .map(Character::toLowerCase)
                        .forEach(folded::appendCodePoint);
            default -> folded.appendCodePoint(Character.toLowerCase(capital));
        }
    }

    /** A text in which an accent is the same whether it stood in its letter or behind it. */
    public static String composed(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFC);
    }
}
