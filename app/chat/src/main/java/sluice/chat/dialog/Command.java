package sluice.chat.dialog;

import java.util.Locale;
import java.util.Optional;

/**
 * A command that was written.
 *
 * @param name without the slash, in small letters
 * @param argument what stands behind it, perhaps empty
 */
public record Command(String name, String argument) {

    /** Reads {@code /name}, {@code /name@bot} or either with an argument. */
    public static Optional<Command> of(String text) {
        if (!text.startsWith("/")) {
            return Optional.empty();
        }
        String[] words = text.strip().split("\\s+", 2);
        String name = words[0].substring(1).split("@", 2)[0].toLowerCase(Locale.ROOT);
        return Optional.of(new Command(name, words.length > 1 ? words[1] : ""));
    }
}
