package sluice.engine.rights;

import java.util.Locale;
import sluice.base.text.Texts;

/**
 * Something that keeps a watch from working, and that somebody must mend in Telegram or in the watch.
 *
 * @param chat the chat as people know it: its title and id
 * @param detail what else belongs into the sentence: an id that may have been meant, a topic, Telegram's words; perhaps empty
 */
public record RightsProblem(Kind kind, String chat, String detail) {

    /** The kinds of problems, each with a text under {@code rights.} and its name. */
    public enum Kind {
        /** A positive id where a channel or group is meant. */
        POSITIVE_ID,
        /** An id that no chat has, and there is one that differs by the usual slip. */
        OTHER_ID,
        /** A chat that Telegram does not show to the bot. */
        NOT_FOUND,
        /** A user who has not started the bot. */
        NOT_STARTED,
        /** A public chat in which the bot is not. */
        PUBLIC_NOT_JOINED,
        /** A chat in which the bot is not. */
        NOT_MEMBER,
        /** A channel in which the bot is no administrator. */
        NOT_ADMIN,
        /** A source group in which the bot sees only commands. */
        PRIVACY,
        /** A channel in which the bot may not post. */
        CANNOT_POST,
        /** A group in which the bot may not write. */
        CANNOT_WRITE,
        /** A chat in which the bot may send texts only. */
        NO_MEDIA,
        /** A closed or deleted topic. */
        TOPIC
    }

    /** One sentence with what to do. */
    public String text(Texts texts) {
        String key = "rights." + kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
        return texts.get(kind == Kind.POSITIVE_ID && !detail.isEmpty() ? key + ".meant" : key, chat, detail);
    }
}
