package sluice.config.filter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ExtractorTest {

    @Test
    void gives_the_matches_of_each_pattern_in_order_and_without_repeats() {
        Extractor extractor = Extractor.of(List.of("#\\w+", "\\d+"));
        assertEquals(Optional.of("#b\n#a\n#7\n2\n1\n7"), extractor.extract("2 #b #a #b 1 #7 2"));
    }

    @Test
    void gives_the_whole_match_whatever_groups_there_are() {
        assertEquals(
                Optional.of("price: 5\nprice: 6"),
                Extractor.of(List.of("price: (\\d)")).extract("price: 5, price: 6, price: 5"));
    }

    @Test
    void gives_nothing_where_nothing_can_be_seen() {
        assertEquals(Optional.empty(), Extractor.of(List.of("x")).extract("abc"));
        assertEquals(Optional.empty(), Extractor.of(List.of()).extract("abc"));
        assertEquals(Optional.empty(), Extractor.of(List.of("x*")).extract("abc"));
        assertEquals(Optional.empty(), Extractor.of(List.of("\\s+")).extract("a b"));
    }

    @Test
    void takes_an_album_as_a_whole() {
        assertEquals(
                Optional.of("#b\n#a\nx"), Extractor.of(List.of("#\\w", "x")).extract(List.of("x #b", "", "#a #b")));
    }

    @Test
    void refuses_a_pattern_that_does_not_compile() {
        assertThrows(FilterException.class, () -> Extractor.of(List.of("a", "(?=b)")));
    }
}
