package sluice.api;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A text or caption with its formatting. Immutable.
 *
 * <p>Whoever changes a text should do it with {@link #replace}: it keeps the entities where they belong. Places are counted in
 * UTF-16 units and must not lie inside a surrogate pair.
 *
 * @param text the text, perhaps empty
 * @param entities its formatting, in any order; each within the text
 */
public record FormattedText(String text, List<Entity> entities) {

    /** The maximum length of a changed text: more than any message may have, and not without end. */
    public static final int MAX_LENGTH = 65_536;

    /** No text. */
    public static final FormattedText EMPTY = of("");

    private static final Comparator<Entity> ORDER = Comparator.comparingInt(Entity::offset)
            .thenComparing(Comparator.comparingInt(Entity::length).reversed());

    /** Takes a copy and checks the places. */
    public FormattedText {
        requireNonNull(text, "text");
        entities = List.copyOf(entities);
        for (Entity entity : entities) {
            requirePlace(text, entity.offset());
            requirePlace(text, entity.end());
        }
    }

    /**
     * A text without formatting.
     *
     * @param text the plain text
     * @return a text without entities
     */
    public static FormattedText of(String text) {
        return new FormattedText(text, List.of());
    }

    /**
     * Puts something in the place of a part. What covers the part goes on to cover what stands there now, but for links and
     * names that Telegram found in the text; what stands inside goes with it; what overlaps keeps the rest that it covers.
     *
     * @param from the beginning of the part
     * @param to the place behind it; the same as {@code from} to put something between
     * @param with the replacement, with formatting of its own
     * @return a new text
     * @throws IllegalArgumentException if a place is not in the text, or the text grows beyond
     *     {@value #MAX_LENGTH} units
     */
    public FormattedText replace(int from, int to, FormattedText with) {
        requirePlace(text, from);
        requirePlace(text, to);
        if (from > to) {
            throw new IllegalArgumentException("a part does not end before it begins: " + from + " to " + to);
        }
        int length = with.text.length();
        if (length > to - from && (long) text.length() - (to - from) + length > MAX_LENGTH) {
            throw new IllegalArgumentException("a text must not grow beyond " + MAX_LENGTH + " UTF-16 units");
        }
        String changed = text.substring(0, from) + with.text + text.substring(to);
        Stream<Entity> kept = entities.stream().mapMulti((entity, sink) -> {
            Entity moved = moved(entity, from, to, length);
            if (moved != null) {
                sink.accept(moved);
            }
        });
        if (with.entities.isEmpty()) {
            return new FormattedText(changed, kept.toList());
        }
        Stream<Entity> added =
                with.entities.stream().map(entity -> entity.between(from + entity.offset(), from + entity.end()));
        return new FormattedText(
                changed, Stream.concat(kept, added).sorted(ORDER).toList());
    }

    /**
     * Puts a plain text in the place of a part.
     *
     * @param from the beginning of the part
     * @param to the place behind it
     * @param with the replacement
     * @return a new text
     * @throws IllegalArgumentException if a place is not in the text, or the text grows beyond
     *     {@value #MAX_LENGTH} units
     */
    public FormattedText replace(int from, int to, String with) {
        return replace(from, to, of(with));
    }

    /**
     * Puts something behind the text; no entity of the text covers it.
     *
     * @param more the text to append
     * @return a new text
     */
    public FormattedText plus(FormattedText more) {
        return replace(text.length(), text.length(), more);
    }

    /**
     * A part with the formatting that it has here.
     *
     * @param from its beginning
     * @param to the place behind it
     * @return a new text
     * @throws IllegalArgumentException if a place is not in the text
     */
    public FormattedText part(int from, int to) {
        requirePlace(text, from);
        requirePlace(text, to);
        List<Entity> covered = new ArrayList<>();
        for (Entity entity : entities) {
            int begin = Math.max(entity.offset(), from);
            int end = Math.min(entity.end(), to);
            boolean whole = begin == entity.offset() && end == entity.end();
            if (begin < end && (whole || !entity.isBoundToText())) {
                covered.add(entity.between(begin - from, end - from));
            }
        }
        return new FormattedText(text.substring(from, to), covered);
    }

    /**
     * True if there is no text.
     *
     * @return {@code true} for an empty one
     */
    public boolean isEmpty() {
        return text.isEmpty();
    }

    /** Returns an entity's position after a part was replaced; null when it is gone. */
    private static Entity moved(Entity entity, int from, int to, int length) {
        int begin = entity.offset();
        int end = entity.end();
        int grown = length - (to - from);
        if (end <= from) {
            return entity;
        }
        if (begin >= to) {
            return entity.between(begin + grown, end + grown);
        }
        if (entity.isBoundToText()) {
            return null;
        }
        if (begin <= from && end >= to) {
            return end + grown > begin ? entity.between(begin, end + grown) : null;
        }
        if (begin < from) {
            return entity.between(begin, from);
        }
        return end > to ? entity.between(from + length, end + grown) : null;
    }

    private static void requirePlace(String text, int place) {
        if (place < 0 || place > text.length()) {
            throw new IllegalArgumentException(
                    "the place " + place + " is not in a text of " + text.length() + " units");
        }
        if (place > 0
                && place < text.length()
                && Character.isHighSurrogate(text.charAt(place - 1))
                && Character.isLowSurrogate(text.charAt(place))) {
            throw new IllegalArgumentException("the place " + place + " is inside a surrogate pair");
        }
    }
}
