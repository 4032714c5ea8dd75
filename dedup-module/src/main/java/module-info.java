/**
 * Remembers the newest messages and media groups, so that none is handled twice, and which contents were sent where.
 *
 * <p>Exports nothing: the app reaches it through the services it provides. One class stands under all services of a role, so that
 * the figures come from the object that is used and cleaned.
 */
module sluice.dedup {
    requires sluice.api;

    provides sluice.api.Deduplicator with
            sluice.dedup.LruDeduplicator;
    provides sluice.api.ContentDeduplicator with
            sluice.dedup.LruContents;
    provides sluice.api.Cleanable with
            sluice.dedup.LruDeduplicator,
            sluice.dedup.LruContents;
    provides sluice.api.StatsProvider with
            sluice.dedup.LruDeduplicator,
            sluice.dedup.LruContents;
}
