/**
 * Finds, starts, guards, cleans and watches the modules of the bot and its plugins. It names no feature module: they are discovered
 * through the services of {@code sluice.api}.
 *
 * @uses sluice.api.Cleanable memory concerns to clean
 * @uses sluice.api.StatsProvider what reports figures
 * @uses sluice.api.Deduplicator candidates for the role {@code dedup}
 * @uses sluice.api.ContentDeduplicator candidates for the role {@code content-dedup}
 * @uses sluice.api.UserStates candidates for the role {@code state}
 * @uses sluice.api.Peers candidates for the role {@code peer}
 * @uses sluice.api.MessageQueue candidates for the role {@code queue}
 * @uses sluice.api.MessageFilter steps that leave messages out
 * @uses sluice.api.MessageTransform steps that change what messages say
 * @uses sluice.api.NoteRepository notes and their files; the one that comes with the queue
 * @uses sluice.api.WatchRepository watches that outlive the process; the one that comes with the queue
 * @uses sluice.api.StoreArchive reads and replaces what a queue keeps, for commands; one for each durable queue
 * @uses sluice.api.Ownership decides which machine runs a bot; the one that comes with the queue
 */
module sluice.host {
    requires transitive sluice.base;
    requires transitive sluice.config;
    requires java.management;
    requires jdk.management;

    exports sluice.host;
    exports sluice.host.cleanup;
    exports sluice.host.guard;
    exports sluice.host.status;

    uses sluice.api.Cleanable;
    uses sluice.api.StatsProvider;
    uses sluice.api.Deduplicator;
    uses sluice.api.ContentDeduplicator;
    uses sluice.api.UserStates;
    uses sluice.api.Peers;
    uses sluice.api.MessageQueue;
    uses sluice.api.NoteRepository;
    uses sluice.api.WatchRepository;
    uses sluice.api.StoreArchive;
    uses sluice.api.Ownership;
    uses sluice.api.MessageFilter;
    uses sluice.api.MessageTransform;
}
