package sluice.config.filter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextPiecesTest {

    private static final int MAX = TextPieces.MAX_MESSAGE;

    @Test
    void leaves_alone_what_fits() {
        assertEquals(List.of("a".repeat(MAX)), split("a".repeat(MAX), MAX));
        assertEquals(List.of("a".repeat(MAX), "a"), split("a".repeat(MAX + 1), MAX));
    }

    @Test
    void never_halves_an_emoji() {
        String letters = "a".repeat(MAX - 1);
        assertEquals(List.of(letters, "😀"), split(letters + "😀", MAX));
        assertEquals(List.of("a", "😀", "b"), split("a😀b", 2));
    }

    @ParameterizedTest
    @ValueSource(strings = {"👩‍💻", "👍🏽", "🇩🇪", "é", "1️⃣"})
    void keeps_together_what_people_see_as_one_character(String character) {
        for (int before = 11 - character.length(); before <= 10; before++) {
            String letters = "a".repeat(before);
            assertEquals(List.of(letters, character), split(letters + character, 10));
        }
    }

    @Test
    void cuts_a_character_only_when_it_alone_is_too_long() {
        String family = "👨‍👩‍👧‍👦";
        List<String> pieces = split(family, 4);
        assertEquals(family, String.join("", pieces));
        pieces.forEach(TextPiecesTest::assertWhole);
    }

    @Test
    void prefers_line_breaks_then_spaces() {
        assertEquals(List.of("one\ntwo\n", "three four"), split("one\ntwo\nthree four", 10));
        assertEquals(List.of("ab\n", "cd efghij"), split("ab\ncd efghij", 10));
        assertEquals(List.of("one two ", "three"), split("one two three", 10));
        assertEquals(List.of("a bcdefghi", "jkl"), split("a bcdefghijkl", 10));
    }

    @Test
    void keeps_a_line_that_just_fits() {
        assertEquals(List.of("abcd\n", "efgh"), split("abcd\nefgh", 5));
        assertEquals(List.of("abcde", "\nfgh"), split("abcde\nfgh", 5));
    }

    @Test
    void leaves_out_pieces_in_which_there_is_nothing_to_see() {
        assertEquals(
                List.of("a", "b"),
                split("a" + "\n".repeat(20) + "b", 5).stream()
                        .map(String::strip)
                        .toList());
        assertEquals(List.of(), split(" \n\t\u00A0\u200B\u2800", 4));
        assertEquals(List.of(), split("", 4));
    }

    @Test
    void refuses_a_limit_that_no_emoji_fits_in() {
        assertThrows(IllegalArgumentException.class, () -> split("a", 1));
    }

    @Property
    void loses_nothing_that_can_be_seen_and_keeps_the_limit(
            @ForAll @StringLength(max = 60) @Chars({'a', 'b', ' ', '\n', '中', '\u0301'}) String text,
            @ForAll @IntRange(min = 2, max = 20) int max) {
        String withEmoji = text.replace("b", "😀");
        List<String> pieces = split(withEmoji, max);
        assertEquals(visible(withEmoji), visible(String.join("", pieces)));
        for (String piece : pieces) {
            assertTrue(piece.length() <= max, piece);
            assertFalse(piece.isBlank());
            assertWhole(piece);
        }
        if (pieces.stream().mapToInt(String::length).sum() == withEmoji.length()) {
            assertEquals(withEmoji, String.join("", pieces));
        }
    }

    private static String visible(String text) {
        return text.replaceAll("\\s", "");
    }

    private static void assertWhole(String piece) {
        assertFalse(Character.isLowSurrogate(piece.charAt(0)), piece);
        assertFalse(Character.isHighSurrogate(piece.charAt(piece.length() - 1)), piece);
    }

    private static List<String> split(String text, int max) {
        return TextPieces.places(text, max).stream()
                .map(place -> text.substring(place.from(), place.to()))
                .toList();
    }
}
