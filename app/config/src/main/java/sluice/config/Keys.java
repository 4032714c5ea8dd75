package sluice.config;

import static sluice.config.Kinds.duration;
import static sluice.config.Kinds.wholeNumber;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import sluice.api.Bounded;
import sluice.base.log.Secret;
import sluice.base.text.Language;

/** Every key of the configuration but those of a watch. Defaults, ranges and profiles stand here and nowhere else. */
final class Keys {

    /** The policy for a message when the queue is full. */
    enum WhenFull {
        /** Intake pauses. */
        WAIT,
        /** The message is skipped and counted. */
        DROP
    }

    static final Key<Secret> TOKEN =
            Key.optional("telegram.token", Kinds.BOT_TOKEN, "none", "The bot's token, as @BotFather gave it");
    static final Key<Path> TOKEN_FILE =
            Key.optional("telegram.token-file", Kinds.PATH, "none", "A file that holds the token, and nothing else");
    static final Key<URI> API_URL = Key.of(
            "telegram.api-url",
            Kinds.SERVER,
            "https://api.telegram.org",
            "The Bot API server; one of your own may be named");
    static final Key<Duration> POLL_TIMEOUT = Key.of(
            "telegram.poll-timeout",
            duration("1s", "50s"),
            "50s",
            "How long Telegram keeps a poll open when nothing is new");

    static final Key<Long> ADMINS = Key.list(
            "admins", Kinds.USER_ID, 1_000, "The users who are served; without any, nobody can command the bot");
    static final Key<Language> LANGUAGE =
            Key.of("language", Kinds.choice(Language.class), "en", "The language of the log and the chat");
    static final Key<Profile> PROFILE = Key.of(
            "profile",
            Kinds.choice(Profile.class),
            "default",
            "A size that sets several keys; a key that is given wins over it");
    static final Key<Path> DATA_DIR = Key.of("data-dir", Kinds.PATH, "data", "Where the bot keeps what outlives it");
    static final Key<Path> PLUGINS_DIR =
            Key.optional("plugins-dir", Kinds.PATH, "`plugins` beside the image", "Where plugins are looked for");

    static final Key<String> MODULE_DEDUP =
            Key.of("modules.dedup", Kinds.PROVIDER, "lru", "The provider that knows duplicates");
    static final Key<String> MODULE_STATE =
            Key.of("modules.state", Kinds.PROVIDER, "ttl", "The provider that keeps dialogs");
    static final Key<String> MODULE_PEER =
            Key.of("modules.peer", Kinds.PROVIDER, "cooldown", "The provider that knows failed chats");
    static final Key<String> MODULE_QUEUE = Key.of(
            "modules.queue",
            Kinds.PROVIDER,
            "sqlite",
            "The provider of the queue; `sqlite` is durable, `bounded` is in memory");
    static final Key<String> MODULES_DISABLED =
            Key.list("modules.disabled", Kinds.PROVIDER, 1_000, "Plugins to leave out");

    static final Key<String> HTTP_BIND = Key.of(
            "http.bind",
            Kinds.HOST,
            "127.0.0.1",
            "The address that the dashboard listens on; anything but a loopback address needs `http.token`");
    static final Key<Integer> HTTP_PORT =
            Key.of("http.port", wholeNumber(0, 65_535), "8080", "Its port; 0 takes a free one and logs it");
    static final Key<Secret> HTTP_TOKEN =
            Key.optional("http.token", Kinds.BEARER, "none", "What requests must carry, as `Authorization: Bearer …`");

    static final Key<Duration> MAX_AGE = Key.optional(
            "intake.max-age",
            duration("1s", "24h"),
            "none",
            "Older messages are skipped and counted, for example after a pause");
    static final Key<Duration> ALBUM_QUIET = Key.of(
            "intake.album-quiet", duration("10ms", "5s"), "1s", "An album goes out when no member came for this long");

    static final Key<Integer> MAX_RETRIES = Key.of(
            "deliver.max-retries",
            wholeNumber(0, 10),
            "3",
            "Further tries after 1 s, 2 s, 4 s and so on; then a dead letter");
    static final Key<Integer> MAX_FLOOD_RETRIES =
            Key.of("deliver.max-flood-retries", wholeNumber(0, 100), "3", "Flood waits in a row; then a dead letter");
    static final Key<Duration> TIMEOUT =
            Key.of("deliver.timeout", duration("1s", "5m"), "30s", "The time limit of one call to Telegram");
    static final Key<Rate> PACE_PER_CHAT =
            Key.of("deliver.pace.per-chat", Kinds.RATE, "1/s", "How fast one chat is sent to");
    static final Key<Rate> PACE_PER_GROUP = Key.of(
            "deliver.pace.per-group",
            Kinds.RATE,
            "20/min",
            "How fast one group or channel is sent to, besides `per-chat`");
    static final Key<Rate> PACE_GLOBAL =
            Key.of("deliver.pace.global", Kinds.RATE, "30/s", "How fast all chats together are sent to");

    static final Key<Integer> DEDUP_MAX_MESSAGES = Key.of(
                    "dedup.max-messages", wholeNumber(1, 1_000_000), "200", "Messages that are remembered")
            .sized("100", "500");
    static final Key<Duration> DEDUP_MESSAGE_TTL =
            Key.of("dedup.message-ttl", duration("1ms", "24h"), "1s", "How long a message is remembered");
    static final Key<Integer> DEDUP_CLEANUP_THRESHOLD = Key.of(
            "dedup.cleanup-threshold",
            wholeNumber(1, 1_000_000),
            "500",
            "With more messages than this a sweep starts at once; matters only below `dedup.max-messages`");
    static final Key<Integer> DEDUP_MAX_MEDIA_GROUPS = Key.of(
                    "dedup.max-media-groups", wholeNumber(1, 1_000_000), "100", "Albums that are remembered")
            .sized("50", "200");

    static final Key<Duration> STATE_TTL =
            Key.of("state.ttl", duration("1s", "720h"), "1h", "How long a dialog waits for its user");
    static final Key<Integer> STATE_MAX_USERS = Key.of(
            "state.max-users",
            wholeNumber(1, 1_000_000),
            "10000",
            "Dialogs at the same time; the one longest untouched goes first");

    static final Key<Integer> PEER_MAX_PEERS =
            Key.of("peer.max-peers", wholeNumber(1, 1_000_000), "10000", "Working chats that are remembered");
    static final Key<Duration> PEER_RETRY_COOLDOWN =
            Key.of("peer.retry-cooldown", duration("1s", "24h"), "60s", "How long a chat that failed is left alone");
    static final Key<Duration> PEER_CLEANUP_AGE = Key.of(
            "peer.cleanup-age",
            duration("1m", "720h"),
            "24h",
            "After failing for this long, a chat's messages become dead letters");
    static final Key<Integer> PEER_MAX_WAITING = Key.of(
            "peer.max-waiting",
            wholeNumber(1, 1_000_000),
            "100",
            "Messages that wait for a chat that failed; more become dead letters at once");
    static final Key<Integer> PEER_MAX_FAILED =
            Key.of("peer.max-failed", wholeNumber(1, 1_000_000), "10000", "Failed chats that are remembered");

    static final Key<Integer> QUEUE_MAX_SIZE = Key.of(
                    "queue.max-size", wholeNumber(1, 1_000_000), "1000", "Messages that the queue holds in memory")
            .sized("500", "5000");
    static final Key<Integer> QUEUE_MAX_BACKLOG = Key.of(
            "queue.max-backlog",
            wholeNumber(1, 100_000_000),
            "1000000",
            "Messages that wait, with a durable queue: all on disk, the first of them in memory too");
    static final Key<WhenFull> QUEUE_WHEN_FULL = Key.of(
            "queue.when-full",
            Kinds.choice(WhenFull.class),
            "wait",
            "`wait`: intake pauses and Telegram keeps the messages; `drop`: they are skipped and counted");
    static final Key<Integer> QUEUE_MAX_DEAD_LETTERS = Key.of(
            "queue.max-dead-letters",
            wholeNumber(1, 1_000_000),
            "1000",
            "Dead letters that are kept; the oldest goes first");

    static final Key<Duration> NOTES_MAX_AGE = Key.optional(
            "notes.max-age", duration("1m", "876000h"), "none", "Older notes are removed, with their files");
    static final Key<Long> NOTES_MAX_SIZE = Key.of(
            "notes.max-size",
            Kinds.size("1MB", "1000000GB"),
            "1GB",
            "What notes and their files may take together; the oldest go first");

    static final Key<Duration> CLEANUP_INTERVAL =
            Key.of("cleanup.interval", duration("1s", "24h"), "5m", "How often memory is cleaned");
    static final Key<Double> CLEANUP_PRESSURE_THRESHOLD = Key.of(
            "cleanup.pressure-threshold",
            Kinds.PERCENTAGE,
            "85%",
            "With more of the heap in use after a collection, memory is cleaned at once");
    static final Key<Duration> STATS_INTERVAL =
            Key.of("stats.interval", duration("1s", "24h"), "5m", "How often the log has a block of statistics");

    /** The roles, each with the key that chooses its provider; the section of a role has its name. */
    @Bounded("the four roles of the SPI")
    static final Map<String, Key<String>> ROLES =
            Map.of("dedup", MODULE_DEDUP, "state", MODULE_STATE, "peer", MODULE_PEER, "queue", MODULE_QUEUE);

    /** All keys, in the order of the documentation. */
    @Bounded("the keys above")
    static final List<Key<?>> ALL = List.of(
            TOKEN,
            TOKEN_FILE,
            API_URL,
            POLL_TIMEOUT,
            ADMINS,
            LANGUAGE,
            PROFILE,
            DATA_DIR,
            PLUGINS_DIR,
            MODULE_DEDUP,
            MODULE_STATE,
            MODULE_PEER,
            MODULE_QUEUE,
            MODULES_DISABLED,
            HTTP_BIND,
            HTTP_PORT,
            HTTP_TOKEN,
            MAX_AGE,
            ALBUM_QUIET,
            MAX_RETRIES,
            MAX_FLOOD_RETRIES,
            TIMEOUT,
            PACE_PER_CHAT,
            PACE_PER_GROUP,
            PACE_GLOBAL,
            DEDUP_MAX_MESSAGES,
            DEDUP_MESSAGE_TTL,
            DEDUP_CLEANUP_THRESHOLD,
            DEDUP_MAX_MEDIA_GROUPS,
            STATE_TTL,
            STATE_MAX_USERS,
            PEER_MAX_PEERS,
            PEER_RETRY_COOLDOWN,
            PEER_CLEANUP_AGE,
            PEER_MAX_WAITING,
            PEER_MAX_FAILED,
            QUEUE_MAX_SIZE,
            QUEUE_MAX_BACKLOG,
            QUEUE_WHEN_FULL,
            QUEUE_MAX_DEAD_LETTERS,
            NOTES_MAX_AGE,
            NOTES_MAX_SIZE,
            CLEANUP_INTERVAL,
            CLEANUP_PRESSURE_THRESHOLD,
            STATS_INTERVAL);

    private Keys() {}
}
