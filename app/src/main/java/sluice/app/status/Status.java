package sluice.app.status;

import static java.util.Objects.requireNonNull;

/**
 * How the bot is doing, in all that tells of it.
 *
 * @param report its figures
 * @param health whether all is well
 * @param history the last 24 hours
 */
public record Status(Report report, Health health, History history) {

    /** Checks that nothing is missing. */
    public Status {
        requireNonNull(report, "report");
        requireNonNull(health, "health");
        requireNonNull(history, "history");
    }
}
