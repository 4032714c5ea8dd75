package sluice.api;

import java.util.Locale;

/**
 * The link preview options of a text, the Bot API's LinkPreviewOptions.
 *
 * @param disabled whether no page is shown
 * @param url the page, where it is not the first link of the text; else empty
 * @param small whether its picture is small
 * @param large whether its picture is large
 * @param above whether it stands above the text
 */
public record LinkPreview(boolean disabled, String url, boolean small, boolean large, boolean above) {

    /** Telegram's default link preview. */
    public static final LinkPreview DEFAULT = new LinkPreview(false, "", false, false, false);

    /** Longer addresses are dropped: Telegram has none, and they wait in the queue. */
    private static final int LONGEST = 4096;

    /** Drops an address that is too long. */
    public LinkPreview {
        url = url.length() > LONGEST ? "" : url;
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
}
