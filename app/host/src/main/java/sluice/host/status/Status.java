package sluice.host.status;

/**
 * The status of the bot in full.
 *
 * @param history the last 24 hours
 */
public record Status(Report report, Health health, History history) {}
