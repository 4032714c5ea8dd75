package sluice.telegram.model;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;

/**
 * A text with parts that look different. Markup is never written into the text, so that whatever people write there is shown as
 * it is.
 */
public record Styled(String text, List<Span> spans) {

    /** The style of a part. */
    public enum Style {
        /** Bold, for a heading. */
        BOLD,
        /** Monospace, for an id or an expression: a tap on it copies it. */
        CODE,
        /** Monospace, in a block of its own lines. */
        PRE
    }

    /** A part of 1 or more UTF-16 units, from an offset on. */
    public record Span(Style style, int offset, int length) {}

    /** Takes a copy. */
    public Styled {
        requireNonNull(text, "text");
        spans = List.copyOf(spans);
    }

    /** A text that looks the same all over. */
    public static Styled plain(String text) {
        return new Styled(text, List.of());
    }

    /** The text with another one behind it. */
    public Styled then(String more) {
        return new Styled(text + more, spans);
    }

    /** The text with another one behind it, perhaps an empty one, that looks different. */
    public Styled then(Style style, String more) {
        if (more.isEmpty()) {
            return this;
        }
        List<Span> all = new ArrayList<>(spans);
        all.add(new Span(style, text.length(), more.length()));
        return new Styled(text + more, all);
    }

    /** The text with another one behind it. */
    public Styled then(Styled more) {
        List<Span> all = new ArrayList<>(spans);
        more.spans().stream()
                .map(span -> new Span(span.style(), text.length() + span.offset(), span.length()))
                .forEach(all::add);
        return new Styled(text + more.text(), all);
    }
}
