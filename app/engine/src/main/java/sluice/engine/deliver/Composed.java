package sluice.engine.deliver;

import java.util.List;
import sluice.api.Delivery;
import sluice.api.FormattedText;
import sluice.base.content.LinkPreview;
import sluice.host.status.Refusal;

/** The form in which a message is to be sent. */
sealed interface Composed {

    /** It is left out. */
    record Refused(Refusal refusal) implements Composed {}

    /** A step failed without which it must not be sent. */
    record Held(String step) implements Composed {}

    /**
     * It goes as it is.
     *
     * @param delivery the same, for every further try
     */
    record Whole(Delivery delivery) implements Composed {}

    /**
     * A text goes in its place.
     *
     * @param delivery the same, for every further try
     * @param text the text, perhaps with nothing to see in it
     * @param changed whether steps have changed it
     * @param preview how its links are shown
     */
    record Text(Delivery delivery, FormattedText text, boolean changed, LinkPreview preview) implements Composed {}

    /**
     * Its media goes with other captions.
     *
     * @param delivery the same, for every further try
     * @param captions one for each member of the delivery, of any length
     */
    record Captions(Delivery delivery, List<FormattedText> captions) implements Composed {}
}
