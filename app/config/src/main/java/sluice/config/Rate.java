package sluice.config;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A rate limit, written {@code 30/s}, {@code 20/min} or {@code 100/h}.
 *
 * @param permits the number of events per period, from 1 to {@link #MAX_PERMITS}
 * @param period in how long: a second, a minute or an hour
 */
public record Rate(int permits, Duration period) {

    /** The most that can be written: far above what Telegram takes, for tests against servers of one's own. */
    public static final int MAX_PERMITS = 1_000_000;

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Pattern FORM = Pattern.compile("([0-9]{1,7})/(s|min|h)");

    /** Checks both parts. */
    public Rate {
        if (permits < 1 || permits > MAX_PERMITS) {
            throw new IllegalArgumentException("permits must be from 1 to " + MAX_PERMITS + ", not " + permits);
        }
        if (!period.equals(SECOND) && !period.equals(MINUTE) && !period.equals(HOUR)) {
            throw new IllegalArgumentException("period must be 1 s, 1 min or 1 h, not " + period);
        }
    }

    /**
     * Reads a rate.
     *
     * @param text the rate as written, such as {@code 30/s}
     * @return the rate, or empty when the text is none or is out of range
     */
    public static Optional<Rate> parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        int permits = Integer.parseInt(matcher.group(1));
        if (permits < 1 || permits > MAX_PERMITS) {
            return Optional.empty();
        }
        return Optional.of(new Rate(
                permits,
                switch (matcher.group(2)) {
                    case "s" -> SECOND;
                    case "min" -> MINUTE;
                    default -> HOUR;
                }));
    }

    /**
     * The mean time from one to the next.
     *
     * @return the period divided by the permits
     */
    public Duration interval() {
        return period.dividedBy(permits);
    }

    /**
     * The rate as it is written in the configuration.
     *
     * @return for example {@code 20/min}
     */
    @Override
    public String toString() {
        return permits + (period.equals(SECOND) ? "/s" : period.equals(MINUTE) ? "/min" : "/h");
    }
}
