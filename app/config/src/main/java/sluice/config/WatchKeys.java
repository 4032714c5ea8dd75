package sluice.config;

import java.time.Duration;
import java.util.List;
import sluice.api.Bounded;
import sluice.api.Durations;
import sluice.api.Watch;
import sluice.config.filter.Filter;

/** Every key of one watch in the file. */
final class WatchKeys {

    static final Key<Long> OWNER =
            Key.optional("owner", Kinds.USER_ID, "the first admin", "The user whom the watch belongs to");
    static final Key<Long> SOURCE = Key.optional("source", Kinds.SOURCE, "must be given", "The chat that is watched");
    static final Key<Long> DESTINATION = Key.optional(
            "destination",
            Kinds.DESTINATION,
            "must be given; with `record: true` `me`",
            "The chat that it sends to; `me` is the private chat with the owner");
    static final Key<Watch.Mode> MODE = Key.of(
            "mode",
            Kinds.choice(Watch.Mode.class),
            "full",
            "`full`: the whole message is sent; `extract`: only what `extract-patterns` match");
    static final Key<String> WHITELIST = keywords("whitelist", "Keywords of which one must occur, in any case");
    static final Key<String> BLACKLIST = keywords("blacklist", "Keywords of which none may occur, in any case");
    static final Key<String> WHITELIST_REGEX = expressions("whitelist-regex", "Expressions of which one must match");
    static final Key<String> BLACKLIST_REGEX = expressions("blacklist-regex", "Expressions of which none may match");
    static final Key<String> EXTRACT_PATTERNS =
            expressions("extract-patterns", "With `mode: extract`, the expressions whose matches are sent");
    static final Key<Boolean> PRESERVE_SOURCE =
            Key.of("preserve-source", Kinds.FLAG, "false", "`true`: forward, which shows the origin; `false`: copy");
    static final Key<Boolean> RECORD =
            Key.of("record", Kinds.FLAG, "false", "Keep messages as notes instead of sending them");
    static final Key<Integer> TOPIC = Key.optional("topic", topicId(), "all", "The forum topic that is watched");
    static final Key<Integer> DESTINATION_TOPIC =
            Key.optional("destination-topic", topicId(), "none", "The forum topic that it sends to");
    static final Key<Duration> DELAY = Key.of(
            "delay",
            Kinds.duration("0s", Durations.format(Watch.MAX_DELAY)),
            "0s",
            "How long after it came in a message is sent");
    static final Key<Boolean> KEEP_REPLIES = Key.of(
            "keep-replies", Kinds.FLAG, "true", "A copy answers the copy of what its original answered, for 24 h");
    static final Key<Boolean> SYNC_EDITS =
            Key.of("sync-edits", Kinds.FLAG, "false", "An edit of the original changes the copy");

    static final Key<Boolean> PAUSED = Key.of("paused", Kinds.FLAG, "false", "It does nothing for now");
    static final Key<String> ID = Key.optional(
            "id",
            Kinds.WATCH_ID,
            "made of chats and topics",
            "Names the watch, for its waiting messages too; two must not have the same");

    /** All keys, in the order of the documentation. */
    @Bounded("the keys above")
    static final List<Key<?>> ALL = List.of(
            OWNER,
            SOURCE,
            DESTINATION,
            MODE,
            WHITELIST,
            BLACKLIST,
            WHITELIST_REGEX,
            BLACKLIST_REGEX,
            EXTRACT_PATTERNS,
            PRESERVE_SOURCE,
            RECORD,
            TOPIC,
            DESTINATION_TOPIC,
            DELAY,
            KEEP_REPLIES,
            SYNC_EDITS,
            PAUSED,
            ID);

    private WatchKeys() {}

    private static Key<String> keywords(String name, String meaning) {
        return Key.list(name, Kinds.KEYWORD, Filter.MAX_KEYWORDS, meaning);
    }

    private static Key<String> expressions(String name, String meaning) {
        return Key.list(name, Kinds.EXPRESSION, Filter.MAX_EXPRESSIONS, meaning);
    }

    private static Kind<Integer> topicId() {
        return Kinds.wholeNumber(1, Integer.MAX_VALUE);
    }
}
