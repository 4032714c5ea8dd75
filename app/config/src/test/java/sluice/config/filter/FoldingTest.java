package sluice.config.filter;

import static java.text.Normalizer.Form.NFC;
import static java.text.Normalizer.Form.NFD;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FoldingTest {

    @ParameterizedTest
    @CsvSource({
        "SPAM, spam",
        "ПРИВЕТ, привет",
        "ΟΔΥΣΣΕΥΣ, οδυσσευς",
        "Σ, ς",
        "STRASSE, straße",
        "STRAẞE, straße",
        "STRAẞE, strasse",
        "İSTANBUL, istanbul",
        "ISTANBUL, ıstanbul",
        "İstanbul, i̇stanbul",
        "ＳＰＡＭ, ｓｐａｍ",
        "ﬁnal, FINAL",
        "ŉ, ʼN",
        "ǆ, ǅ",
        "Å, å",
        "É, é",
        "CAFÉ, café",
        "𐐀, 𐐨",
        "Ა, ა",
        "ᏸ, Ᏸ",
        "Ա, ա",
        "ᾼ, ΑΙ",
    })
    void makes_equal_what_differs_in_case(String one, String other) {
        assertEquals(Folding.fold(one), Folding.fold(other));
    }

    @ParameterizedTest
    @CsvSource({"a, ａ", "e, é", "o, ö", "1, １", "ж, з", "spam, span"})
    void keeps_apart_what_differs_otherwise(String one, String other) {
        assertNotEquals(Folding.fold(one), Folding.fold(other));
    }

    @Test
    void every_character_equals_all_its_cases() {
        for (int point = 0; point <= Character.MAX_CODE_POINT; point++) {
            if (!Character.isDefined(point) || Character.getType(point) == Character.SURROGATE) {
                continue;
            }
            String text = Character.toString(point);
            String expected = Folding.fold(text);
            int named = point;
            Supplier<String> name = () -> "U+%04X".formatted(named);
            assertEquals(expected, Folding.fold(text.toUpperCase(Locale.ROOT)), name);
            assertEquals(expected, Folding.fold(text.toLowerCase(Locale.ROOT)), name);
            assertEquals(expected, Folding.fold(Character.toString(Character.toUpperCase(point))), name);
            assertEquals(expected, Folding.fold(Character.toString(Character.toLowerCase(point))), name);
            assertEquals(expected, Folding.fold(Character.toString(Character.toTitleCase(point))), name);
        }
    }

    @Test
    void folds_every_character_as_its_definition_says_wherever_it_stands() {
        for (int point = 0; point <= Character.MAX_CODE_POINT; point++) {
            String alone = Character.toString(point);
            // Behind an i, where a dot may be part of it; and behind an iota, which accents and joining vowels are put
            // in front of.
            for (String text :
                    List.of(alone, "Xi" + alone + "Z", "\u0391\u0345" + alone, Normalizer.normalize(alone, NFD))) {
                int named = point;
                assertEquals(defined(text), Folding.fold(text), () -> "U+%04X in %s".formatted(named, text));
            }
        }
    }

    /** The definition, put as simply as it can be. */
    private static String defined(String text) {
        StringBuilder folded = new StringBuilder();
        Normalizer.normalize(text, NFC).codePoints().forEach(point -> {
            if (point == 0x307 && !folded.isEmpty() && folded.charAt(folded.length() - 1) == 'i') {
                return;
            }
            int lower = Character.toLowerCase(point);
            String upper = Character.toString(lower).toUpperCase(Locale.ROOT);
            if (upper.codePointCount(0, upper.length()) == 1) {
                folded.appendCodePoint(Character.toLowerCase(Character.toUpperCase(lower)));
            } else {
                Normalizer.normalize(upper, NFC)
                        .codePoints()
                        .map(Character::toLowerCase)
                        .forEach(folded::appendCodePoint);
            }
        });
        return folded.toString();
    }

    @Test
    void grows_as_far_as_the_letters_do() {
        assertEquals("ss".repeat(4_096), Folding.fold("ß".repeat(4_096)));
        assertEquals("ss" + "a".repeat(4_095), Folding.fold("ß" + "a".repeat(4_095)));
    }

    @Property
    void gives_the_same_for_a_text_in_small_letters(@ForAll String text) {
        assertEquals(Folding.fold(text), Folding.fold(text.toLowerCase(Locale.ROOT)));
    }
}
