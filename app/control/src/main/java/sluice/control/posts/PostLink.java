package sluice.control.posts;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A link to a post, or to several in a row.
 *
 * @param chat the chat as Telegram takes it: an id, or {@code @} and a public name
 * @param base the link to the chat, which with a slash and a number is one to a post
 * @param first the first post, 1 or more
 * @param last the last post, perhaps before the first
 */
public record PostLink(String chat, String base, int first, int last) {

    /** The name or number of a chat, perhaps a topic, the post, perhaps a query, and perhaps where the range ends. */
    private static final Pattern FORM =
            Pattern.compile("(?i)(?:https?://)?(?:www\\.)?(?:t|telegram)\\.(?:me|dog)/(?:s/)?"
                    + "(?:c/([0-9]{1,13})|([A-Za-z][A-Za-z0-9_]{3,31}))"
                    + "(?:/[0-9]{1,10})?/([1-9][0-9]{0,9})/?(\\?[^\\s#]*)?(?:\\s*[-–—]\\s*([1-9][0-9]{0,9}))?");

    /** Begins like a link to something in a chat. */
    private static final Pattern LIKE = Pattern.compile(
            "(?i)(?:(?:https?://)?(?:www\\.)?(?:t|telegram)\\.(?:me|dog)/[^\\s/]+/\\S|tg://\\S).*", Pattern.DOTALL);

    /** Leads to an answer in another chat, which the link does not name. */
    private static final String COMMENT = "comment=";

    /** Reads a text with nothing but a link in it; empty when it is none, or leads to no post. */
    public static Optional<PostLink> parse(String text) {
        Matcher link = FORM.matcher(text.strip());
        if (!link.matches() || (link.group(4) != null && link.group(4).contains(COMMENT))) {
            return Optional.empty();
        }
        long first = Long.parseLong(link.group(3));
        long last = link.group(5) == null ? first : Long.parseLong(link.group(5));
        if (first > Integer.MAX_VALUE || last > Integer.MAX_VALUE) {
            return Optional.empty();
        }
        String number = link.group(1);
        return Optional.of(
                number == null
                        ? new PostLink("@" + link.group(2), "https://t.me/" + link.group(2), (int) first, (int) last)
                        : new PostLink("-100" + number, "https://t.me/c/" + number, (int) first, (int) last));
    }

    /** True for a text that begins like a link to a post, though {@link #parse} may not read it. */
    public static boolean isLike(String text) {
        return LIKE.matcher(text.strip()).matches();
    }

    /** The number of posts that it leads to; less than 1 when the range ends before it begins. */
    public long size() {
        return 1L + last - first;
    }
}
