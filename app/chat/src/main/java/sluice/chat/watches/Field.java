package sluice.chat.watches;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The parts of a watch that can be set by a message. Each has its name under {@code field.<key>} and its question under {@code ask.<key>}.
 */
public enum Field {
    SOURCE(Kind.CHAT),
    DESTINATION(Kind.CHAT),
    NAME(Kind.TEXT),
    TOPIC(Kind.NUMBER),
    DESTINATION_TOPIC(Kind.NUMBER),
    DELAY(Kind.DURATION),
    BLACKLIST(Kind.KEYWORDS),
    WHITELIST(Kind.KEYWORDS),
    BLACKLIST_REGEX(Kind.EXPRESSIONS),
    WHITELIST_REGEX(Kind.EXPRESSIONS),
    EXTRACT_PATTERNS(Kind.EXPRESSIONS);

    /** The kind of value that is typed for it. */
    enum Kind {
        CHAT,
        TEXT,
        NUMBER,
        DURATION,
        KEYWORDS,
        EXPRESSIONS
    }

    /** The key under which a dialog carries a field. */
    static final String KEY = "field";

    final Kind kind;

    Field(Kind kind) {
        this.kind = kind;
    }

    boolean isList() {
        return kind == Kind.KEYWORDS || kind == Kind.EXPRESSIONS;
    }

    /** Its key in {@link WatchForm}, which is that of the configuration. */
    String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Optional<Field> of(String key) {
        return Stream.of(values()).filter(field -> field.key().equals(key)).findFirst();
    }

    /** The field that a dialog carries. */
    static Field in(Map<String, String> data) {
        return of(data.getOrDefault(KEY, "")).orElseThrow();
    }
}
