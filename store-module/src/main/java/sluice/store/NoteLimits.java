package sluice.store;

import java.time.Duration;
import java.util.Optional;
import sluice.api.Durations;
import sluice.api.Settings;
import sluice.api.Sizes;

/**
 * How long and how much is kept.
 *
 * @param maxAge older notes are removed; empty for none
 * @param maxBytes what all notes may count for together
 */
record NoteLimits(Optional<Duration> maxAge, long maxBytes) {

    static NoteLimits from(Settings settings) {
        return new NoteLimits(
                settings.text("max-age").map(text -> Durations.parse("max-age", text)),
                Sizes.parse("max-size", settings.required("max-size")));
    }
}
