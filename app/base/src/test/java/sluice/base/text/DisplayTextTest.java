package sluice.base.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class DisplayTextTest {

    @Test
    void what_is_too_long_ends_with_an_ellipsis_and_never_with_half_a_character() {
        assertEquals("abc", DisplayText.cut("abc", 3));
        assertEquals("ab…", DisplayText.cut("abcd", 3));
        assertEquals("a…", DisplayText.cut("a😀b", 3));
        assertEquals("a😀…", DisplayText.cut("a😀bc", 4));
    }

    @Test
    void a_name_that_turns_the_direction_turns_nothing_beside_it() {
        assertEquals("News", DisplayText.isolated("News"));
        assertEquals("\u2068خبر\u2069", DisplayText.isolated("خبر"));
    }
}
