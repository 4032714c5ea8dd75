package sluice.config.filter;

import com.google.re2j.Pattern;
import java.util.List;
import sluice.api.Bounded;
import sluice.api.Watch;
import sluice.config.filter.Verdict.Rule;

/**
 * The filters of one watch, compiled. This class is immutable and thread-safe; judging takes a time that grows with
 * the length of the text and never faster.
 *
 * <p>They are asked in the order blacklist, blacklist expressions, whitelist, whitelist expressions, and the first one
 * against a message decides. So a message passes when nothing of the blacklists matches and, of each whitelist that is
 * not empty, at least one entry does: with both kinds given, both must match.
 *
 * <p>A message without text is judged as an empty one: it passes blacklists and fails whitelists.
 */
public final class Filter {

    /** The most keywords in one list. */
    public static final int MAX_KEYWORDS = 1_000;

    /** The most expressions in one list. */
    public static final int MAX_EXPRESSIONS = 100;

    private final Keywords blacklist;
    private final Keywords whitelist;

    @Bounded("MAX_EXPRESSIONS")
    private final List<Pattern> blacklistRegex;

    @Bounded("MAX_EXPRESSIONS")
    private final List<Pattern> whitelistRegex;

    /**
     * Compiles filters.
     *
     * @throws FilterException if a keyword or an expression cannot be used
     */
    public Filter(Watch.Filters filters) {
        blacklist = new Keywords(limited(filters.blacklist(), MAX_KEYWORDS));
        whitelist = new Keywords(limited(filters.whitelist(), MAX_KEYWORDS));
        blacklistRegex = Expressions.compileAll(limited(filters.blacklistRegex(), MAX_EXPRESSIONS));
        whitelistRegex = Expressions.compileAll(limited(filters.whitelistRegex(), MAX_EXPRESSIONS));
    }

    /**
     * Checks a keyword on its entry, and returns it unchanged.
     *
     * @throws FilterException if it is blank or too long
     */
    public static String checkedKeyword(String keyword) {
        return Keywords.checked(keyword);
    }

    /** Judges a message or, once, an album on all its captions: an entry matches the album if it matches one of them. */
    public Verdict judge(MessageTexts texts) {
        String match = firstKeyword(blacklist, texts);
        if (match != null) {
            return new Verdict(false, Rule.BLACKLIST, match);
        }
        match = firstExpression(blacklistRegex, texts);
        if (match != null) {
            return new Verdict(false, Rule.BLACKLIST_REGEX, match);
        }
        Verdict verdict = Verdict.UNFILTERED;
        if (!whitelist.isEmpty()) {
            verdict = Verdict.listed(Rule.WHITELIST, firstKeyword(whitelist, texts));
        }
        if (verdict.passes() && !whitelistRegex.isEmpty()) {
            verdict = Verdict.listed(Rule.WHITELIST_REGEX, firstExpression(whitelistRegex, texts));
        }
        return verdict;
    }

    private static String firstKeyword(Keywords keywords, MessageTexts texts) {
        if (keywords.isEmpty()) {
            return null;
        }
        for (String text : texts.folded()) {
            String keyword = keywords.firstIn(text);
            if (keyword != null) {
                return keyword;
            }
        }
        return null;
    }

    private static String firstExpression(List<Pattern> expressions, MessageTexts texts) {
        for (Pattern expression : expressions) {
            for (String text : texts.written()) {
                if (expression.matcher(text).find()) {
                    return expression.pattern();
                }
            }
        }
        return null;
    }

    static List<String> limited(List<String> entries, int most) {
        if (entries.size() > most) {
            throw new FilterException(
                    FilterException.Fault.TOO_MANY,
                    0,
                    "the list has " + entries.size() + " entries, at most " + most + " are allowed");
        }
        return entries;
    }
}
