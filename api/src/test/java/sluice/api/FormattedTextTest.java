package sluice.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormattedTextTest {

    /** The part from 4 to 7, {@code two}, is replaced. */
    private static final String TEXT = "one two three";

    private static FormattedText with(Entity... entities) {
        return new FormattedText(TEXT, List.of(entities));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "before,            0,  3,  0,  3",
        "up to it,          0,  4,  0,  4",
        "into it,           2,  6,  2,  4",
        "around it,         0, 13,  0, 16",
        "just it,           4,  7,  4, 10",
        "it and more,       4,  8,  4, 11",
        "more and it,       3,  7,  3, 10",
        "out of it,         5,  9, 10, 12",
        "from its end,      7, 13, 10, 16",
        "behind it,         8, 13, 11, 16"
    })
    void an_entity_stays_where_it_belongs_when_a_part_grows(String where, int from, int to, int newFrom, int newTo) {
        FormattedText text = with(Entity.of("bold", from, to - from)).replace(4, 7, "second");
        assertEquals("one second three", text.text());
        assertEquals(List.of(Entity.of("bold", newFrom, newTo - newFrom)), text.entities());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "before,            0,  3,  0,  3",
        "into it,           2,  6,  2,  4",
        "around it,         0, 13,  0, 10",
        "it and more,       4,  8,  4,  5",
        "out of it,         5,  9,  4,  6",
        "behind it,         8, 13,  5, 10"
    })
    void an_entity_stays_where_it_belongs_when_a_part_goes(String where, int from, int to, int newFrom, int newTo) {
        FormattedText text = with(Entity.of("bold", from, to - from)).replace(4, 7, "");
        assertEquals("one  three", text.text());
        assertEquals(List.of(Entity.of("bold", newFrom, newTo - newFrom)), text.entities());
    }

    @ParameterizedTest
    @CsvSource({"4, 7, ''", "5, 6, 'x'", "4, 6, 'x'", "5, 7, ''"})
    void what_stands_inside_goes_with_it(int from, int to, String with) {
        FormattedText text = with(Entity.of("bold", from, to - from)).replace(4, 7, with);
        assertEquals(List.of(), text.entities());
    }

    @Test
    void a_link_that_telegram_found_does_not_cover_other_words() {
        FormattedText text = with(Entity.of("mention", 4, 3), Entity.of("url", 3, 6), Entity.of("hashtag", 8, 5));
        assertEquals(List.of(Entity.of("hashtag", 5, 5)), text.replace(4, 7, "").entities());
    }

    @Test
    void what_is_said_of_an_entity_is_kept() {
        Entity link = new Entity("text_link", 8, 5, Map.of("url", "https://example.org"));
        assertEquals(
                List.of(new Entity("text_link", 10, 5, Map.of("url", "https://example.org"))),
                with(link).replace(0, 3, "first").entities());
    }

    @Test
    void what_is_put_in_brings_its_own_formatting_in_order() {
        FormattedText text = with(Entity.of("bold", 0, 13), Entity.of("italic", 8, 5))
                .replace(4, 7, new FormattedText("a b", List.of(Entity.of("code", 2, 1))));
        assertEquals("one a b three", text.text());
        assertEquals(
                List.of(Entity.of("bold", 0, 13), Entity.of("code", 6, 1), Entity.of("italic", 8, 5)), text.entities());
    }

    @Test
    void nothing_of_the_text_covers_what_follows() {
        FormattedText text =
                with(Entity.of("bold", 0, 13)).plus(new FormattedText("!", List.of(Entity.of("italic", 0, 1))));
        assertEquals(List.of(Entity.of("bold", 0, 13), Entity.of("italic", 13, 1)), text.entities());
    }

    @Test
    void a_part_has_the_formatting_that_it_had() {
        FormattedText text = with(
                Entity.of("bold", 0, 13), Entity.of("url", 3, 2), Entity.of("code", 8, 5), Entity.of("mention", 4, 3));
        FormattedText part = text.part(4, 10);
        assertEquals("two th", part.text());
        assertEquals(
                List.of(Entity.of("bold", 0, 6), Entity.of("code", 4, 2), Entity.of("mention", 0, 3)), part.entities());
    }

    @Test
    void emoji_count_two_units_and_are_not_cut() {
        FormattedText text = new FormattedText("a😀b", List.of(Entity.of("bold", 1, 2)));
        assertEquals(List.of(Entity.of("bold", 2, 2)), text.replace(0, 1, "🧹").entities());
        assertThrows(IllegalArgumentException.class, () -> text.replace(2, 3, ""));
        assertThrows(IllegalArgumentException.class, () -> text.part(0, 2));
        assertThrows(IllegalArgumentException.class, () -> new FormattedText("😀", List.of(Entity.of("bold", 0, 1))));
    }

    @Test
    void refuses_places_outside_and_texts_without_end() {
        assertThrows(IllegalArgumentException.class, () -> with(Entity.of("bold", 12, 2)));
        assertThrows(IllegalArgumentException.class, () -> with().replace(-1, 2, ""));
        assertThrows(IllegalArgumentException.class, () -> with().replace(3, 14, ""));
        assertThrows(IllegalArgumentException.class, () -> with().replace(3, 2, ""));
        FormattedText longest = FormattedText.of("x".repeat(FormattedText.MAX_LENGTH));
        assertThrows(IllegalArgumentException.class, () -> longest.replace(0, 0, "x"));
        assertThrows(IllegalArgumentException.class, () -> longest.plus(FormattedText.of("x")));
        assertEquals(longest, longest.replace(0, 1, "x"));
        FormattedText longer = FormattedText.of("x".repeat(FormattedText.MAX_LENGTH + 2));
        assertEquals(
                FormattedText.MAX_LENGTH + 1, longer.replace(0, 1, "").text().length());
    }
}
