package sluice.api;

import static java.util.Objects.requireNonNull;

/**
 * The display options of a message, which must be repeated when it is sent anew or edited.
 *
 * @param spoiler whether the media is hidden until it is touched
 * @param captionAbove whether the caption stands above the media
 * @param linkPreview the link preview options of a text
 * @param cover the id of the picture that a video shows before it plays, or of the moving part of a live photo; perhaps empty
 * @param start from which second a video plays
 */
public record Display(boolean spoiler, boolean captionAbove, LinkPreview linkPreview, String cover, int start) {

    /** Telegram's default display. */
    public static final Display DEFAULT = new Display(false, false, LinkPreview.DEFAULT, "", 0);

    /** Checks that nothing is missing. */
    public Display {
        requireNonNull(linkPreview, "linkPreview");
        requireNonNull(cover, "cover");
    }

    /**
     * A text with nothing to show but its preview.
     *
     * @param preview the link preview options
     * @return the display options
     */
    public static Display of(LinkPreview preview) {
        return new Display(false, false, preview, "", 0);
    }
}
