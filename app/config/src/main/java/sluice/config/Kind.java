package sluice.config;

import java.util.function.Function;
import sluice.api.SettingsException;

/**
 * The type of a key's value.
 *
 * @param allowed the allowed values, in words that follow "must be"
 * @param secret true if messages must not repeat the value
 * @param reader makes the value of its text; null if the text does not fit
 */
record Kind<T>(String allowed, boolean secret, Function<String, T> reader) {

    private static final int LONGEST_QUOTE = 60;

    static <T> Kind<T> of(String allowed, Function<String, T> reader) {
        return new Kind<>(allowed, false, reader);
    }

    /**
     * Reads a value.
     *
     * @throws SettingsException if it does not fit; the message names the allowed values, and no key
     */
    T parse(String text) {
        T value = reader.apply(text);
        if (value == null) {
            throw new SettingsException("must be " + allowed + (secret ? "" : ", not " + quoted(text)));
        }
        return value;
    }

    static String quoted(String text) {
        String shown = text.codePoints()
                .limit(LONGEST_QUOTE)
                .map(c -> Character.isISOControl(c) ? ' ' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        return text.isEmpty() ? "an empty text" : "`" + shown + (shown.length() < text.length() ? "…" : "") + "`";
    }
}
