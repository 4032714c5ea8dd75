package sluice.api;

import java.util.regex.Pattern;

/**
 * The decision of a filter on a message.
 *
 * @param keeps true if the message goes on
 * @param reason why it does not, in one short word that is counted, such as {@code too-short}; empty when it goes on
 */
public record StepVerdict(boolean keeps, String reason) {

    /** The message goes on. */
    public static final StepVerdict KEEP = new StepVerdict(true, "");

    /** The longest reason, in characters. */
    public static final int MAX_REASON = 40;

    private static final Pattern WORD = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");

    /** Checks the form of the reason. */
    public StepVerdict {
        boolean right = keeps
                ? reason.isEmpty()
                : reason.length() <= MAX_REASON && WORD.matcher(reason).matches();
        if (!right) {
            throw new IllegalArgumentException("a reason is a word such as `too-short` of at most " + MAX_REASON
                    + " characters, not `" + reason + "`");
        }
    }

    /**
     * The message is filtered.
     *
     * @param reason why, lower-case letters, digits and dashes, beginning with a letter, at most {@value #MAX_REASON}
     *     characters; take few different ones, since each is counted for itself
     * @return a verdict that drops the message
     */
    public static StepVerdict drop(String reason) {
        return new StepVerdict(false, reason);
    }
}
