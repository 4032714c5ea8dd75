package sluice.base.content;

import static java.util.Objects.requireNonNull;

/**
 * Facts that only notes need: where and when a message was posted, and the details of its file.
 *
 * @param seconds the time of posting, in seconds since 1970
 * @param chat the name of the chat; perhaps empty
 * @param name the name of the file as its sender gave it; perhaps empty
 * @param type its media type as Telegram tells it; perhaps empty
 * @param bytes its size; 0 when it is not told
 * @param preview the id of a small picture of it; perhaps empty
 */
public record Facts(long seconds, String chat, String name, String type, long bytes, String preview) {

    /** Longer names are cut: they are for people, and wait in the queue. */
    private static final int LONGEST = 255;

    /** Cuts what is too long and checks that nothing is missing. */
    public Facts {
        chat = cut(chat);
        name = cut(name);
        type = cut(type);
        requireNonNull(preview, "preview");
    }

    private static String cut(String text) {
        if (text.length() <= LONGEST) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST);
    }

    /**
     * Returns the facts where a copy of the message has arrived.
     *
     * @return without the chat and the time, which are others there
     */
    Facts arrived() {
        return new Facts(0, "", name, type, bytes, preview);
    }
}
