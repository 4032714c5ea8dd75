package sluice.config.filter;

/**
 * The decision of a watch's filters on a message, and the rule that decided.
 *
 * @param passes true if the message goes on
 * @param rule the kind of rule that decided
 * @param text the keyword or expression that decided; empty when none matched ({@link Rule#WHITELIST} and {@link
 *     Rule#WHITELIST_REGEX} of a message that does not pass) or none was needed ({@link Rule#NONE})
 */
public record Verdict(boolean passes, Rule rule, String text) {

    /** The kinds of rules, in the order in which they are asked. */
    public enum Rule {
        /** No rule stood against the message, and there is no whitelist. */
        NONE,
        BLACKLIST,
        BLACKLIST_REGEX,
        WHITELIST,
        WHITELIST_REGEX
    }

    /** Passes because nothing stood against it. */
    static final Verdict UNFILTERED = new Verdict(true, Rule.NONE, "");

    /** The verdict of a whitelist: {@code match} is the entry that matched, null when none did. */
    static Verdict listed(Rule rule, String match) {
        return new Verdict(match != null, rule, match == null ? "" : match);
    }
}
