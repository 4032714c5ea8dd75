package sluice.api;

import java.util.Map;
import java.util.Set;

/**
 * Says how a part of a text is formatted, or what it is. Places are counted in UTF-16 units, as in a Java string and as
 * Telegram counts them.
 *
 * @param type the type in the words of the Bot API, for example {@code bold} or {@code text_link}; types unknown to Sluice
 *     are passed on
 * @param offset its beginning, 0 or more
 * @param length its length, 1 or more
 * @param attributes the other fields of the Bot API, for example {@code url} of a {@code text_link}; a
 *     {@code text_mention} has the number of its user under {@code user_id}
 */
public record Entity(String type, int offset, int length, Map<String, String> attributes) {

    /** The entity types that Telegram detects by itself; each says something about just these characters. */
    private static final Set<String> FOUND = Set.of(
            "mention",
            "hashtag",
            "cashtag",
            "bot_command",
            "url",
            "email",
            "phone_number",
            "bank_card_number",
            "custom_emoji");

    /** Takes a copy and checks the place. */
    public Entity {
        if (type.isBlank()) {
            throw new IllegalArgumentException("type must not be blank");
        }
        if (offset < 0 || length < 1 || offset > Integer.MAX_VALUE - length) {
            throw new IllegalArgumentException(
                    "an entity begins at 0 or more and has 1 unit or more: offset " + offset + ", length " + length);
        }
        attributes = Map.copyOf(attributes);
    }

    /**
     * An entity of which nothing else is said.
     *
     * @param type the Bot API's name of the type
     * @param offset its beginning
     * @param length its length
     * @return an entity without attributes
     */
    public static Entity of(String type, int offset, int length) {
        return new Entity(type, offset, length, Map.of());
    }

    /**
     * The end of the entity, exclusive.
     *
     * @return the place behind its last unit
     */
    public int end() {
        return offset + length;
    }

    /**
     * Returns a copy at another position.
     *
     * @param from its beginning
     * @param to the place behind its last unit
     * @return a new entity
     */
    public Entity between(int from, int to) {
        return from == offset && to == end() ? this : new Entity(type, from, to - from, attributes);
    }

    /**
     * True if it holds only for the characters that it covers: a detected link, a hashtag, a custom emoji.
     *
     * @return {@code false} for formatting
     */
    public boolean isBoundToText() {
        return FOUND.contains(type);
    }
}
