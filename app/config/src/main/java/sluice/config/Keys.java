package sluice.config;

import static sluice.config.Kinds.duration;
import static sluice.config.Kinds.wholeNumber;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import sluice.api.Bounded;
import sluice.base.log.LogFormat;
import sluice.base.log.Secret;
import sluice.base.text.Language;

/**
 * Every key of the configuration but those of a watch. Defaults, ranges and profiles stand here, their meaning in
 * {@code docs/configuration.md}.
 */
final class Keys {

    private static final KeyTable TABLE = new KeyTable();

    /** The policy for a message when the queue is full. */
    enum WhenFull {
        /** Intake pauses. */
        WAIT,
        /** The message is skipped and counted. */
        DROP
    }

    static final Key<Secret> TOKEN = TABLE.optional("telegram.token", Kinds.BOT_TOKEN);
    static final Key<Path> TOKEN_FILE = TABLE.optional("telegram.token-file", Kinds.PATH);
    static final Key<URI> API_URL = TABLE.key("telegram.api-url", Kinds.SERVER, "https://api.telegram.org");
    static final Key<Duration> POLL_TIMEOUT = TABLE.key("telegram.poll-timeout", duration("1s", "50s"), "50s");

    static final Key<Long> ADMINS = TABLE.list("admins", Kinds.USER_ID, 1_000);
    static final Key<Language> LANGUAGE = TABLE.key("language", Kinds.choice(Language.class), "en");
    static final Key<Config.Profile> PROFILE = TABLE.key("profile", Kinds.choice(Config.Profile.class), "default");
    static final Key<Path> DATA_DIR = TABLE.key("data-dir", Kinds.PATH, "data");
    static final Key<Path> BOTS_DIR = TABLE.optional("bots-dir", Kinds.PATH);
    static final Key<Path> PLUGINS_DIR = TABLE.optional("plugins-dir", Kinds.PATH);

    static final Key<String> MODULE_DEDUP = TABLE.key("modules.dedup", Kinds.PROVIDER, "lru");
    static final Key<String> MODULE_CONTENT_DEDUP = TABLE.key("modules.content-dedup", Kinds.PROVIDER, "lru-contents");
    static final Key<String> MODULE_STATE = TABLE.key("modules.state", Kinds.PROVIDER, "ttl");
    static final Key<String> MODULE_PEER = TABLE.key("modules.peer", Kinds.PROVIDER, "cooldown");
    static final Key<String> MODULE_QUEUE = TABLE.key("modules.queue", Kinds.PROVIDER, "sqlite");
    static final Key<String> MODULES_DISABLED = TABLE.list("modules.disabled", Kinds.PROVIDER, 1_000);

    static final Key<String> HTTP_BIND = TABLE.key("http.bind", Kinds.HOST, "127.0.0.1");
    static final Key<Integer> HTTP_PORT = TABLE.key("http.port", wholeNumber(0, 65_535), "8080");
    static final Key<Secret> HTTP_TOKEN = TABLE.optional("http.token", Kinds.BEARER);

    static final Key<Duration> MAX_AGE = TABLE.optional("intake.max-age", duration("1s", "24h"));
    static final Key<Duration> ALBUM_QUIET = TABLE.key("intake.album-quiet", duration("10ms", "5s"), "1s");

    static final Key<Integer> MAX_RETRIES = TABLE.key("deliver.max-retries", wholeNumber(0, 10), "3");
    static final Key<Integer> MAX_FLOOD_RETRIES = TABLE.key("deliver.max-flood-retries", wholeNumber(0, 100), "3");
    static final Key<Duration> TIMEOUT = TABLE.key("deliver.timeout", duration("1s", "5m"), "30s");
    static final Key<Rate> PACE_PER_CHAT = TABLE.key("deliver.pace.per-chat", Kinds.RATE, "1/s");
    static final Key<Rate> PACE_PER_GROUP = TABLE.key("deliver.pace.per-group", Kinds.RATE, "20/min");
    static final Key<Rate> PACE_GLOBAL = TABLE.key("deliver.pace.global", Kinds.RATE, "30/s");

    static final Key<Integer> DEDUP_MAX_MESSAGES =
            TABLE.sized("dedup.max-messages", wholeNumber(1, 1_000_000), "100", "200", "500");
    static final Key<Duration> DEDUP_MESSAGE_TTL = TABLE.key("dedup.message-ttl", duration("1ms", "24h"), "1s");
    static final Key<Integer> DEDUP_CLEANUP_THRESHOLD =
            TABLE.key("dedup.cleanup-threshold", wholeNumber(1, 1_000_000), "500");
    static final Key<Integer> DEDUP_MAX_MEDIA_GROUPS =
            TABLE.sized("dedup.max-media-groups", wholeNumber(1, 1_000_000), "50", "100", "200");
    static final Key<Duration> DEDUP_CONTENT_TTL = TABLE.key("dedup.content-ttl", duration("1s", "720h"), "24h");
    static final Key<Integer> DEDUP_MAX_CONTENTS = TABLE.key("dedup.max-contents", wholeNumber(1, 1_000_000), "10000");

    static final Key<Duration> STATE_TTL = TABLE.key("state.ttl", duration("1s", "720h"), "1h");
    static final Key<Integer> STATE_MAX_USERS = TABLE.key("state.max-users", wholeNumber(1, 1_000_000), "10000");

    static final Key<Integer> PEER_MAX_PEERS = TABLE.key("peer.max-peers", wholeNumber(1, 1_000_000), "10000");
    static final Key<Duration> PEER_RETRY_COOLDOWN = TABLE.key("peer.retry-cooldown", duration("1s", "24h"), "60s");
    static final Key<Duration> PEER_CLEANUP_AGE = TABLE.key("peer.cleanup-age", duration("1m", "720h"), "24h");
    static final Key<Integer> PEER_MAX_WAITING = TABLE.key("peer.max-waiting", wholeNumber(1, 1_000_000), "100");
    static final Key<Integer> PEER_MAX_FAILED = TABLE.key("peer.max-failed", wholeNumber(1, 1_000_000), "10000");

    static final Key<Integer> QUEUE_MAX_SIZE =
            TABLE.sized("queue.max-size", wholeNumber(1, 1_000_000), "500", "1000", "5000");
    static final Key<Integer> QUEUE_MAX_BACKLOG =
            TABLE.key("queue.max-backlog", wholeNumber(1, 100_000_000), "1000000");
    static final Key<WhenFull> QUEUE_WHEN_FULL = TABLE.key("queue.when-full", Kinds.choice(WhenFull.class), "wait");
    static final Key<Integer> QUEUE_MAX_DEAD_LETTERS =
            TABLE.key("queue.max-dead-letters", wholeNumber(1, 1_000_000), "1000");
    static final Key<Secret> QUEUE_URL = TABLE.optional("queue.url", Kinds.DATABASE);
    static final Key<String> QUEUE_USER = TABLE.optional("queue.user", Kinds.DATABASE_USER);
    static final Key<Path> QUEUE_PASSWORD_FILE = TABLE.optional("queue.password-file", Kinds.PATH);
    static final Key<Duration> QUEUE_LEASE = TABLE.key("queue.lease", duration("5s", "60s"), "10s");
    static final Key<String> QUEUE_NODE = TABLE.optional("queue.node", Kinds.NODE);

    static final Key<Path> NOTES_DIR = TABLE.optional("notes.dir", Kinds.PATH);
    static final Key<Duration> NOTES_MAX_AGE = TABLE.optional("notes.max-age", duration("1m", "876000h"));
    static final Key<Long> NOTES_MAX_SIZE = TABLE.key("notes.max-size", Kinds.size("1MB", "1000000GB"), "1GB");

    static final Key<Integer> JOURNAL_MAX_MESSAGES = TABLE.key("journal.max-messages", wholeNumber(0, 100_000), "1000");
    static final Key<Duration> JOURNAL_MAX_AGE = TABLE.key("journal.max-age", duration("1m", "720h"), "24h");

    static final Key<Duration> CLEANUP_INTERVAL = TABLE.key("cleanup.interval", duration("1s", "24h"), "5m");
    static final Key<Double> CLEANUP_PRESSURE_THRESHOLD =
            TABLE.key("cleanup.pressure-threshold", Kinds.PERCENTAGE, "85%");
    static final Key<Duration> STATS_INTERVAL = TABLE.key("stats.interval", duration("1s", "24h"), "5m");
    static final Key<LogFormat> LOG_FORMAT = TABLE.key("log.format", Kinds.choice(LogFormat.class), "text");

    /** The roles, each with the key that chooses its provider; the section of a role has its name. */
    @Bounded("the roles of the SPI")
    static final Map<String, Key<String>> ROLES = Map.of(
            "dedup", MODULE_DEDUP,
            "content-dedup", MODULE_CONTENT_DEDUP,
            "state", MODULE_STATE,
            "peer", MODULE_PEER,
            "queue", MODULE_QUEUE);

    /** The database that several machines share, and for how long a bot of one that is gone waits for another. */
    @Bounded("the keys above")
    static final List<Key<?>> DATABASE = List.of(QUEUE_URL, QUEUE_USER, QUEUE_PASSWORD_FILE, QUEUE_LEASE, QUEUE_NODE);

    /** The keys of the process, which all its bots share: they cannot stand in the file of a bot. */
    @Bounded("the keys above")
    static final Set<Key<?>> OF_THE_PROCESS = Set.of(
            DATA_DIR,
            BOTS_DIR,
            PLUGINS_DIR,
            MODULE_DEDUP,
            MODULE_CONTENT_DEDUP,
            MODULE_STATE,
            MODULE_PEER,
            MODULE_QUEUE,
            MODULES_DISABLED,
            QUEUE_URL,
            QUEUE_USER,
            QUEUE_PASSWORD_FILE,
            QUEUE_LEASE,
            QUEUE_NODE,
            NOTES_DIR,
            HTTP_BIND,
            HTTP_PORT,
            CLEANUP_INTERVAL,
            CLEANUP_PRESSURE_THRESHOLD,
            STATS_INTERVAL,
            LOG_FORMAT);

    /** All keys, in the order of the documentation. */
    @Bounded("the keys above")
    static final List<Key<?>> ALL = TABLE.all();

    private Keys() {}
}
