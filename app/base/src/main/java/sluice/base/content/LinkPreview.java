package sluice.base.content;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import sluice.api.FormattedText;

/**
 * The link preview options of a text, the Bot API's LinkPreviewOptions.
 *
 * @param disabled whether it does not
 * @param url the page, where it is not the first link of the text; else empty
 * @param small whether its picture is small
 * @param large whether its picture is large
 * @param above whether it stands above the text
 */
public record LinkPreview(boolean disabled, String url, boolean small, boolean large, boolean above) {

    /** Telegram's default link preview. */
    public static final LinkPreview DEFAULT = new LinkPreview(false, "", false, false, false);

    /** Longer addresses are left out: Telegram has none, and they wait in the queue. */
    private static final int LONGEST = 4096;

    /** Checks that nothing is missing. */
    public LinkPreview {
        requireNonNull(url, "url");
    }

    /**
     * Reads options.
     *
     * @param options a LinkPreviewOptions object, or a missing node
     * @return the options; what is odd is read as absent
     */
    public static LinkPreview of(JsonNode options) {
        String url = options.path("url").asText();
        return new LinkPreview(
                options.path("is_disabled").asBoolean(false),
                url.length() > LONGEST ? "" : url,
                options.path("prefer_small_media").asBoolean(false),
                options.path("prefer_large_media").asBoolean(false),
                options.path("show_above_text").asBoolean(false));
    }

    void write(ObjectNode options) {
        putFlag(options, "is_disabled", disabled);
        Details.putText(options, "url", url);
        putFlag(options, "prefer_small_media", small);
        putFlag(options, "prefer_large_media", large);
        putFlag(options, "show_above_text", above);
    }

    /**
     * Returns the options for a changed text: a page whose link was taken out of it is not shown either.
     *
     * @param before the text as it was
     * @param sent the text as it is sent
     * @return these or other options
     */
    public LinkPreview keptFor(FormattedText before, FormattedText sent) {
        return isIn(before) ? keptFor(sent) : this;
    }

    /**
     * Returns the options for a part of a text: a page is shown where the part links to it.
     *
     * @param part the part that is sent
     * @return these or other options
     */
    public LinkPreview keptFor(FormattedText part) {
        return url.isEmpty() || isIn(part) ? this : new LinkPreview(disabled, "", small, large, above);
    }

    private boolean isIn(FormattedText text) {
        // People write addresses without what every browser adds.
        String bare =
                url.toLowerCase(Locale.ROOT).replaceFirst("^https?://", "").replaceFirst("/$", "");
        return text.text().toLowerCase(Locale.ROOT).contains(bare)
                || text.entities().stream()
                        .flatMap(entity -> entity.attributes().values().stream())
                        .anyMatch(value -> value.toLowerCase(Locale.ROOT).contains(bare));
    }

    private static void putFlag(ObjectNode options, String name, boolean value) {
        if (value) {
            options.put(name, true);
        }
    }
}
