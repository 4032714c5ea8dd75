/**
 * The durable queue in PostgreSQL, for bots that are to survive the loss of their machine: received messages, watches, notes, and who
 * runs which bot.
 *
 * <p>Used by the host through {@link sluice.api.MessageQueue}, {@link sluice.api.WatchRepository}, {@link sluice.api.NoteRepository} and
 * {@link sluice.api.Ownership} when {@code modules.queue} is {@code postgres}. It is not in the default image.
 */
module sluice.queue.postgres {
    requires java.sql;
    requires org.postgresql.jdbc;
    requires sluice.api;
    requires sluice.queue.store;

    exports sluice.queue.postgres.tls to
            org.postgresql.jdbc;

    provides sluice.api.MessageQueue with
            sluice.queue.postgres.PostgresQueue;
    provides sluice.api.WatchRepository with
            sluice.queue.postgres.PostgresWatches;
    provides sluice.api.NoteRepository with
            sluice.queue.postgres.notes.PostgresNotes;
    provides sluice.api.Ownership with
            sluice.queue.postgres.PostgresOwnership;
    provides sluice.api.StoreArchive with
            sluice.queue.postgres.PostgresArchive;
    provides sluice.api.Cleanable with
            sluice.queue.postgres.PostgresQueue,
            sluice.queue.postgres.notes.PostgresNotes;
    provides sluice.api.StatsProvider with
            sluice.queue.postgres.PostgresQueue,
            sluice.queue.postgres.PostgresOwnership,
            sluice.queue.postgres.notes.PostgresNotes;
}
