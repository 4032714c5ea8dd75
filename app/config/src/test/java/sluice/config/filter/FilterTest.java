package sluice.config.filter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.NotBlank;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import sluice.api.Watch;
import sluice.config.filter.Verdict.Rule;

class FilterTest {

    private static final List<String> NONE = List.of();

    @Test
    void lets_everything_pass_without_rules() {
        Filter filter = new Filter(Watch.Filters.NONE);
        assertEquals(new Verdict(true, Rule.NONE, ""), filter.judge(MessageTexts.of("anything")));
        assertEquals(new Verdict(true, Rule.NONE, ""), filter.judge(MessageTexts.of("")));
    }

    @Test
    void names_the_rule_that_decided() {
        Filter filter = filter(List.of("Good", "fine"), List.of("SPAM"), List.of("no\\d+"), List.of("[xy]{3}"));
        assertEquals(new Verdict(false, Rule.BLACKLIST, "SPAM"), filter.judge(MessageTexts.of("good no1 xxx spam")));
        assertEquals(
                new Verdict(false, Rule.BLACKLIST_REGEX, "[xy]{3}"), filter.judge(MessageTexts.of("good no1 xxx")));
        assertEquals(new Verdict(false, Rule.WHITELIST, ""), filter.judge(MessageTexts.of("no1")));
        assertEquals(new Verdict(false, Rule.WHITELIST_REGEX, ""), filter.judge(MessageTexts.of("fine")));
        assertEquals(new Verdict(true, Rule.WHITELIST_REGEX, "no\\d+"), filter.judge(MessageTexts.of("FINE no17")));
    }

    @Test
    void needs_each_whitelist_that_is_given() {
        Filter keywords = filter(List.of("a"), NONE, NONE, NONE);
        assertEquals(new Verdict(true, Rule.WHITELIST, "a"), keywords.judge(MessageTexts.of("cat")));
        Filter expressions = filter(NONE, NONE, List.of("c.t"), NONE);
        assertEquals(new Verdict(true, Rule.WHITELIST_REGEX, "c.t"), expressions.judge(MessageTexts.of("cat")));
        Filter both = filter(List.of("a"), NONE, List.of("c.t"), NONE);
        assertTrue(both.judge(MessageTexts.of("cat")).passes());
        assertFalse(both.judge(MessageTexts.of("cut")).passes());
        assertFalse(both.judge(MessageTexts.of("hat")).passes());
    }

    @Test
    void a_message_without_text_passes_blacklists_and_fails_whitelists() {
        assertTrue(filter(NONE, List.of("a"), NONE, List.of("a"))
                .judge(MessageTexts.of(""))
                .passes());
        assertFalse(filter(List.of("a"), NONE, NONE, NONE)
                .judge(MessageTexts.of(""))
                .passes());
        assertFalse(filter(NONE, NONE, List.of("a"), NONE)
                .judge(MessageTexts.of(""))
                .passes());
    }

    @Test
    void an_album_matches_when_one_of_its_captions_does() {
        List<String> captions = List.of("", "Red FOX", "");
        assertTrue(filter(List.of("fox"), NONE, NONE, NONE)
                .judge(MessageTexts.of(captions))
                .passes());
        assertTrue(filter(NONE, NONE, List.of("^Red"), NONE)
                .judge(MessageTexts.of(captions))
                .passes());
        assertFalse(filter(NONE, List.of("fox"), NONE, NONE)
                .judge(MessageTexts.of(captions))
                .passes());
        assertFalse(filter(NONE, NONE, NONE, List.of("FOX$"))
                .judge(MessageTexts.of(captions))
                .passes());
        assertFalse(filter(List.of("wolf"), NONE, NONE, NONE)
                .judge(MessageTexts.of(captions))
                .passes());
    }

    @Test
    void finds_keywords_anywhere_and_names_the_first() {
        Filter filter = filter(NONE, List.of("ab", "aab", "中奖", "😀", "straße"), NONE, NONE);
        assertEquals("aab", filter.judge(MessageTexts.of("xaab")).text());
        assertEquals("ab", filter.judge(MessageTexts.of("AB")).text());
        assertEquals("中奖", filter.judge(MessageTexts.of("恭喜您中奖了")).text());
        assertEquals("😀", filter.judge(MessageTexts.of("hi 😀")).text());
        assertEquals(
                "straße", filter.judge(MessageTexts.of("in der HAUPTSTRASSE")).text());
        assertTrue(filter.judge(MessageTexts.of("a b 😁 中国奖")).passes());
    }

    @Test
    void of_keywords_at_the_same_place_the_first_in_the_list_is_named() {
        assertEquals(
                "ab",
                filter(NONE, List.of("ab", "abc"), NONE, NONE)
                        .judge(MessageTexts.of("abc"))
                        .text());
        assertEquals(
                "abc",
                filter(NONE, List.of("abc", "ab"), NONE, NONE)
                        .judge(MessageTexts.of("abc"))
                        .text());
    }

    @Test
    void keeps_spaces_in_keywords() {
        Filter filter = filter(NONE, List.of(" ad "), NONE, NONE);
        assertTrue(filter.judge(MessageTexts.of("bad advice")).passes());
        assertFalse(filter.judge(MessageTexts.of("an ad here")).passes());
    }

    @Test
    void refuses_blank_and_endless_keywords_and_lists() {
        assertEquals("the keyword is blank", refused(() -> filter(List.of(" "), NONE, NONE, NONE)));
        assertEquals(
                "the keyword has 4097 characters, at most 4096 are allowed",
                refused(() -> filter(List.of("k".repeat(4_097)), NONE, NONE, NONE)));
        assertEquals(
                "the list has 1001 entries, at most 1000 are allowed",
                refused(() -> filter(NONE, Collections.nCopies(1_001, "k"), NONE, NONE)));
        assertEquals(
                "the list has 101 entries, at most 100 are allowed",
                refused(() -> filter(NONE, NONE, Collections.nCopies(101, "k"), NONE)));
        assertEquals("the `(` at position 1 is never closed", refused(() -> filter(NONE, NONE, NONE, List.of("("))));
    }

    @Property
    void decides_as_a_plain_search_in_small_letters_would(
            @ForAll @Size(max = 8)
                    List<@StringLength(min = 1, max = 3) @NotBlank @Chars({'a', 'B', 'Ж', 'ж', '中', ' '}) String>
                            keywords,
            @ForAll @StringLength(max = 12) @Chars({'A', 'b', 'Ж', 'ж', '中', ' '}) String text) {
        boolean expected = keywords.stream()
                .anyMatch(keyword -> text.toLowerCase(Locale.ROOT).contains(keyword.toLowerCase(Locale.ROOT)));
        assertEquals(
                !expected,
                filter(NONE, keywords, NONE, NONE).judge(MessageTexts.of(text)).passes());
    }

    /** Long and short ones, of which every character or not every one is looked at, in a text that has them anywhere. */
    @Property(tries = 3000)
    void names_the_keyword_that_a_plain_search_finds_first(
            @ForAll @Size(min = 1, max = 40)
                    List<@StringLength(min = 1, max = 14) @NotBlank @Chars({'a', 'B', 'ß', 'Ж', '中', ' ', '?'}) String>
                            keywords,
            @ForAll @IntRange(min = 1, max = 14) int shortest,
            @ForAll List<@IntRange(max = 50) Integer> parts) {
        List<String> used =
                keywords.stream().filter(word -> word.length() >= shortest).toList();
        StringBuilder text = new StringBuilder();
        for (int part : parts) {
            text.append(part < used.size() ? used.get(part).toUpperCase(Locale.ROOT) : "A?b Ж中".substring(0, part % 6));
        }
        Verdict verdict = filter(NONE, used, NONE, NONE).judge(MessageTexts.of(text.toString()));
        assertEquals(plainSearch(used, text.toString()), verdict.text());
    }

    private static String plainSearch(List<String> keywords, String text) {
        String folded = Folding.fold(text);
        for (int at = 0; at < folded.length(); at++) {
            for (String keyword : keywords) {
                if (folded.startsWith(Folding.fold(keyword), at)) {
                    return keyword;
                }
            }
        }
        return "";
    }

    @Test
    void finds_half_a_character_as_before() {
        String half = "\uD83D";
        assertEquals(
                half,
                filter(NONE, List.of(half), NONE, NONE)
                        .judge(MessageTexts.of("a long text in plain letters" + half))
                        .text());
        assertTrue(filter(NONE, List.of("?"), NONE, NONE)
                .judge(MessageTexts.of("a long text in plain letters" + half))
                .passes());
    }

    @Test
    void finds_capitals_of_any_kind_behind_a_long_plain_beginning() {
        String plain = "a long text in plain letters, and then: ";
        Filter filter = filter(NONE, List.of("kelvin", "Straße", "istanbul", "café"), NONE, NONE);
        assertTrue(filter.judge(MessageTexts.of(plain)).passes());
        assertEquals(
                "kelvin", filter.judge(MessageTexts.of(plain + "\u212AELVIN")).text());
        assertEquals("Straße", filter.judge(MessageTexts.of(plain + "STRASSE")).text());
        assertEquals(
                "istanbul", filter.judge(MessageTexts.of(plain + "İSTANBUL")).text());
        assertEquals("café", filter.judge(MessageTexts.of(plain + "CAFE\u0301")).text());
    }

    @Test
    void many_filters_may_judge_the_same_texts() {
        MessageTexts texts = MessageTexts.of(List.of("Red FOX", "ΟΔΥΣΣΕΥΣ", ""));
        assertEquals(
                "fox", filter(NONE, List.of("fox"), NONE, NONE).judge(texts).text());
        assertEquals(
                "οδυσσευς",
                filter(List.of("οδυσσευς"), NONE, NONE, NONE).judge(texts).text());
        assertEquals(
                "FOX$", filter(NONE, NONE, NONE, List.of("FOX$")).judge(texts).text());
        assertTrue(filter(NONE, List.of("wolf"), NONE, NONE).judge(texts).passes());
    }

    @Test
    void looks_for_a_thousand_keywords_in_the_longest_message() {
        List<String> keywords =
                IntStream.range(0, 1_000).mapToObj(i -> "word" + i + "x").toList();
        Filter filter = filter(NONE, keywords, NONE, NONE);
        assertTrue(filter.judge(MessageTexts.of("WORD1 ".repeat(682))).passes());
        assertEquals(
                "word999x",
                filter.judge(MessageTexts.of("WORD1 ".repeat(681) + "WORD999X")).text());
    }

    private static Filter filter(
            List<String> whitelist, List<String> blacklist, List<String> whitelistRegex, List<String> blacklistRegex) {
        return new Filter(new Watch.Filters(whitelist, blacklist, whitelistRegex, blacklistRegex));
    }

    private static String refused(Runnable action) {
        return assertThrows(FilterException.class, action::run).getMessage();
    }
}
