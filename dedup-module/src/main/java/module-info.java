/**
 * Remembers the newest messages and media groups, so that none is handled twice.
 *
 * <p>Exports nothing: the app reaches it through the services it provides. One class stands under all three, so that the
 * figures come from the object that is used and cleaned.
 */
module sluice.dedup {
    requires sluice.api;

    provides sluice.api.Deduplicator with
            sluice.dedup.LruDeduplicator;
    provides sluice.api.Cleanable with
            sluice.dedup.LruDeduplicator;
    provides sluice.api.StatsProvider with
            sluice.dedup.LruDeduplicator;
}
