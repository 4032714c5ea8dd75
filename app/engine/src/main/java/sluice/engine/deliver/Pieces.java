package sluice.engine.deliver;

import java.util.List;
import java.util.Optional;
import sluice.api.FormattedText;
import sluice.base.content.LinkPreview;
import sluice.config.filter.TextPieces;

/**
 * A text split in two: one message, and the rest for the next.
 *
 * @param first what fits; empty where there is nothing to see
 * @param rest what does not; empty when all fits
 */
record Pieces(FormattedText first, FormattedText rest) {

    /** Cuts a text so that its first piece is short enough. */
    static Pieces of(FormattedText text, int max) {
        List<TextPieces.Place> places = TextPieces.places(text.text(), max);
        if (places.isEmpty()) {
            return new Pieces(FormattedText.EMPTY, FormattedText.EMPTY);
        }
        FormattedText first =
                text.part(places.getFirst().from(), places.getFirst().to());
        return new Pieces(
                first,
                places.size() == 1
                        ? FormattedText.EMPTY
                        : text.part(places.get(1).from(), text.text().length()));
    }

    /** A text as a message; empty when there is nothing to see in it. */
    static Optional<Body> body(FormattedText text, boolean changed, LinkPreview preview) {
        Pieces pieces = of(text, TextPieces.MAX_MESSAGE);
        return pieces.first().isEmpty()
                ? Optional.empty()
                : Optional.of(new Body(List.of(pieces.first()), false, pieces.rest(), changed, preview));
    }
}
