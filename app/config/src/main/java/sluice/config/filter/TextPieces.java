package sluice.config.filter;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import sluice.api.Bounded;

/** Cuts a text into pieces that Telegram takes as messages. */
public final class TextPieces {

    /** The longest message, in UTF-16 units. */
    public static final int MAX_MESSAGE = 4_096;

    /** The longest caption that a bot may give, in UTF-16 units. */
    public static final int MAX_CAPTION = 1_024;

    @Bounded("these")
    private static final Set<Integer> HANGUL_FILLERS = Set.of(0x115F, 0x1160, 0x3164, 0xFFA0);

    /** The position of a piece in its text: its beginning, and the place behind it. */
    public record Place(int from, int to) {}

    private TextPieces() {}

    /**
     * Cuts a text behind a line break where there is one, else behind a space in the second half of a piece, else
     * between two characters as people see them: never inside a surrogate pair, and inside an emoji of several parts or
     * a letter with its accents only when it alone is too long.
     *
     * @param max the most UTF-16 units of a piece, 2 or more
     * @return the positions of pieces that together are the text, but for those with nothing to see in them, which
     *     Telegram refuses; may be empty
     */
    public static List<Place> places(String text, int max) {
        if (max < 2) {
            throw new IllegalArgumentException("max must be 2 or more, not " + max);
        }
        List<Place> pieces = new ArrayList<>();
        int start = 0;
        while (start < text.length()) {
            int end = text.length() - start <= max ? text.length() : cut(text, start, max);
            if (isVisible(text.substring(start, end))) {
                pieces.add(new Place(start, end));
            }
            start = end;
        }
        return pieces;
    }

    /** True if a text has anything visible: Telegram takes all else for empty. */
    public static boolean isVisible(String text) {
        return text.codePoints().anyMatch(TextPieces::isVisible);
    }

    /** True if people see anything in a text: Hangul fillers are letters for Telegram, and look like spaces. */
    public static boolean isLegible(String text) {
        return text.codePoints().anyMatch(point -> isVisible(point) && !HANGUL_FILLERS.contains(point));
    }

    private static boolean isVisible(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SPACE_SEPARATOR,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            // The empty Braille pattern and the object replacement character.
            default -> point != 0x2800 && point != 0xFFFC;
        };
    }

    private static int cut(String text, int start, int max) {
        int newline = text.lastIndexOf('\n', start + max);
        if (newline > start) {
            return Math.min(newline + 1, start + max);
        }
        for (int end = start + max; end > start + max / 2; end--) {
            if (Character.isWhitespace(text.charAt(end - 1))) {
                return end;
            }
        }
        return betweenCharacters(text, start, start + max);
    }

    private static int betweenCharacters(String text, int start, int end) {
        BreakIterator characters = BreakIterator.getCharacterInstance(Locale.ROOT);
        // A code point more than fits, so that the last place is a boundary only if a character ends there.
        characters.setText(text.substring(start, Math.min(end + 2, text.length())));
        int boundary = start + characters.preceding(end - start + 1);
        if (boundary > start) {
            return boundary;
        }
        return Character.isHighSurrogate(text.charAt(end - 1)) && Character.isLowSurrogate(text.charAt(end))
                ? end - 1
                : end;
    }
}
