package sluice.chat.watches;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import sluice.api.Watch;
import sluice.chat.dialog.RequestContext;

/**
 * The watch that a dialog is about.
 *
 * @param watch as it is now
 * @param kind where it stands
 * @param alsoFrom of a draft, the other sources that become watches of their own
 * @param alsoTo of a draft, the other destinations
 */
public record Subject(Watch watch, Kind kind, List<Long> alsoFrom, List<Long> alsoTo) {

    /** The place in which a watch is stored. */
    enum Kind {
        /** In the dialog only: it is being made. */
        DRAFT,
        /** In the data directory. */
        KEPT,
        /** In the configuration file, where alone it can be changed. */
        FIXED
    }

    /** The most watches that are made at once. */
    static final int MAX_AT_ONCE = 20;

    /** A chat that is still to be named. */
    static final long UNNAMED = 0;

    private static final String ID = "watch";
    private static final String SEEN = "seen";
    private static final String DRAFT = "draft-";
    private static final String ALSO_FROM = "also-from";
    private static final String ALSO_TO = "also-to";

    Subject(Watch watch, Kind kind) {
        this(watch, kind, List.of(), List.of());
    }

    /** The same with another watch. */
    Subject with(Watch other) {
        return new Subject(other, kind, alsoFrom, alsoTo);
    }

    /** The watches that it becomes: one between each source and each destination. */
    List<Watch> each() {
        List<Watch> each = new ArrayList<>();
        for (long source : all(watch.source(), alsoFrom)) {
            for (long destination : all(watch.destination(), watch.record() ? List.of() : alsoTo)) {
                if (source != destination) {
                    String id = each.isEmpty() ? watch.id() : watch.id() + "-" + (each.size() + 1);
                    each.add(WatchForm.with(watch, "id", id).between(source, destination));
                }
            }
        }
        return each;
    }

    private static List<Long> all(long first, List<Long> others) {
        return Stream.concat(Stream.of(first), others.stream()).toList();
    }

    /** A new map of the data that a dialog carries: all of a draft, of others the id and how it looks now. */
    Map<String, String> data() {
        Map<String, String> data = new HashMap<>();
        if (kind == Kind.DRAFT) {
            WatchForm.of(watch).forEach((key, value) -> data.put(DRAFT + key, value));
            put(data, ALSO_FROM, alsoFrom);
            put(data, ALSO_TO, alsoTo);
        } else {
            data.put(ID, watch.id());
            data.put(SEEN, look(watch));
        }
        return data;
    }

    private static void put(Map<String, String> data, String key, List<Long> chats) {
        if (!chats.isEmpty()) {
            data.put(key, chats.stream().map(String::valueOf).collect(Collectors.joining(" ")));
        }
    }

    private static List<Long> chats(Map<String, String> data, String key) {
        return Stream.of(data.getOrDefault(key, "").split(" "))
                .filter(chat -> !chat.isEmpty())
                .map(Long::valueOf)
                .toList();
    }

    /** The id of the watch that a dialog carries; empty when it is a draft. */
    static Optional<String> id(Map<String, String> data) {
        return Optional.ofNullable(data.get(ID));
    }

    /** True if a dialog carries a draft, which is lost when it ends. */
    static boolean isDraft(Map<String, String> data) {
        return data.keySet().stream().anyMatch(key -> key.startsWith(DRAFT));
    }

    /** The draft that a dialog carries. */
    static Subject draft(Map<String, String> data) {
        Watch watch = WatchForm.watch(under(DRAFT, data));
        return new Subject(watch, Kind.DRAFT, chats(data, ALSO_FROM), chats(data, ALSO_TO));
    }

    /** A new map of the data whose keys begin with a prefix, without it. */
    static Map<String, String> under(String prefix, Map<String, String> data) {
        Map<String, String> found = new HashMap<>();
        data.forEach((key, value) -> {
            if (key.startsWith(prefix)) {
                found.put(key.substring(prefix.length()), value);
            }
        });
        return found;
    }

    /** True if it looks as it did when the dialog showed it. It may have been changed by a command or by another admin. */
    boolean isAsSeen(Map<String, String> data) {
        return kind == Kind.DRAFT || look(watch).equals(data.get(SEEN));
    }

    boolean isComplete() {
        return watch.source() != UNNAMED && watch.destination() != UNNAMED;
    }

    boolean isFixed() {
        return kind == Kind.FIXED;
    }

    void requireChangeable(RequestContext context) {
        if (isFixed()) {
            throw context.refusal("watch.fixed");
        }
    }

    /** Names a watch in a button, where its id may have no room. */
    public static String mark(Watch watch) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(watch.id().getBytes(StandardCharsets.UTF_8));
            return Long.toUnsignedString(ByteBuffer.wrap(hash).getLong(), Character.MAX_RADIX);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static String look(Watch watch) {
        return Integer.toHexString(WatchForm.of(watch).hashCode());
    }
}
