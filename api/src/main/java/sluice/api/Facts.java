package sluice.api;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * Facts that only steps and notes need: where and when a message was posted, the details of its file, and the links of its buttons.
 *
 * @param seconds the time of posting, in seconds since 1970; 0 when it is not known
 * @param chat the title of the chat; perhaps empty
 * @param name the name of the file as its sender gave it; perhaps empty
 * @param type its media type as Telegram tells it; perhaps empty
 * @param bytes its size; 0 when it is not known
 * @param preview the id of a small picture of it; perhaps empty
 * @param publicName the public name of the chat, without {@code @}; empty when there is none
 * @param content an id that the same file has wherever it stands; empty when there is none
 * @param urls the addresses behind its buttons, at most {@link #MAX_URLS}, each cut to {@link #MAX_URL} characters
 */
public record Facts(
        long seconds,
        String chat,
        String name,
        String type,
        long bytes,
        String preview,
        String publicName,
        String content,
        List<String> urls) {

    /** The most addresses. */
    public static final int MAX_URLS = 20;

    /** The longest address, in UTF-16 units. */
    public static final int MAX_URL = 200;

    /** Longer names are cut: they are for people, and wait in the queue. */
    private static final int LONGEST = 255;

    /** Cuts what is too long and checks that nothing is missing. */
    public Facts {
        chat = cut(chat, LONGEST);
        name = cut(name, LONGEST);
        type = cut(type, LONGEST);
        requireNonNull(preview, "preview");
        publicName = cut(publicName, LONGEST);
        content = cut(content, LONGEST);
        urls = urls.stream().limit(MAX_URLS).map(url -> cut(url, MAX_URL)).toList();
    }

    /**
     * Facts without a public name, an id of the content and buttons.
     *
     * @param seconds the time of posting, in seconds since 1970
     * @param chat the title of the chat
     * @param name the name of the file
     * @param type its media type
     * @param bytes its size
     * @param preview the id of a small picture of it
     */
    public Facts(long seconds, String chat, String name, String type, long bytes, String preview) {
        this(seconds, chat, name, type, bytes, preview, "", "", List.of());
    }

    private static String cut(String text, int longest) {
        if (text.length() <= longest) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(longest - 1)) ? longest - 1 : longest);
    }

    /**
     * Returns the facts where a copy of the message has arrived.
     *
     * @return without the chat, the time and the buttons, which are others there
     */
    Facts arrived() {
        return new Facts(0, "", name, type, bytes, preview, "", content, List.of());
    }
}
