package sluice.telegram.model;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A chat as a message names it: by a forwarded post, {@code @name}, link or id. */
public sealed interface ChatInput {

    /**
     * It names a chat that Telegram can be asked for.
     *
     * @param name an id, or {@code @} and a public name
     */
    record Named(String name) implements ChatInput {}

    /** The private chat with whoever the watch belongs to. */
    record Me() implements ChatInput {}

    /** A link by which people join, which says nothing to a bot. */
    record Invitation() implements ChatInput {}

    /** It is a forward whose origin does not show a chat. */
    record Hidden() implements ChatInput {}

    /** It names none. */
    record Unclear() implements ChatInput {}

    /** A public name has 4 to 32 characters. */
    Pattern NAME = Pattern.compile("@([A-Za-z][A-Za-z0-9_]{3,31})");

    Pattern LINK = Pattern.compile("(?:https?://)?(?:www\\.)?(?:t|telegram)\\.(?:me|dog)/([^?#\\s]+)(?:[?#]\\S*)?");

    Pattern WEB_LINK = Pattern.compile("https://web\\.telegram\\.org/\\w+/#(-?[0-9]{1,18})\\S*");

    Pattern ID = Pattern.compile("-?[1-9][0-9]{0,16}");

    /** Reads a message. */
    static ChatInput of(Update.Written message) {
        if (message.origin().isPresent()) {
            return new Named(Long.toString(message.origin().get().chatId()));
        }
        return message.forwarded() ? new Hidden() : of(message.message().text().strip());
    }

    /**
     * Reads what was typed.
     *
     * @param text without blanks around it
     */
    static ChatInput of(String text) {
        Matcher link = LINK.matcher(text);
        Matcher web = WEB_LINK.matcher(text);
        if (text.toLowerCase(Locale.ROOT).equals("me")) {
            return new Me();
        } else if (NAME.matcher(text).matches() || ID.matcher(text).matches()) {
            return new Named(text);
        } else if (web.matches()) {
            return new Named(web.group(1));
        }
        return link.matches() ? ofPath(link.group(1).split("/")) : new Unclear();
    }

    /** Of {@code name/12}, {@code s/name}, {@code c/1234/12}, {@code +invitation} or {@code joinchat/invitation}. */
    private static ChatInput ofPath(String[] path) {
        if (path[0].startsWith("+") || path[0].equals("joinchat")) {
            return new Invitation();
        }
        if (path.length > 1 && path[0].equals("c")) {
            return path[1].matches("[0-9]{1,13}") ? new Named("-100" + path[1]) : new Unclear();
        }
        String name = "@" + (path.length > 1 && path[0].equals("s") ? path[1] : path[0]);
        return NAME.matcher(name).matches() ? new Named(name) : new Unclear();
    }
}
