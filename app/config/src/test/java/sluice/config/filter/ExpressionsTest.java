package sluice.config.filter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.re2j.Pattern;
import java.util.concurrent.atomic.AtomicReference;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExpressionsTest {

    private static final String LINEAR = " is not supported, because expressions are matched in linear time";

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "(?=x)~1~look-around `(?=` at position 1" + LINEAR,
                "ab(?!x)~3~look-around `(?!` at position 3" + LINEAR,
                "(?<=x)y~1~look-around `(?<=` at position 1" + LINEAR,
                "中文(?<!x)y~3~look-around `(?<!` at position 3" + LINEAR,
                "😀(?=x)~2~look-around `(?=` at position 2" + LINEAR,
                "(a)\\1~4~the back-reference `\\1` at position 4" + LINEAR,
                "(?P<n>a)(?P=n)~9~the back-reference `(?P=` at position 9" + LINEAR,
                "(?<n>a)\\k<n>~8~the back-reference `\\k` at position 8" + LINEAR,
                "(?>a)~1~the atomic group `(?>` at position 1 is not supported; `(?:` does without",
                "(a)(?(1)b)~4~the condition `(?(` at position 4" + LINEAR,
            })
    void explains_what_would_not_be_linear(String expression, int position, String message) {
        refused(expression, position, message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "(~1~the `(` at position 1 is never closed",
                "a((b)~2~the `(` at position 2 is never closed",
                "a)~2~the `)` at position 2 closes nothing",
                "ab[c~3~the `[` at position 3 is never closed",
                "[]~1~the `[` at position 1 is never closed",
                "ab[c\\~3~the `[` at position 3 is never closed",
                "a**~2~invalid nested repetition operator `**` at position 2",
                "a*+~2~invalid nested repetition operator `*+` at position 2",
                "a|*~3~missing argument to repetition operator `*` at position 3",
                "xa{1001}~3~invalid repeat count `{1001}` at position 3",
                "x[z-a]~3~invalid character class range `z-a` at position 3",
                "\\\\Z\\Z~4~invalid escape sequence `\\Z` at position 4",
                "ab\\p{Foo}~3~invalid character class range `\\p{Foo}` at position 3",
                "ab\\~3~trailing backslash at end of expression at position 3",
                "(?P<n>a)(?P<n>b)~13~duplicate capture group name `n` at position 13",
            })
    void says_where_the_fault_is(String expression, int position, String message) {
        refused(expression, position, message);
    }

    @Test
    void refuses_an_empty_expression() {
        refused("", 0, "the expression is empty");
    }

    @Test
    void takes_an_expression_of_the_longest_length_and_none_longer() {
        assertEquals(1_002, Expressions.compile("a".repeat(1_000)).programSize());
        refused("a".repeat(1_001), 0, "the expression has 1001 characters, at most 1000 are allowed");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "(((a{100}){100}){100})~11",
                "((a{31,100}){31})~13",
                "(.{900}.{900}.{900}.{900})~21",
                "((((((((((x{10}){10}){10}){10}){10}){10}){10}){10}){10}){10})~27",
                "(a{1000}){1000}~10",
                "(\\Qabc\\E{1,1000})~9",
            })
    void refuses_what_would_be_a_large_program_before_it_is_made(String expression, int position) {
        refused(
                expression,
                position,
                "the expression is too large at position " + position + ": it stands for more than 3000 steps");
    }

    // I1: what RE2/J would compile or match by a recursion that is too deep for the stack
    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "a{0,220}Q~2",
                "a{0,1000}~2",
                "x(?:ab){1,500}~8",
                "(?:(?:a{0,30}){0,30}){0,41}~15",
                "(a?){600}~5",
            })
    void i1_refuses_what_is_too_deep(String expression, int position) {
        refused(
                expression,
                position,
                "the expression is too deep at position " + position
                        + ": at most 100 parts may be optional within one another, and 500 in all");
    }

    @Test
    void i1_refuses_brackets_that_are_too_deep() {
        refused(
                "(".repeat(400) + "a" + ")".repeat(400),
                101,
                "the expression is too deep at position 101: at most 100 parts may be optional within one another, and 500 in all");
    }

    // I1: what is taken is compiled and matched on the stack that threads of the image have
    @ParameterizedTest
    @ValueSource(strings = {"qa{0,100}b", "(?:a?){499}b", "q(?:a{3,60}|b{0,98})*c"})
    void i1_what_is_taken_fits_a_small_stack(String expression) throws InterruptedException {
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        Thread small = new Thread(
                null,
                () -> Expressions.compile(expression)
                        .matcher("q" + "a".repeat(5000))
                        .find(),
                "small",
                256 << 10);
        small.setUncaughtExceptionHandler((_, e) -> thrown.set(e));
        small.start();
        small.join();
        assertNull(thrown.get());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a{1000}",
                ".{0,100}",
                "a{2,}",
                "(?:ab){401,500}",
                "[[:alpha:]]{3}",
                "[^]a(]",
                "\\[(\\]|x)",
                "\\Q(?=\\E",
                "(?i)spam",
                "(?i:a)b",
                "(?P<year>\\d{4})",
                "(?<year>\\d{4})",
                "a{,3}",
                "{",
                "a{x}",
                "\\x{4e2d}{2}",
                "\\p{Han}{2,4}",
                "\\pL",
                "x*?y+?z??",
                "^$",
                "\\bword\\b",
                "a||b",
                "()",
                "(?s).",
                "é́",
                "\\(?=",
                "[(?=]",
            })
    void takes_what_is_linear(String expression) {
        assertEquals(expression, Expressions.compile(expression).pattern());
    }

    @Test
    void counts_the_tables_of_character_classes_but_not_their_repetitions() {
        refused(
                "(?i)" + "\\pL".repeat(300),
                350,
                "the expression is too large at position 350: it stands for more than 3000 steps");
        assertEquals(1_002, Expressions.compile("\\p{Han}{1000}").programSize());
        assertEquals(1_002, Expressions.compile("[\\pL\\p{Nd}]{1000}").programSize());
    }

    @Test
    void answers_at_once_where_others_take_ages() {
        Pattern pattern = Expressions.compile("(a+)+$");
        assertFalse(pattern.matcher("a".repeat(40) + "b").find());
        assertTrue(pattern.matcher("a".repeat(40)).find());
    }

    @Test
    void is_case_sensitive_unless_told_otherwise() {
        assertFalse(Expressions.compile("spam").matcher("SPAM").find());
        assertTrue(Expressions.compile("(?i)жук").matcher("ЖУК").find());
    }

    @Property(tries = 5_000)
    void any_text_is_either_compiled_or_refused_with_a_place_in_it(
            @ForAll
                    @StringLength(min = 1, max = 20)
                    @Chars({
                        'a', '1', '0', '2', '(', ')', '[', ']', '{', '}', '?', '*', '+', '|', '\\', ',', '^', '-', ':',
                        '<', '>', '=', '!', 'P', 'p', 'Q', 'E', 'x', 'k', 'i', '\uD83D', '\uDE00'
                    })
                    String expression) {
        try {
            assertTrue(Expressions.compile(expression).programSize() <= Expressions.MAX_STEPS);
        } catch (FilterException e) {
            assertTrue(
                    e.position() >= 1 && e.position() <= expression.length(), () -> expression + ": " + e.getMessage());
            assertTrue(e.getMessage().contains("position " + e.position()), e.getMessage());
        }
    }

    private static void refused(String expression, int position, String message) {
        FilterException e = assertThrows(FilterException.class, () -> Expressions.compile(expression));
        assertEquals(message, e.getMessage());
        assertEquals(position, e.position());
    }
}
