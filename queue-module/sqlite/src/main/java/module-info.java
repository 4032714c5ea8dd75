/**
 * The durable queue: received messages are kept in one SQLite file until they are delivered. The watches that are not in the
 * configuration file, and notes, are kept in it too.
 *
 * <p>Used by the host through {@link sluice.api.MessageQueue}, {@link sluice.api.WatchRepository} and
 * {@link sluice.api.NoteRepository} when {@code modules.queue} is {@code sqlite}. It exports nothing.
 */
module sluice.queue.sqlite {
    requires java.sql;
    requires org.xerial.sqlitejdbc;
    requires sluice.api;
    requires sluice.queue.store;

    provides sluice.api.MessageQueue with
            sluice.queue.sqlite.SqliteQueue;
    provides sluice.api.WatchRepository with
            sluice.queue.sqlite.watches.SqliteWatches;
    provides sluice.api.NoteRepository with
            sluice.queue.sqlite.notes.SqliteNotes;
    provides sluice.api.StoreArchive with
            sluice.queue.sqlite.SqliteArchive;
    provides sluice.api.Cleanable with
            sluice.queue.sqlite.SqliteQueue,
            sluice.queue.sqlite.notes.SqliteNotes;
    provides sluice.api.StatsProvider with
            sluice.queue.sqlite.SqliteQueue,
            sluice.queue.sqlite.notes.SqliteNotes;
}
