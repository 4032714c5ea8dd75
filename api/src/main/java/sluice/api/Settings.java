package sluice.api;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * One section of the configuration, read by the provider that owns it. This class is immutable and thread-safe.
 *
 * <p>For the sections of the built-in roles the host has validated every key and filled in every default, so that they
 * are read without a fallback. A plugin's own section holds what the operator wrote, so that it is read with one.
 *
 * @param values raw texts by key, for example {@code max-messages} to {@code 200}
 */
public record Settings(Map<String, String> values) {

    /** Takes a copy. */
    public Settings {
        values = Map.copyOf(values);
    }

    /**
     * A whole number that must be there.
     *
     * @param key the key within this section
     * @return the value as written
     * @throws SettingsException if it is missing or not a whole number
     */
    public int integer(String key) {
        return parseInteger(key, required(key));
    }

    /**
     * A whole number, or a fallback.
     *
     * @param key the key within this section
     * @param fallback the value when the key is absent
     * @return the value as written, or the fallback
     * @throws SettingsException if it is not a whole number
     */
    public int integer(String key, int fallback) {
        return text(key).map(text -> parseInteger(key, text)).orElse(fallback);
    }

    /**
     * A duration that must be there, written {@code 500ms}, {@code 5s}, {@code 5m} or {@code 1h}.
     *
     * @param key the key within this section
     * @return the value as written
     * @throws SettingsException if it is missing or not a duration
     */
    public Duration duration(String key) {
        return Durations.parse(key, required(key));
    }

    /**
     * A duration, or a fallback.
     *
     * @param key the key within this section
     * @param fallback the value when the key is absent
     * @return the value as written, or the fallback
     * @throws SettingsException if it is not a duration
     */
    public Duration duration(String key, Duration fallback) {
        return text(key).map(text -> Durations.parse(key, text)).orElse(fallback);
    }

    /**
     * A size that must be there, written {@code 500KB}, {@code 20MB} or {@code 1GB}.
     *
     * @param key the key within this section
     * @return the size in bytes
     * @throws SettingsException if it is missing or not a size
     */
    public long size(String key) {
        return Sizes.parse(key, required(key));
    }

    /**
     * A text as it was written.
     *
     * @param key the key within this section
     * @return the text, or empty when the key is absent
     */
    public Optional<String> text(String key) {
        return Optional.ofNullable(values.get(key));
    }

    /**
     * A boolean, or a fallback.
     *
     * @param key the key within this section
     * @param fallback the value when the key is absent
     * @return the value as written, or the fallback
     * @throws SettingsException if it is neither {@code true} nor {@code false}
     */
    public boolean flag(String key, boolean fallback) {
        String text = text(key).orElse(Boolean.toString(fallback));
        if (!text.equals("true") && !text.equals("false")) {
            throw new SettingsException("`" + key + "` must be `true` or `false`, not `" + text + "`");
        }
        return text.equals("true");
    }

    /**
     * The entries of a list: each line of the text is one, and a single text is a list of one.
     *
     * @param key the key within this section
     * @return the entries without empty ones; empty when the key is absent
     */
    public List<String> texts(String key) {
        return text(key).stream()
                .flatMap(String::lines)
                .filter(line -> !line.isEmpty())
                .toList();
    }

    /**
     * Refuses keys that nobody reads, so that one that is mistyped does not go unnoticed.
     *
     * @param known the keys that there are
     * @return these settings
     * @throws SettingsException if there is another one
     */
    public Settings allowing(String... known) {
        Set<String> allowed = new TreeSet<>(List.of(known));
        Set<String> others = new TreeSet<>(values.keySet());
        others.removeAll(allowed);
        if (!others.isEmpty()) {
            throw new SettingsException("there is no setting `" + String.join("`, `", others) + "`; "
                    + (allowed.isEmpty()
                            ? "there are none at all"
                            : "allowed: `" + String.join("`, `", allowed) + "`"));
        }
        return this;
    }

    /**
     * A text that must be there, as it was written.
     *
     * @param key the key within this section
     * @return the text as written
     * @throws SettingsException if it is missing
     */
    public String required(String key) {
        return text(key).orElseThrow(() -> new SettingsException("`" + key + "` is missing"));
    }

    private static int parseInteger(String key, String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new SettingsException("`" + key + "` must be a whole number, not `" + text + "`");
        }
    }
}
