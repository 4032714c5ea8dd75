package sluice.chat.watches;

import java.util.Locale;
import java.util.Optional;

/**
 * The parts of a watch that can be set by a message. Each has its name under {@code field.<key>} and its question under {@code ask.<key>}.
 */
public enum Field {
    SOURCE(Kind.CHAT),
    DESTINATION(Kind.CHAT),
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
        NUMBER,
        DURATION,
        KEYWORDS,
        EXPRESSIONS
    }

    private final Kind kind;

    Field(Kind kind) {
        this.kind = kind;
    }

    Kind kind() {
        return kind;
    }

    boolean isList() {
        return kind == Kind.KEYWORDS || kind == Kind.EXPRESSIONS;
    }

    /** Its key in {@link WatchForm}, which is that of the configuration. */
    String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Optional<Field> of(String key) {
        for (Field field : values()) {
            if (field.key().equals(key)) {
                return Optional.of(field);
            }
        }
        return Optional.empty();
    }
}
