package sluice.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The wait that an answer asks for: in {@code parameters.retry_after}, else in its description, else in the HTTP header
 * that proxies set.
 */
final class RetryAfter {

    /** An answer that asks for less would be asked again at once, and that is what it complains of. */
    static final Duration SHORTEST = Duration.ofSeconds(1);

    /** Longer than any wait that Telegram asks for or anybody believes, and within the reach of every clock. */
    static final Duration LONGEST = Duration.ofDays(36_500);

    private static final Pattern IN_WORDS = Pattern.compile("retry after (\\d{1,18})\\b");
    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,30}(\\.\\d{1,30})?([eE][+-]?\\d{1,2})?");

    private RetryAfter() {}

    /**
     * Reads the body, a missing node when it is not JSON, or else the header {@code Retry-After}. Returns whole seconds
     * from {@link #SHORTEST} to {@link #LONGEST}; empty when neither says it.
     */
    static Optional<Duration> of(JsonNode answer, String header) {
        Matcher words = IN_WORDS.matcher(answer.path("description").asText());
        return seconds(answer.path("parameters").path("retry_after").asText())
                .or(() -> words.find() ? seconds(words.group(1)) : Optional.empty())
                .or(() -> seconds(header));
    }

    /** A part of a second is a second: to come too early is what must not happen. */
    private static Optional<Duration> seconds(String number) {
        if (!NUMBER.matcher(number).matches()) {
            return Optional.empty();
        }
        BigDecimal seconds = new BigDecimal(number)
                .setScale(0, RoundingMode.CEILING)
                .max(BigDecimal.valueOf(SHORTEST.toSeconds()))
                .min(BigDecimal.valueOf(LONGEST.toSeconds()));
        return Optional.of(Duration.ofSeconds(seconds.longValueExact()));
    }
}
