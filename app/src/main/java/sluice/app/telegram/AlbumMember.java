package sluice.app.telegram;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import sluice.api.FormattedText;
import sluice.app.content.Details;
import sluice.app.content.Entities;

/**
 * One file of an album that is sent anew.
 *
 * @param type the Bot API's type of it; empty for what cannot be in an album that is sent
 * @param file its id
 * @param caption its caption, perhaps empty
 * @param spoiler whether it is hidden until it is touched
 * @param captionAbove whether the caption stands above it
 */
public record AlbumMember(String type, String file, FormattedText caption, boolean spoiler, boolean captionAbove) {

    /**
     * A member as it stood in its album.
     *
     * @param details what is known of it
     * @param caption its caption
     * @return the member
     */
    public static AlbumMember of(Details details, FormattedText caption) {
        String type = switch (details.media()) {
            case PHOTO, VIDEO, DOCUMENT, AUDIO -> details.media().key();
            default -> "";
        };
        return new AlbumMember(type, details.file(), caption, details.spoiler(), details.captionAbove());
    }

    /**
     * Whether it can be sent anew.
     *
     * @return {@code false} when Telegram has no such member for albums that are sent, or its file is not known
     */
    public boolean canBeSent() {
        return !type.isEmpty() && !file.isEmpty();
    }

    void write(ObjectNode node) {
        node.put("type", type).put("media", file);
        if (!caption.isEmpty()) {
            node.put("caption", caption.text());
            String entities = Entities.json(caption);
            if (!entities.isEmpty()) {
                node.putRawValue("caption_entities", new RawValue(entities));
            }
        }
        boolean seen = type.equals("photo") || type.equals("video");
        if (spoiler && seen) {
            node.put("has_spoiler", true);
        }
        if (captionAbove && seen) {
            node.put("show_caption_above_media", true);
        }
    }
}
