package sluice.telegram.model;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;

/**
 * A text with parts that look different. Markup is never written into the text, so that whatever people write there is shown as
 * it is.
 *
 * @param text the whole text, without markup
 * @param spans the styled parts
 */
public record Styled(String text, List<Span> spans) {

    /** The style of a part. */
    public enum Style {
        /** Bold, for a heading. */
        BOLD,
        /** Monospace, for an id or an expression: a tap on it copies it. */
        CODE
    }

    /**
     * A part.
     *
     * @param style the style of the part
     * @param offset where it begins, in UTF-16 units
     * @param length how long it is, 1 or more UTF-16 units
     */
    public record Span(Style style, int offset, int length) {}

    /** Takes a copy. */
    public Styled {
        requireNonNull(text, "text");
        spans = List.copyOf(spans);
    }

    /**
     * A text that looks the same all over.
     *
     * @param text the whole text
     * @return the text without spans
     */
    public static Styled plain(String text) {
        return new Styled(text, List.of());
    }

    /**
     * The text with another one behind it.
     *
     * @param more the text to append
     * @return both texts as one
     */
    public Styled then(String more) {
        return new Styled(text + more, spans);
    }

    /**
     * The text with another one behind it that looks different.
     *
     * @param style the style of the appended text
     * @param more what follows, perhaps nothing
     * @return both texts as one
     */
    public Styled then(Style style, String more) {
        if (more.isEmpty()) {
            return this;
        }
        List<Span> all = new ArrayList<>(spans);
        all.add(new Span(style, text.length(), more.length()));
        return new Styled(text + more, all);
    }

    /**
     * The text with another one behind it.
     *
     * @param more the text to append
     * @return both texts as one
     */
    public Styled then(Styled more) {
        List<Span> all = new ArrayList<>(spans);
        more.spans().stream()
                .map(span -> new Span(span.style(), text.length() + span.offset(), span.length()))
                .forEach(all::add);
        return new Styled(text + more.text(), all);
    }
}
