package sluice.telegram;

import org.telegram.telegrambots.meta.api.objects.InputFile;
import org.telegram.telegrambots.meta.api.objects.media.InputMedia;
import org.telegram.telegrambots.meta.api.objects.media.InputMediaAudio;
import org.telegram.telegrambots.meta.api.objects.media.InputMediaDocument;
import org.telegram.telegrambots.meta.api.objects.media.InputMediaLivePhoto;
import org.telegram.telegrambots.meta.api.objects.media.InputMediaPhoto;
import org.telegram.telegrambots.meta.api.objects.media.InputMediaVideo;
import sluice.api.Display;
import sluice.api.FormattedText;
import sluice.api.MessageDetails;

/**
 * One file of an album, or the only one, that is sent anew.
 *
 * @param type the Bot API's type of it; empty for what cannot be in an album that is sent
 */
public record AlbumMember(String type, String file, FormattedText caption, Display display) {

    /** A member as it stood in its album; it need not be one that can be sent. */
    public static AlbumMember of(MessageDetails details, FormattedText caption) {
        String type = switch (details.media()) {
            case PHOTO, VIDEO, DOCUMENT, AUDIO -> details.media().key();
            default -> "";
        };
        return new AlbumMember(type, details.file(), caption, details.display());
    }

    /**
     * True if it can be sent anew; {@code false} when Telegram has no such member for albums that are sent, or its file
     * is not known.
     */
    public boolean canBeSent() {
        return !type.isEmpty() && !file.isEmpty();
    }

    /** The member as the library sends it. */
    InputMedia media() {
        Boolean hidden = display.spoiler() ? true : null;
        Boolean above = display.captionAbove() ? true : null;
        InputMedia media = switch (type) {
            case "photo" -> photo(hidden, above);
            case "video" ->
                InputMediaVideo.builder()
                        .media(file)
                        .hasSpoiler(hidden)
                        .showCaptionAboveMedia(above)
                        .cover(display.cover().isEmpty() ? null : new InputFile(display.cover()))
                        .startTimestamp(display.start() == 0 ? null : display.start())
                        .build();
            case "audio" -> new InputMediaAudio(file);
            default -> new InputMediaDocument(file);
        };
        if (!caption.isEmpty()) {
            media.setCaption(caption.text());
            media.setCaptionEntities(MessageEntities.of(caption));
        }
        return media;
    }

    private InputMedia photo(Boolean hidden, Boolean above) {
        return display.cover().isEmpty()
                ? InputMediaPhoto.builder()
                        .media(file)
                        .hasSpoiler(hidden)
                        .showCaptionAboveMedia(above)
                        .build()
                : InputMediaLivePhoto.builder()
                        .media(display.cover())
                        .photo(file)
                        .hasSpoiler(hidden)
                        .showCaptionAboveMedia(above)
                        .build();
    }
}
