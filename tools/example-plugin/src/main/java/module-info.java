/**
 * An example for authors of plugins: how large the files in the bot's data directory are.
 *
 * <p>It requires {@code sluice.api} and nothing else of Sluice. The bot finds it by what it provides; it exports nothing.
 */
module example.disk {
    requires sluice.api;

    // One class, so one object: the figures are those of what is cleaned.
    provides sluice.api.Cleanable with
            example.disk.DiskUse;
    provides sluice.api.StatsProvider with
            example.disk.DiskUse;
}
