package sluice.queue.postgres.node;

import sluice.queue.postgres.db.Sql;

/** Whether a standby has all that was confirmed. */
final class Replication {

    private Replication() {}

    /** What a failover could lose; empty when all is well. */
    static String problem(Sql sql) {
        boolean standbys = sql.number("SELECT count(*) FROM pg_stat_replication") > 0;
        boolean synchronous = sql.first(
                        "SELECT current_setting('synchronous_standby_names') <> ''"
                                + " AND current_setting('synchronous_commit') NOT IN ('off', 'local')",
                        row -> row.getBoolean(1))
                .orElse(false);
        return standbys && !synchronous
                ? "the database has a standby that does not get every change before it is confirmed: after a failover to it"
                        + " messages are missing, and others are sent twice; set synchronous_standby_names"
                : "";
    }
}
