package sluice.api;

import java.util.Locale;

/** The kind of content in a message. Telegram gets new kinds; whatever is not known yet is {@link #OTHER}. */
public enum MediaType {
    /** A text and nothing else. */
    TEXT,
    /** A photo. */
    PHOTO,
    /** A video. */
    VIDEO,
    /** A GIF, or a video without sound. */
    ANIMATION,
    /** A file. */
    DOCUMENT,
    /** Music. */
    AUDIO,
    /** A voice message. */
    VOICE,
    /** A round video message. */
    VIDEO_NOTE,
    /** A sticker. */
    STICKER,
    /** A poll or a quiz. */
    POLL,
    /** A place on the map, or one that moves. */
    LOCATION,
    /** A place on the map with a name. */
    VENUE,
    /** A phone contact. */
    CONTACT,
    /** An emoji that shows a random value. */
    DICE,
    /** A game. */
    GAME,
    /** A forwarded story. */
    STORY,
    /** A list of tasks. */
    CHECKLIST,
    /** A text of blocks, with headings and tables. */
    RICH,
    /** Anything else. */
    OTHER;

    /**
     * True if this kind may have a caption.
     *
     * @return {@code false} for {@link #TEXT} too, which is no caption
     */
    public boolean takesCaption() {
        return switch (this) {
            case PHOTO, VIDEO, ANIMATION, DOCUMENT, AUDIO, VOICE -> true;
            default -> false;
        };
    }

    /**
     * Its name in settings.
     *
     * @return for example {@code video-note}
     */
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
