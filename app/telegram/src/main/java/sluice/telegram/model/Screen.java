package sluice.telegram.model;

import static java.util.Objects.requireNonNull;

/**
 * The content of a message from the bot.
 *
 * @param text its text, 1 to {@value #MAX_TEXT} UTF-16 units
 */
public record Screen(Styled text, Keyboard keyboard) {

    /** Telegram's limit for the text of one message, in UTF-16 units. */
    public static final int MAX_TEXT = 4096;

    /** Checks that nothing is missing and that the text fits. */
    public Screen {
        requireNonNull(keyboard, "keyboard");
        int units = text.text().length();
        if (units < 1 || units > MAX_TEXT) {
            throw new IllegalArgumentException("text must have 1 to " + MAX_TEXT + " UTF-16 units, not " + units);
        }
    }

    /** A message without buttons. */
    public static Screen of(String text) {
        return new Screen(Styled.plain(text), Keyboard.NONE);
    }
}
