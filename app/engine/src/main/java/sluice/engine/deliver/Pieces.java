package sluice.engine.deliver;

import java.util.List;
import sluice.api.FormattedText;
import sluice.config.filter.TextPieces;

/**
 * A text split in two: one message, and the rest for the next.
 *
 * @param first the part that fits; empty where there is nothing to see
 * @param rest the part that does not fit; empty if all fits
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
}
