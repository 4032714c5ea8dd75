package sluice.config;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import sluice.api.Bounded;

/**
 * A rate limit, written {@code 30/s}, {@code 20/min} or {@code 100/h}.
 *
 * @param permits the number of events per period, from 1 to {@link #MAX_PERMITS}
 * @param period a second, a minute or an hour
 */
public record Rate(int permits, Duration period) {

    /** The most that can be written: far above what Telegram takes, for tests against servers of one's own. */
    public static final int MAX_PERMITS = 1_000_000;

    @Bounded("the three units")
    private static final Map<String, Duration> UNITS =
            Map.of("s", Duration.ofSeconds(1), "min", Duration.ofMinutes(1), "h", Duration.ofHours(1));

    private static final Pattern FORM = Pattern.compile("([0-9]{1,7})/(s|min|h)");

    public Rate {
        if (permits < 1 || permits > MAX_PERMITS) {
            throw new IllegalArgumentException("permits must be from 1 to " + MAX_PERMITS + ", not " + permits);
        }
        if (!UNITS.containsValue(period)) {
            throw new IllegalArgumentException("period must be 1 s, 1 min or 1 h, not " + period);
        }
    }

    /** Reads a rate such as {@code 30/s}; empty if the text is none or is out of range. */
    public static Optional<Rate> parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        int permits = Integer.parseInt(matcher.group(1));
        return permits < 1 || permits > MAX_PERMITS
                ? Optional.empty()
                : Optional.of(new Rate(permits, UNITS.get(matcher.group(2))));
    }

    /** The mean time from one event to the next. */
    public Duration interval() {
        return period.dividedBy(permits);
    }

    /** The rate as it is written in the configuration, such as {@code 20/min}. */
    @Override
    public String toString() {
        return permits + (period.toHours() > 0 ? "/h" : period.toMinutes() > 0 ? "/min" : "/s");
    }
}
