package sluice.api;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as they are written in the configuration: {@code 500ms}, {@code 5s}, {@code 5m}, {@code 1h}. */
public final class Durations {

    private static final Pattern FORM = Pattern.compile("(\\d{1,9})(ms|s|m|h)");

    private Durations() {}

    /**
     * Reads a duration.
     *
     * @param key the key it was written under, for the message
     * @param text the text as written, such as {@code 5s}
     * @return the duration, 0 or more
     * @throws SettingsException if the text is not a duration
     */
    public static Duration parse(String key, String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new SettingsException(
                    "`" + key + "` must be a duration such as `500ms`, `5s`, `5m` or `1h`, not `" + text + "`");
        }
        long amount = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            default -> Duration.ofHours(amount);
        };
    }

    /**
     * Writes a duration in the largest unit that fits without a rest. What is less than a millisecond is dropped.
     *
     * @param duration 0 or more
     * @return for example {@code 90s} or {@code 1h}
     */
    public static String format(Duration duration) {
        if (duration.toMillisPart() != 0) {
            return duration.toMillis() + "ms";
        }
        if (duration.toSecondsPart() != 0 || duration.toMillis() == 0) {
            return duration.toSeconds() + "s";
        }
        return duration.toMinutesPart() != 0 ? duration.toMinutes() + "m" : duration.toHours() + "h";
    }
}
