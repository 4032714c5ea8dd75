package sluice.host.status;

import java.util.Locale;

/** The reason why a message, or one of its possible ways, was filtered. Each is counted. */
public enum SkipReason {
    /** A keyword or expression of the blacklist. */
    BLACKLISTED,
    /** Nothing of the whitelists. */
    NOT_WHITELISTED,
    /** It was handled before. */
    DUPLICATE,
    /** Its content was sent to the destination a while ago, and the watch skips repeats. */
    REPEATED,
    /** It tells of an event in the chat. */
    SERVICE,
    /** Its chat forbids to forward and to copy. */
    PROTECTED,
    /** It can be forwarded only, and the watch copies. */
    NOT_COPYABLE,
    /** It is older than {@code intake.max-age}. */
    TOO_OLD,
    /** It has been in that chat already, or took its 5 hops. */
    LOOP,
    /** The extract patterns found nothing. */
    NOTHING_EXTRACTED,
    /** A filter among the steps of its watch. */
    STEP,
    /** The steps of its watch left nothing of its text, and there was nothing else. */
    NOTHING_LEFT,
    /** It was an edit, and its text does not fit into one message any more. */
    EDIT_TOO_LONG,
    /** Its watch was removed or paused while it waited. */
    WATCH_GONE,
    /** It was an edit, and a newer one came before it was applied. */
    SUPERSEDED,
    /** It was an edit, and its copy says all of it already. */
    UNCHANGED,
    /** It was an edit of a caption, and what the rest of its album says is not known any more. */
    ALBUM_FORGOTTEN,
    /** It was an edit that Telegram refused, or there is no copy of its message any more. */
    EDIT_REFUSED,
    /** It was an update that could not be read. */
    UNDECODABLE,
    /** Handling it failed by a fault of ours. */
    FAULT,
    /** The queue was full, and {@code queue.when-full} is {@code drop}. */
    QUEUE_FULL;

    /** Its name in statistics, such as {@code not_copyable}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
