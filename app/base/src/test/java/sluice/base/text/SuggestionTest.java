package sluice.base.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SuggestionTest {

    @ParameterizedTest
    @CsvSource({
        "'', '', 0",
        "abc, abc, 0",
        "abc, acb, 1",
        "abc, ab, 1",
        "abc, abcd, 1",
        "abc, xbc, 1",
        "abc, '', 3",
        "max-mesages, max-messages, 1",
        "globla, global, 1",
        "kitten, sitting, 3"
    })
    void distance_counts_slips_of_the_finger(String one, String other, int slips) {
        assertEquals(slips, Suggestion.distance(one, other));
        assertEquals(slips, Suggestion.distance(other, one));
    }
}
