package sluice.api;

import static java.util.Objects.requireNonNull;

import java.util.Map;

/**
 * The position of a user in a dialog. Immutable.
 *
 * @param dialog the name of the dialog
 * @param step the name of the step in that dialog
 * @param data the input so far; all of it at most {@value #MAX_CHARS} UTF-16 units
 */
public record UserState(String dialog, String step, Map<String, String> data) {

    /** The most a state may hold: one longest Telegram message, so that all states together are bounded. */
    public static final int MAX_CHARS = 4096;

    /** Takes a copy and checks the size. */
    public UserState {
        requireNonNull(dialog, "dialog");
        requireNonNull(step, "step");
        data = Map.copyOf(data);
        int chars = dialog.length() + step.length();
        for (Map.Entry<String, String> entry : data.entrySet()) {
            chars += entry.getKey().length() + entry.getValue().length();
        }
        if (chars > MAX_CHARS) {
            throw new IllegalArgumentException("a user state holds at most " + MAX_CHARS + " characters, not " + chars);
        }
    }
}
