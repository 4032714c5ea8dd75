package sluice.queue.postgres.db;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import sluice.api.SettingsException;
import sluice.queue.store.tables.JobColumns;

/**
 * The versions of the tables, each as the steps from the one before. Steps only add, so that an earlier version of Sluice goes on beside
 * a later one while the machines are updated one by one. A version that was released is never changed.
 */
public final class Schema {

    /** Names the lock under which tables are made and changed. */
    private static final long LOCK = 0x536C_7569_6365L;

    private static final String JOB = """
            lane bigint NOT NULL,
            watch text NOT NULL,
            topic bigint NOT NULL,
            due bigint NOT NULL,
            visited text NOT NULL,
            reserve bigint NOT NULL,
            failures bigint NOT NULL,
            flood_waits bigint NOT NULL,
            kind bigint NOT NULL,
            chat bigint NOT NULL,
            message bigint NOT NULL,
            body text NOT NULL,
            reply_to bigint NOT NULL,
            album text NOT NULL,
            quiet bigint NOT NULL,
            version bigint NOT NULL,
            caption bigint NOT NULL,
            entities text NOT NULL,
            details text NOT NULL""";

    /** The columns of a job with their types, in the order of {@link JobColumns#NAMES}. */
    public static final String JOB_COLUMNS = JOB.replace(" NOT NULL", "").replace('\n', ' ');

    /**
     * Version 1. Times of the queue are nanoseconds since 1970 by the clock of the process that owns the bot.
     *
     * <ul>
     *   <li>{@code nodes}: the processes, each with the end of its lease by the clock of the database. {@code wishes} are the bots that
     *       it would run while it has fewer than its share.
     *   <li>{@code bots}: who owns each bot. {@code epoch} rises with each owner, {@code seq} with each transaction of an owner.
     *       {@code clock_ahead} is by how much the clock that the bot's times are of was ahead of the database's, in nanoseconds, when
     *       its last owner gave it up; {@code clock_epoch} is the last owner that has moved the times to its own clock.
     *   <li>The others are those of the SQLite file, with the bot before their keys.
     * </ul>
     */
    private static final List<String> V1 = List.of(
            """
            CREATE TABLE nodes (
                node bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
                name text NOT NULL,
                expires timestamptz NOT NULL,
                dead boolean NOT NULL DEFAULT false,
                clock_ahead bigint NOT NULL DEFAULT 0,
                wishes bigint[] NOT NULL DEFAULT '{}')""",
            """
            CREATE TABLE bots (
                bot bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
                name text NOT NULL UNIQUE,
                node bigint,
                since timestamptz NOT NULL DEFAULT now(),
                paused boolean NOT NULL DEFAULT false,
                epoch bigint NOT NULL DEFAULT 0,
                seq bigint NOT NULL DEFAULT 0,
                watches bigint NOT NULL DEFAULT 0,
                clock_ahead bigint,
                clock_epoch bigint NOT NULL DEFAULT 0) WITH (fillfactor = 50)""",
            """
            CREATE TABLE jobs (
                bot bigint NOT NULL,
                rank bigint NOT NULL,
                place_due bigint NOT NULL,
                entry bigint NOT NULL,
                part bigint NOT NULL,
                in_flight bigint NOT NULL DEFAULT 0,
            """ + JOB + ", PRIMARY KEY (bot, lane, rank, place_due, entry, part)) WITH (fillfactor = 80)",
            "CREATE INDEX jobs_in_flight ON jobs (bot, lane, rank, place_due, entry, part) WHERE in_flight = 1",
            """
            CREATE TABLE lanes (
                bot bigint NOT NULL,
                lane bigint NOT NULL,
                not_before bigint NOT NULL,
                freed_at bigint NOT NULL,
                ready_at bigint NOT NULL,
                entry bigint NOT NULL,
                PRIMARY KEY (bot, lane))""",
            "CREATE INDEX lanes_turn ON lanes (bot, ready_at, entry)",
            """
            CREATE TABLE albums (
                bot bigint NOT NULL,
                lane bigint NOT NULL,
                album text NOT NULL,
                place_due bigint NOT NULL,
                entry bigint NOT NULL,
                members bigint NOT NULL,
                latest bigint NOT NULL,
                waits_until bigint NOT NULL,
                PRIMARY KEY (bot, lane, album))""",
            """
            CREATE TABLE dead_letters (
                bot bigint NOT NULL,
                id bigint NOT NULL,
                reason text NOT NULL,
                detail text NOT NULL,
                at bigint NOT NULL,
            """ + JOB + ", PRIMARY KEY (bot, id))",
            """
            CREATE TABLE sent (
                bot bigint NOT NULL,
                chat bigint NOT NULL,
                message bigint NOT NULL,
                watch text NOT NULL,
                at bigint NOT NULL,
                to_chat bigint NOT NULL DEFAULT 0,
                to_message bigint,
                PRIMARY KEY (bot, chat, message, watch))""",
            "CREATE INDEX sent_age ON sent (bot, at)",
            """
            CREATE TABLE facts (
                bot bigint NOT NULL,
                name text NOT NULL,
                value bigint NOT NULL,
                at bigint NOT NULL,
                PRIMARY KEY (bot, name)) WITH (fillfactor = 50)""",
            """
            CREATE TABLE texts (
                bot bigint NOT NULL,
                name text NOT NULL,
                text text NOT NULL,
                PRIMARY KEY (bot, name))""",
            """
            CREATE TABLE watches (
                bot bigint NOT NULL,
                id text NOT NULL,
                seq bigint GENERATED BY DEFAULT AS IDENTITY,
                source bigint NOT NULL,
                destination bigint NOT NULL,
                watch text NOT NULL,
                PRIMARY KEY (bot, id))""",
            """
            CREATE TABLE chat_moves (
                bot bigint NOT NULL,
                old bigint NOT NULL,
                seq bigint GENERATED BY DEFAULT AS IDENTITY,
                new bigint NOT NULL,
                PRIMARY KEY (bot, old))""");

    private static final List<List<String>> VERSIONS = List.of(V1, NoteSchema.V2);

    private Schema() {}

    /**
     * Makes or completes the tables. Several processes may try it at once.
     *
     * @throws SettingsException when the tables are for a Sluice that is too new for this one, or may not be made
     */
    public static void migrate(Connection connection) {
        try (Statement statement = connection.createStatement()) {
            if (version(statement) >= VERSIONS.size()) {
                // Also where the tables are another's, and this user may only use them.
                return;
            }
            // Before the transaction: one that had begun would not see what the last one to have the lock has made.
            statement.execute("SELECT pg_advisory_lock(" + LOCK + ")");
            connection.setAutoCommit(false);
            int version = version(statement);
            if (version < VERSIONS.size()) {
                statement.execute(
                        "CREATE TABLE IF NOT EXISTS sluice_schema (version bigint NOT NULL, oldest bigint NOT NULL)");
                for (List<String> steps : VERSIONS.subList(version, VERSIONS.size())) {
                    for (String step : steps) {
                        statement.execute(step);
                    }
                }
                statement.execute("DELETE FROM sluice_schema");
                statement.execute("INSERT INTO sluice_schema VALUES (" + VERSIONS.size() + ", 1)");
            }
            connection.commit();
            connection.setAutoCommit(true);
            statement.execute("SELECT pg_advisory_unlock(" + LOCK + ")");
        } catch (SQLException e) {
            if ("42501".equals(e.getSQLState())) {
                throw new SettingsException("`user` may not make or use the tables (" + PostgresException.oneLine(e)
                        + "): make it the owner of the database");
            }
            throw PostgresException.of("migrate", e);
        }
    }

    /** The version of the tables that there are; 0 for none. */
    private static int version(Statement statement) throws SQLException {
        if (!exists(statement)) {
            return 0;
        }
        try (ResultSet row = statement.executeQuery("SELECT version, oldest FROM sluice_schema")) {
            if (!row.next()) {
                return 0;
            }
            if (row.getInt(2) > VERSIONS.size()) {
                throw new SettingsException(
                        "`url`: the tables are of a later version of Sluice, and this one is too old for them");
            }
            return row.getInt(1);
        }
    }

    private static boolean exists(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery("SELECT to_regclass('sluice_schema') IS NOT NULL")) {
            return row.next() && row.getBoolean(1);
        }
    }
}
