package sluice.queue.store.notes;

import java.time.Duration;
import java.util.Optional;
import sluice.api.Durations;
import sluice.api.Settings;
import sluice.api.Sizes;

/**
 * The maximum age and total size of notes.
 *
 * @param maxAge older notes are removed; empty for none
 * @param maxBytes the maximum counted size of all notes, in bytes
 */
record NoteLimits(Optional<Duration> maxAge, long maxBytes) {

    static NoteLimits from(Settings settings) {
        return new NoteLimits(
                settings.text("max-age").map(text -> Durations.parse("max-age", text)),
                Sizes.parse("max-size", settings.required("max-size")));
    }
}
