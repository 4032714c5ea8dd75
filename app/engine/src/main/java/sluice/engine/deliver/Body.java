package sluice.engine.deliver;

import java.util.List;
import sluice.api.FormattedText;
import sluice.api.LinkPreview;

/**
 * The content that a call sends in place of the message's own.
 *
 * @param sent the text or caption of each message that is sent; empty when they go as they are
 * @param captions true if they are captions of media
 * @param rest the unsent rest that did not fit; empty for none
 * @param changed true if steps have changed it
 */
record Body(List<FormattedText> sent, boolean captions, FormattedText rest, boolean changed, LinkPreview preview) {

    /** A message as it is. */
    static final Body AS_IT_IS = new Body(List.of(), false, FormattedText.EMPTY, false, LinkPreview.DEFAULT);

    /** Takes a copy. */
    Body {
        sent = List.copyOf(sent);
    }

    /** A text of any length, perhaps with nothing to see in it. */
    static Body text(FormattedText text, boolean changed, LinkPreview preview) {
        return new Body(List.of(text), false, FormattedText.EMPTY, changed, preview);
    }

    /** Changed captions, one for each member, and what follows them as a text. */
    static Body captions(List<FormattedText> captions, FormattedText rest) {
        return new Body(captions, true, rest, true, LinkPreview.DEFAULT);
    }

    /** True if one text goes in the place of all messages. */
    boolean isText() {
        return !captions && !sent.isEmpty();
    }

    /** The text or caption of the message at an index. One that was sent in the place of several is that of each of them. */
    FormattedText of(int index) {
        return sent.get(Math.min(index, sent.size() - 1));
    }
}
