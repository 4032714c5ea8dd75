package sluice.app.filter;

import java.nio.charset.StandardCharsets;

/**
 * A text as keywords are looked for in it. Not thread-safe.
 *
 * <p>A look at the low bits of each character tells nearly everywhere that no keyword begins there. A text in ASCII gives them
 * as it is, by a mere copy, so that it is folded only when they do not tell.
 */
final class FoldedText {

    /** So many characters are looked at one by one: a text in another script shows it there. */
    private static final int PROBE = 16;

    private final String text;
    private final byte[] low;
    private char[] folded;

    FoldedText(String text) {
        this.text = text;
        byte[] ascii = ascii(text);
        if (ascii == null) {
            folded = Folding.fold(text);
            low = new byte[folded.length];
            for (int i = 0; i < low.length; i++) {
                low[i] = (byte) folded[i];
            }
        } else {
            low = ascii;
        }
    }

    /**
     * The low bits of each character of the folded text, or of the same in capitals. For half a surrogate pair without the
     * other half it may be a question mark.
     */
    byte[] low() {
        return low;
    }

    /** The folded text. */
    char[] chars() {
        if (folded == null) {
            folded = Folding.fold(text);
        }
        return folded;
    }

    /** The text when it is in ASCII, else null. */
    private static byte[] ascii(String text) {
        for (int i = Math.min(PROBE, text.length()) - 1; i >= 0; i--) {
            if (text.charAt(i) >= 0x80) {
                return null;
            }
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return bytes.length == text.length() ? bytes : null;
    }
}
