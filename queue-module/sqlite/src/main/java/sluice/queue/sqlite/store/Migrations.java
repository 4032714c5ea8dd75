package sluice.queue.sqlite.store;

import java.util.List;

/**
 * The versions of the file's schema, each as the steps from the one before. A version that was released is never
 * changed; what comes later is another one.
 */
public final class Migrations {

    /** The columns of a job in version 1, which waiting jobs and dead letters share. */
    private static final String JOB_V1 = """
            watch TEXT NOT NULL,
            topic INTEGER NOT NULL,
            due INTEGER NOT NULL,
            visited TEXT NOT NULL,
            reserve INTEGER NOT NULL,
            failures INTEGER NOT NULL,
            flood_waits INTEGER NOT NULL,
            kind INTEGER NOT NULL,
            chat INTEGER NOT NULL,
            message INTEGER NOT NULL,
            body TEXT NOT NULL,
            reply_to INTEGER NOT NULL,
            album TEXT NOT NULL,
            quiet INTEGER NOT NULL,
            version INTEGER NOT NULL,
            caption INTEGER NOT NULL,
            entities TEXT NOT NULL""";

    /**
     * Version 1. All times are nanoseconds since 1970, all lanes and chats Telegram's ids of chats.
     *
     * <ul>
     *   <li>{@code jobs}: what waits and what is in flight, in the order in which the jobs of a lane go out: first what
     *       is retried (rank 0), then the others (rank 1) by due time and arrival. Jobs with the same entry go out as
     *       one delivery. {@code in_flight} is 1 from just before the call until its end. {@code kind} is 1 for a message
     *       to relay, 2 for a text, 3 for an edit.
     *   <li>{@code lanes}: one row for each lane that has jobs: how many, from when on it may go, and its turn.
     *   <li>{@code albums}: the albums that may still get members, and until when they wait for them.
     *   <li>{@code dead_letters}: what could not be delivered.
     *   <li>{@code sent}: which message was received for which watch; {@code copies}: which became which.
     *   <li>{@code facts}: single values, such as the offset, and since when they stand.
     *   <li>{@code chat_moves}: chats that have got another id. {@code watches}: those that are not in the configuration
     *       file, each with the entries of its lists in {@code watch_rules}.
     * </ul>
     */
    private static final List<String> V1 = List.of(
            """
            CREATE TABLE jobs (
                lane INTEGER NOT NULL,
                rank INTEGER NOT NULL,
                place_due INTEGER NOT NULL,
                entry INTEGER NOT NULL,
                part INTEGER NOT NULL,
                in_flight INTEGER NOT NULL DEFAULT 0,
            """ + JOB_V1 + ", PRIMARY KEY (lane, rank, place_due, entry, part)) WITHOUT ROWID",
            "CREATE INDEX jobs_in_flight ON jobs (in_flight) WHERE in_flight = 1",
            """
            CREATE TABLE lanes (
                lane INTEGER PRIMARY KEY,
                jobs INTEGER NOT NULL,
                not_before INTEGER NOT NULL,
                freed_at INTEGER NOT NULL,
                ready_at INTEGER NOT NULL,
                entry INTEGER NOT NULL
            )""",
            "CREATE INDEX lanes_turn ON lanes (ready_at, entry)",
            """
            CREATE TABLE albums (
                lane INTEGER NOT NULL,
                album TEXT NOT NULL,
                place_due INTEGER NOT NULL,
                entry INTEGER NOT NULL,
                members INTEGER NOT NULL,
                latest INTEGER NOT NULL,
                waits_until INTEGER NOT NULL,
                PRIMARY KEY (lane, album)
            ) WITHOUT ROWID""",
            """
            CREATE TABLE dead_letters (
                id INTEGER PRIMARY KEY AUTOINCREMENT,
                reason TEXT NOT NULL,
                detail TEXT NOT NULL,
                at INTEGER NOT NULL,
                lane INTEGER NOT NULL,
            """ + JOB_V1 + ")",
            """
            CREATE TABLE sent (
                id INTEGER PRIMARY KEY,
                at INTEGER NOT NULL,
                watch TEXT NOT NULL,
                chat INTEGER NOT NULL,
                message INTEGER NOT NULL,
                UNIQUE (chat, message, watch)
            )""",
            """
            CREATE TABLE copies (
                id INTEGER PRIMARY KEY,
                at INTEGER NOT NULL,
                watch TEXT NOT NULL,
                chat INTEGER NOT NULL,
                message INTEGER NOT NULL,
                to_chat INTEGER NOT NULL,
                to_message INTEGER NOT NULL,
                UNIQUE (chat, message, watch)
            )""",
            "CREATE TABLE facts (name TEXT PRIMARY KEY, value INTEGER NOT NULL, at INTEGER NOT NULL) WITHOUT ROWID",
            "CREATE TABLE chat_moves (seq INTEGER PRIMARY KEY, old INTEGER NOT NULL UNIQUE, new INTEGER NOT NULL)",
            """
            CREATE TABLE watches (
                seq INTEGER PRIMARY KEY,
                id TEXT NOT NULL UNIQUE,
                owner INTEGER NOT NULL,
                source INTEGER NOT NULL,
                topic INTEGER NOT NULL,
                destination INTEGER NOT NULL,
                destination_topic INTEGER NOT NULL,
                mode TEXT NOT NULL,
                preserve_source INTEGER NOT NULL,
                record INTEGER NOT NULL,
                delay INTEGER NOT NULL,
                keep_replies INTEGER NOT NULL,
                sync_edits INTEGER NOT NULL,
                paused INTEGER NOT NULL
            )""",
            """
            CREATE TABLE watch_rules (
                watch INTEGER NOT NULL,
                kind TEXT NOT NULL,
                place INTEGER NOT NULL,
                entry TEXT NOT NULL,
                PRIMARY KEY (watch, kind, place)
            ) WITHOUT ROWID""");

    /**
     * Version 2: steps. {@code details} of jobs and dead letters are what steps must know of a message, in the app's words.
     * {@code own_steps} is 1 for a watch with steps of its own, which stand in {@code watch_steps}: a row for each setting, and
     * one for each step's name, whose key is empty.
     */
    private static final List<String> V2 = List.of(
            "ALTER TABLE jobs ADD COLUMN details TEXT NOT NULL DEFAULT ''",
            "ALTER TABLE dead_letters ADD COLUMN details TEXT NOT NULL DEFAULT ''",
            "ALTER TABLE watches ADD COLUMN own_steps INTEGER NOT NULL DEFAULT 0",
            """
            CREATE TABLE watch_steps (
                watch INTEGER NOT NULL,
                place INTEGER NOT NULL,
                key TEXT NOT NULL,
                value TEXT NOT NULL,
                PRIMARY KEY (watch, place, key)
            ) WITHOUT ROWID""");

    /**
     * Version 4: {@code sent} tells what became of a message too, in the row that it has there anyway; {@code copies} is gone.
     * {@code to_message} is null where that is not known (yet). {@code at} is when the message came in, or when it was copied.
     * {@code lanes} does not count its jobs any more, which had to be written down with each of them.
     */
    private static final List<String> V4 = List.of(
            "ALTER TABLE sent ADD COLUMN to_chat INTEGER NOT NULL DEFAULT 0",
            "ALTER TABLE sent ADD COLUMN to_message INTEGER",
            """
            INSERT INTO sent (at, watch, chat, message, to_chat, to_message)
                SELECT at, watch, chat, message, to_chat, to_message FROM copies WHERE true ORDER BY id
                ON CONFLICT (chat, message, watch) DO UPDATE SET at = max(at, excluded.at),
                    to_chat = excluded.to_chat, to_message = excluded.to_message""",
            "DROP TABLE copies",
            "ALTER TABLE lanes DROP COLUMN jobs");

    /** Version 5: names of watches, and how they send. */
    private static final List<String> V5 = List.of(
            "ALTER TABLE watches ADD COLUMN name TEXT NOT NULL DEFAULT ''",
            "ALTER TABLE watches ADD COLUMN silent INTEGER NOT NULL DEFAULT 0",
            "ALTER TABLE watches ADD COLUMN protect INTEGER NOT NULL DEFAULT 0",
            "ALTER TABLE watches ADD COLUMN skip_repeats INTEGER NOT NULL DEFAULT 0");

    /** Version 6: texts of the bot, such as the copy requests that are not over. */
    private static final List<String> V6 = List.of("CREATE TABLE texts (name TEXT PRIMARY KEY, text TEXT NOT NULL)");

    private static final List<List<String>> VERSIONS = List.of(V1, V2, NoteSchema.V3, V4, V5, V6);

    /** {@code Slui}. A store of an earlier Sluice has none, and is known by its tables. */
    public static final int APPLICATION_ID = 0x536C7569;

    private static final String TABLES_OF_V1 = "SELECT count(*) FROM sqlite_master WHERE type = 'table'"
            + " AND name IN ('chat_moves', 'dead_letters', 'lanes', 'watch_rules')";

    private Migrations() {}

    /** True if a file is a store of any version, or is to become one. */
    public static boolean isStore(Database database) {
        long id = database.number("PRAGMA application_id");
        if (id != 0) {
            return id == APPLICATION_ID;
        }
        boolean own = database.number("SELECT count(*) FROM sqlite_master") == 0
                ? versionOf(database) == 0
                : database.number(TABLES_OF_V1) == 4;
        // Another process may be making it at this moment; the id is what it writes first.
        return own || database.number("PRAGMA application_id") == APPLICATION_ID;
    }

    /** The version that this code reads and writes. */
    public static int current() {
        return VERSIONS.size();
    }

    /** The migrations that an earlier version had, for tests. */
    public static List<List<String>> until(int version) {
        return VERSIONS.subList(0, version);
    }

    public static int versionOf(Database database) {
        return Integer.parseInt(database.value("PRAGMA user_version"));
    }

    /** Brings a file of this version or an older one to this version, marked as a store. */
    public static void migrate(Database database) {
        database.execute("PRAGMA application_id = " + APPLICATION_ID);
        migrate(database, VERSIONS);
    }

    /**
     * Migrates each version in a transaction of its own, so that a file never stands between two. Another connection
     * may be about the same: which step is next is asked when nobody else can make it.
     */
    public static void migrate(Database database, List<List<String>> versions) {
        while (versionOf(database) < versions.size()) {
            database.transaction("IMMEDIATE", () -> {
                int version = versionOf(database) + 1;
                if (version <= versions.size()) {
                    versions.get(version - 1).forEach(database::execute);
                    database.execute("PRAGMA user_version = " + version);
                }
                return version;
            });
        }
    }
}
