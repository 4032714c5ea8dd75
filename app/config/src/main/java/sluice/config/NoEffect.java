package sluice.config;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import sluice.api.Watch;

/** Finds settings that are right by themselves, and have no effect because of another one: each is a warning. */
final class NoEffect {

    /** The queue that does not outlive the process. */
    private static final String IN_MEMORY = "bounded";

    /** The queues that one machine alone uses. */
    private static final Set<String> OF_ONE_MACHINE = Set.of(IN_MEMORY, "sqlite");

    private static final String SHARED = "postgres";

    private final Values values;
    private final String prefix;
    private final Problems problems;

    private NoEffect(Values values, String prefix, Problems problems) {
        this.values = values;
        this.prefix = prefix;
        this.problems = problems;
    }

    /** Looks through the keys of the file. */
    static void inFile(Values values, Problems problems) {
        NoEffect look = new NoEffect(values, "", problems);
        String queue = values.get(Keys.MODULE_QUEUE);
        String chosen = "with `modules.queue: " + queue + "`";
        if (queue.equals(IN_MEMORY)) {
            look.written(Keys.QUEUE_MAX_BACKLOG, chosen + ", which keeps nothing on disk");
        }
        boolean withoutDir = queue.equals(SHARED) && values.find(Keys.NOTES_DIR).isEmpty();
        if (queue.equals(IN_MEMORY) || withoutDir) {
            String because = chosen + ", which keeps no notes" + (withoutDir ? " without `notes.dir`" : "");
            look.written(Keys.NOTES_MAX_AGE, because);
            look.written(Keys.NOTES_MAX_SIZE, because);
        }
        if (OF_ONE_MACHINE.contains(queue)) {
            Stream.concat(Keys.DATABASE.stream(), Stream.of(Keys.NOTES_DIR))
                    .forEach(key -> look.written(key, chosen + "; `postgres` is shared by machines"));
        }
        if (values.get(Keys.DEDUP_CLEANUP_THRESHOLD) >= values.get(Keys.DEDUP_MAX_MESSAGES)) {
            look.written(Keys.DEDUP_CLEANUP_THRESHOLD, "unless it is below `" + Keys.DEDUP_MAX_MESSAGES.name() + "`");
        }
        Duration age = values.get(Keys.PEER_CLEANUP_AGE);
        if (values.get(Keys.PEER_RETRY_COOLDOWN).compareTo(age) >= 0) {
            look.written(
                    Keys.PEER_RETRY_COOLDOWN,
                    "unless it is below `" + Keys.PEER_CLEANUP_AGE.name() + "`, after which nothing waits any more");
        }
    }

    /** Looks through the keys of a watch; the prefix names it. */
    static void inWatch(Values values, String prefix, Problems problems) {
        NoEffect look = new NoEffect(values, prefix, problems);
        boolean extracts = values.get(WatchKeys.MODE) == Watch.Mode.EXTRACT;
        if (!extracts && !values.list(WatchKeys.EXTRACT_PATTERNS).isEmpty()) {
            look.written(WatchKeys.EXTRACT_PATTERNS, "without `mode: extract`");
        }
        if (values.get(WatchKeys.RECORD)) {
            look.ofNotes();
        } else if (extracts) {
            look.isTrue(WatchKeys.PRESERVE_SOURCE, "with `mode: extract`, which sends a text of its own");
        } else if (values.get(WatchKeys.PRESERVE_SOURCE)) {
            String forwards = "with `preserve-source: true`: a forward ";
            look.isTrue(WatchKeys.SYNC_EDITS, forwards + "cannot be edited");
            look.isTrue(WatchKeys.KEEP_REPLIES, forwards + "answers no message");
        }
        look.listedTwice(WatchKeys.WHITELIST, WatchKeys.BLACKLIST);
        look.listedTwice(WatchKeys.WHITELIST_REGEX, WatchKeys.BLACKLIST_REGEX);
    }

    private void ofNotes() {
        String because = "with `record: true`, which sends nothing";
        isTrue(WatchKeys.PRESERVE_SOURCE, because);
        isTrue(WatchKeys.KEEP_REPLIES, because);
        isTrue(WatchKeys.SILENT, because);
        isTrue(WatchKeys.PROTECT, because);
        written(WatchKeys.DESTINATION_TOPIC, because);
        if (values.find(WatchKeys.DESTINATION).filter(chat -> chat != Kinds.ME).isPresent()) {
            written(WatchKeys.DESTINATION, because);
        }
    }

    private void isTrue(Key<Boolean> key, String because) {
        if (values.get(key)) {
            written(key, because);
        }
    }

    private void listedTwice(Key<String> white, Key<String> black) {
        List<String> blocked = values.list(black);
        values.list(white).stream()
                .filter(entry -> blocked.stream().anyMatch(entry::equalsIgnoreCase))
                .distinct()
                .forEach(
                        entry -> warn(white, Kind.quoted(entry) + " has no effect: `" + black.name() + "` has it too"));
    }

    /** Defaults are nobody's wish. */
    private void written(Key<?> key, String because) {
        if (values.isWritten(key)) {
            warn(key, "has no effect " + because);
        }
    }

    private void warn(Key<?> key, String message) {
        problems.warn(values.line(key, 0), prefix + key.name(), message);
    }
}
