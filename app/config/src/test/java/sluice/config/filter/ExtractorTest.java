package sluice.config.filter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ExtractorTest {

    @Test
    void gives_the_matches_of_each_pattern_in_order_and_without_repeats() {
        Extractor extractor = new Extractor(List.of("#\\w+", "\\d+"));
        assertEquals(Optional.of("#b\n#a\n#7\n2\n1\n7"), extractor.extract(List.of("2 #b #a #b 1 #7 2")));
    }

    @Test
    void gives_the_whole_match_whatever_groups_there_are() {
        assertEquals(
                Optional.of("price: 5\nprice: 6"),
                new Extractor(List.of("price: (\\d)")).extract(List.of("price: 5, price: 6, price: 5")));
    }

    @Test
    void gives_nothing_where_nothing_can_be_seen() {
        assertEquals(Optional.empty(), new Extractor(List.of("x")).extract(List.of("abc")));
        assertEquals(Optional.empty(), new Extractor(List.of()).extract(List.of("abc")));
        assertEquals(Optional.empty(), new Extractor(List.of("x*")).extract(List.of("abc")));
        assertEquals(Optional.empty(), new Extractor(List.of("\\s+")).extract(List.of("a b")));
    }

    @Test
    void takes_an_album_as_a_whole() {
        assertEquals(
                Optional.of("#b\n#a\nx"), new Extractor(List.of("#\\w", "x")).extract(List.of("x #b", "", "#a #b")));
    }

    @Test
    void refuses_a_pattern_that_does_not_compile() {
        assertThrows(FilterException.class, () -> new Extractor(List.of("a", "(?=b)")));
    }
}
