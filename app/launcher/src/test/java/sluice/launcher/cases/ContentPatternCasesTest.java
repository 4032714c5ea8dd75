package sluice.launcher.cases;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Regular expressions of users: what cannot be used is refused when it is entered, and none takes long. */
class ContentPatternCasesTest extends WithBot {

    private static final String LONG = "a".repeat(40) + "b";

    private static String watch(String key, String pattern) {
        String mode = key.equals("extract-patterns") ? ", mode: extract" : "";
        return "{source: " + S + ", destination: " + A + mode + ", " + key + ": ['" + pattern + "']}";
    }

    // C11: tterrag1098/K9#54
    @ParameterizedTest
    @ValueSource(
            strings = {
                "(a+)+$",
                "^(a*)*$",
                "(a|aa)+$",
                "^(a|a)*$",
                "^([a-z]+)*0$",
                "^(([a-z])+.)+[A-Z]([a-z])+$",
                "(.*a){20}$"
            })
    void c11_a_pattern_that_takes_for_ever_elsewhere_answers_at_once(String pattern) {
        bot.watching(
                watch("whitelist-regex", pattern),
                "{source: " + S + ", destination: " + B + ", blacklist-regex: ['" + pattern + "']}",
                "{source: " + S + ", destination: " + C + ", mode: extract, extract-patterns: ['" + pattern
                        + "', 'b']}");
        telegram.post(S, LONG);
        telegram.draft(S).photo().caption(LONG.repeat(100)).post();
        // Within the patience of the simulator, real time: backtracking would take longer than the universe exists.
        bot.awaitDelivered(B, 2);
        bot.awaitDelivered(C, 2);
        bot.settle();
        assertEquals(List.of(), texts(A));
        assertEquals(List.of("b", "b"), texts(C));
        assertEquals(2, bot.stat("intake", "skipped_not_whitelisted"));
    }

    // C11: tterrag1098/K9#54; refused with the place in the file and in the pattern
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            (              | 1
            ab(cd          | 3
            ab)cd          | 3
            [a-            | 1
            ab[z-a]        | 4
            a**            | 2
            *a             | 1
            a{2,1}         | 2
            a{1001}        | 2
            ab\\           | 3
            ab\\8          | 3
            (a)\\1         | 4
            ab(?=c)        | 3
            ab(?!c)        | 3
            (?<=a)b        | 1
            (?<!a)b        | 1
            (?P<n>a)(?P=n) | 9
            ä😀(?=c)       | 3
            \\p{Nonsense}  | 1
            """)
    void c11_a_pattern_that_cannot_be_used_is_refused_with_its_place(String pattern, int position) {
        for (String key : List.of("whitelist-regex", "blacklist-regex", "extract-patterns")) {
            bot.configure("", copying(S, B), watch(key, pattern));
            int before = bot.log().length();
            bot.startAgain();
            assertEquals(2, bot.exitCode());
            String said = bot.log().substring(before);
            assertEquals(1, said.lines().count(), said);
            // The watches begin with the one of the harness.
            assertTrue(said.startsWith(bot.file() + ":" + line(key) + ": watches[3]." + key), said);
            assertTrue(said.contains("position " + position), said);
        }
    }

    private int line(String key) {
        List<String> lines = bot.configuration().lines().toList();
        return 1
                + lines.indexOf(lines.stream()
                        .filter(line -> line.contains(key))
                        .findFirst()
                        .orElseThrow());
    }

    // C11: a file that is edited while the bot runs
    @Test
    void c11_a_pattern_that_cannot_be_used_is_not_taken_over_and_the_running_watches_stay() {
        bot.watching(copying(S, A));
        bot.configure("", copying(S, B), watch("blacklist-regex", "("));
        bot.advanceUntil(
                "the edited configuration to be read",
                () -> bot.log().contains("cannot apply the edited configuration, the running one stays in use:"));
        bot.awaitLog("watches[3].blacklist-regex");
        telegram.post(S, "1");
        bot.awaitDelivered(A, 1);
        bot.settle();
        assertEquals(List.of(), texts(B));
    }

    // C11: a pattern too large to be compiled is refused too, and at once
    @ParameterizedTest
    @ValueSource(strings = {"((a{100}){100}){100}", "(a{1000}){1000}", "(((a{30}){30}){30}){30}"})
    void c11_a_pattern_that_is_too_large_is_refused(String pattern) {
        bot.configure("", watch("whitelist-regex", pattern));
        bot.startAgain();
        assertEquals(2, bot.exitCode());
        assertTrue(bot.log().contains("watches[2].whitelist-regex"), bot.log());
        assertTrue(bot.log().contains("too large"), bot.log());
    }
}
