/**
 * What durable queues have in common, whatever database they are kept in: the order of what waits, what of it is in memory, what is kept
 * when, and what becomes of it after a crash. It provides nothing by itself.
 */
module sluice.queue.store {
    requires transitive sluice.api;
    requires transitive com.fasterxml.jackson.databind;
    requires transitive java.sql;

    exports sluice.queue.store;
    exports sluice.queue.store.archive;
    exports sluice.queue.store.claims;
    exports sluice.queue.store.notes;
    exports sluice.queue.store.tables;
}
