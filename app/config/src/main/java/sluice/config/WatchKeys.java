package sluice.config;

import java.time.Duration;
import java.util.List;
import sluice.api.Bounded;
import sluice.api.Durations;
import sluice.api.Watch;
import sluice.config.filter.Filter;

/** Every key of one watch in the file. */
final class WatchKeys {

    private static final KeyTable TABLE = new KeyTable();

    static final Key<Long> OWNER = TABLE.optional("owner", Kinds.USER_ID);
    static final Key<Long> SOURCE = TABLE.optional("source", Kinds.SOURCE);
    static final Key<Long> DESTINATION = TABLE.optional("destination", Kinds.DESTINATION);
    static final Key<Watch.Mode> MODE = TABLE.key("mode", Kinds.choice(Watch.Mode.class), "full");
    static final Key<String> WHITELIST = keywords("whitelist");
    static final Key<String> BLACKLIST = keywords("blacklist");
    static final Key<String> WHITELIST_REGEX = expressions("whitelist-regex");
    static final Key<String> BLACKLIST_REGEX = expressions("blacklist-regex");
    static final Key<String> EXTRACT_PATTERNS = expressions("extract-patterns");
    static final Key<Boolean> PRESERVE_SOURCE = TABLE.key("preserve-source", Kinds.FLAG, "false");
    static final Key<Boolean> RECORD = TABLE.key("record", Kinds.FLAG, "false");
    static final Key<Integer> TOPIC = TABLE.optional("topic", topicId());
    static final Key<Integer> DESTINATION_TOPIC = TABLE.optional("destination-topic", topicId());
    static final Key<Duration> DELAY =
            TABLE.key("delay", Kinds.duration("0s", Durations.format(Watch.MAX_DELAY)), "0s");
    static final Key<Boolean> KEEP_REPLIES = TABLE.key("keep-replies", Kinds.FLAG, "true");
    static final Key<Boolean> SYNC_EDITS = TABLE.key("sync-edits", Kinds.FLAG, "false");

    static final Key<Boolean> SILENT = TABLE.key("silent", Kinds.FLAG, "false");
    static final Key<Boolean> PROTECT = TABLE.key("protect", Kinds.FLAG, "false");
    static final Key<Boolean> SKIP_REPEATS = TABLE.key("skip-repeats", Kinds.FLAG, "false");
    static final Key<String> NAME = TABLE.optional("name", Kinds.WATCH_NAME);

    static final Key<Boolean> PAUSED = TABLE.key("paused", Kinds.FLAG, "false");
    static final Key<String> ID = TABLE.optional("id", Kinds.WATCH_ID);

    /** All keys, in the order of the documentation. */
    @Bounded("the keys above")
    static final List<Key<?>> ALL = TABLE.all();

    private WatchKeys() {}

    private static Key<String> keywords(String name) {
        return TABLE.list(name, Kinds.KEYWORD, Filter.MAX_KEYWORDS);
    }

    private static Key<String> expressions(String name) {
        return TABLE.list(name, Kinds.EXPRESSION, Filter.MAX_EXPRESSIONS);
    }

    private static Kind<Integer> topicId() {
        return Kinds.wholeNumber(1, Integer.MAX_VALUE);
    }
}
