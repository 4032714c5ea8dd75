package sluice.engine.deliver;

import java.util.List;
import sluice.api.FormattedText;
import sluice.base.content.LinkPreview;

/**
 * The content that a call sends in place of the message's own.
 *
 * @param sent the text or caption of each message that is sent; empty when they go as they are
 * @param captions whether they are captions of media
 * @param rest what is still to be sent of what did not fit; empty when nothing is
 * @param changed whether steps have changed it
 * @param preview how a text shows its links
 */
record Body(List<FormattedText> sent, boolean captions, FormattedText rest, boolean changed, LinkPreview preview) {

    /** A message as it is. */
    static final Body AS_IT_IS = new Body(List.of(), false, FormattedText.EMPTY, false, LinkPreview.DEFAULT);

    /** Takes a copy. */
    Body {
        sent = List.copyOf(sent);
    }
}
