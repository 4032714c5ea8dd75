package sluice.base.content;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * The display options of a message, which must be repeated when it is sent anew or edited.
 *
 * @param spoiler whether the media is hidden until it is touched
 * @param captionAbove whether the caption stands above the media
 * @param linkPreview the link preview options of a text
 * @param cover the id of the picture that a video shows before it plays; perhaps empty
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

    static Display read(JsonNode details) {
        return new Display(
                details.path("spoiler").asInt() == 1,
                details.path("above").asInt() == 1,
                LinkPreview.of(details.path("link_preview")),
                details.path("cover").asText(),
                details.path("start").asInt());
    }

    void write(ObjectNode details) {
        Details.putNumber(details, "spoiler", spoiler ? 1 : 0);
        Details.putNumber(details, "above", captionAbove ? 1 : 0);
        Details.putText(details, "cover", cover);
        Details.putNumber(details, "start", start);
        if (!linkPreview.equals(LinkPreview.DEFAULT)) {
            linkPreview.write(details.putObject("link_preview"));
        }
    }
}
