/**
 * The durable queue: what was taken in is kept in one SQLite file until it is delivered.
 *
 * <p>Used by the host through {@link sluice.api.MessageQueue} when {@code modules.queue} is {@code sqlite}. It exports
 * nothing.
 */
module sluice.store {
    requires java.sql;
    requires org.xerial.sqlitejdbc;
    requires sluice.api;

    provides sluice.api.MessageQueue with
            sluice.store.SqliteQueue;
    provides sluice.api.Cleanable with
            sluice.store.SqliteQueue;
    provides sluice.api.StatsProvider with
            sluice.store.SqliteQueue;
}
