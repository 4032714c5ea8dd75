package sluice.base.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SanitizerTest {

    // T3
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            0009 | \\t
            000a | \\n
            000d | \\r
            0000 | \\u0000
            001b | \\u001b
            007f | \\u007f
            0085 | \\u0085
            009b | \\u009b
            061c | \\u061c
            200e | \\u200e
            200f | \\u200f
            2028 | \\u2028
            2029 | \\u2029
            202a | \\u202a
            202e | \\u202e
            2066 | \\u2066
            2069 | \\u2069
            """)
    void escapes_what_breaks_a_line_or_controls_a_terminal(String unsafe, String escaped) {
        assertEquals("a" + escaped + "b", Sanitizer.line("a" + (char) Integer.parseInt(unsafe, 16) + "b"));
    }

    @Test
    void leaves_other_text_alone() {
        String text = "Grüße, 你好, שלום, 👨‍👩‍👧 \\ $1 ${x} {}";

        assertEquals(text, Sanitizer.line(text));
        assertNull(Sanitizer.line(null));
    }

    @Test
    void keeps_only_line_feeds_of_a_block() {
        assertEquals("a\n- b\\r\\u001b\n", Sanitizer.lines("a\n- b\r\u001b\n"));
    }

    @Test
    void takes_secrets_out() {
        Secrets.hide(new Secret("4711:AAAA-secret-of-the-sanitizer-test"));

        assertEquals("/bot***/getMe\\n", Sanitizer.line("/bot4711:AAAA-secret-of-the-sanitizer-test/getMe\n"));
        assertEquals("a\n***", Sanitizer.lines("a\nAAAA-secret-of-the-sanitizer-test"));
    }
}
