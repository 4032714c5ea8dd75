package sluice.host.status;

import static java.util.Objects.requireNonNull;

/**
 * The status of the bot in full.
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
