package sluice.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sluice.base.text.Language;

/** Files with something wrong in them, and the exact lines that are printed; {@code |} stands for a new line. */
class BadFilesTest {

    @ParameterizedTest
    @CsvSource(delimiter = '→', quoteCharacter = '\0', textBlock = """
            - a                        → 1: must hold keys and values such as `language: en`, not a list
            text                       → 1: must hold keys and values such as `language: en`, not a text
            a: 1|\tb: 2                → 2: is not valid YAML at column 1: a tab stands where YAML allows spaces only
            a: [1                      → 1: is not valid YAML at column 6: while parsing a flow sequence begun in line 1, expected ',' or ']', but got <stream end>
            x: 1|a: b: c               → 2: is not valid YAML at column 5: mapping values are not allowed here
            a: 'x                      → 1: is not valid YAML at column 6: while scanning a quoted scalar begun in line 1, found unexpected end of stream
            a: @name                   → 1: is not valid YAML at column 4: a value that begins with `@` must stand in quotes
            a: %d                      → 1: is not valid YAML at column 4: a value that begins with `%` must stand in quotes
            a: [*win*]                 → 1: is not valid YAML at column 9: a value that begins with `*` must stand in quotes
            a: [*win]                  → 1: is not valid YAML at column 5: a value that begins with `*` must stand in quotes
            a: 1|---|b: 2              → 2: is not valid YAML at column 1: expected a single document in the stream begun in line 1, but found another document
            language: !x en            → 1: language: must stand in quotes, because it begins with `!`
            ? [a]|: b                  → 1: a key must be a text, not a list
            ~: 2                       → 1: a key must be a text, but there is nothing
            """)
    void is_no_such_yaml(String yaml, String problem) {
        assertProblems(yaml, problem);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '→', quoteCharacter = '\0', textBlock = """
            dedupe:|  max-messages: 5  → 1: dedupe: there is no such key; did you mean `dedup`?
            dedup:|  max-message: 5    → 2: dedup.max-message: there is no such key; did you mean `dedup.max-messages`?
            dedup:|  max_messages: 5   → 2: dedup.max_messages: there is no such key; did you mean `dedup.max-messages`?
            max-messages: 5            → 1: max-messages: there is no such key; did you mean `dedup.max-messages`?
            Language: en               → 1: Language: there is no such key; did you mean `language`?
            deliver:|  pace:|    x: 1  → 3: deliver.pace.x: there is no such key; allowed: `global`, `per-chat`, `per-group`
            watchs: []                 → 1: watchs: there is no such key; did you mean `watches`?
            colour: red                → 1: colour: there is no such key; allowed: `admins`, `bots-dir`, `cleanup`, `data-dir`, `dedup`, `deliver`, `http`, `intake`, `journal`, `language`, `log`, `modules`, `notes`, `peer`, `plugins`, `plugins-dir`, `profile`, `queue`, `state`, `stats`, `steps`, `telegram`, `watches`
            http: 8080                 → 1: http: must hold keys and values, not a text; allowed: `bind`, `port`, `token`
            stats: [a]                 → 1: stats: must hold keys and values, not a list; allowed: `interval`
            """)
    void has_no_such_key(String yaml, String problem) {
        assertProblems(yaml, problem);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '→', quoteCharacter = '\0', textBlock = """
            admins: [1,]|admins: [2]                       → 2: admins: is given twice, first in line 1
            dedup:|  max-messages: 1|dedup:|  ttl: 2       → 3: dedup: is given twice, first in line 1
            dedup.max-messages: 1|dedup:|  max-messages: 2 → 3: dedup.max-messages: is given twice, first in line 1
            """)
    void has_a_key_twice(String yaml, String problem) {
        assertProblems(yaml, problem);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '→', quoteCharacter = '\0', textBlock = """
            http.port: 65536              → 1: http.port: must be a whole number from 0 to 65535, not `65536`
            http:|  port: -1              → 2: http.port: must be a whole number from 0 to 65535, not `-1`
            http:|  port: 80.0            → 2: http.port: must be a whole number from 0 to 65535, not `80.0`
            http:|  port: 1_000           → 2: http.port: must be a whole number from 0 to 65535, not `1_000`
            http:|  port: ""              → 2: http.port: must be a whole number from 0 to 65535, not an empty text
            http:|  port:                 → 2: http.port: must be a whole number from 0 to 65535, but there is nothing
            http:|  port: [1]             → 2: http.port: must be a whole number from 0 to 65535, not a list
            http:|  port: {a: 1}          → 2: http.port: must be a whole number from 0 to 65535, not keys and values
            queue.max-size: 0             → 1: queue.max-size: must be a whole number from 1 to 1000000, not `0`
            queue.url: postgres://u:p@x   → 1: queue.url: must be a database's address such as `jdbc:postgresql://db/sluice`, without spaces
            queue.lease: 4s               → 1: queue.lease: must be a duration such as `500ms`, `5s`, `5m` or `1h`, from 5s to 60s, not `4s`
            queue.node: a b               → 1: queue.node: must be a name of letters, digits, `.`, `-` and `_`, at most 63, not `a b`
            queue.when-full: block        → 1: queue.when-full: must be one of `wait`, `drop`, not `block`
            profile: huge                 → 1: profile: must be one of `small`, `default`, `large`, not `huge`
            language: "a\\nb"             → 1: language: must be one of `en`, `zh`, `auto`, not `a b`
            deliver.pace.global: fast     → 1: deliver.pace.global: must be a rate such as `30/s`, `20/min` or `100/h`, at least 1 and at most 1000000, not `fast`
            deliver.pace.global: 0/s      → 1: deliver.pace.global: must be a rate such as `30/s`, `20/min` or `100/h`, at least 1 and at most 1000000, not `0/s`
            deliver.timeout: 30           → 1: deliver.timeout: must be a duration such as `500ms`, `5s`, `5m` or `1h`, from 1s to 5m, not `30`
            deliver.timeout: 999ms        → 1: deliver.timeout: must be a duration such as `500ms`, `5s`, `5m` or `1h`, from 1s to 5m, not `999ms`
            deliver.timeout: 301s         → 1: deliver.timeout: must be a duration such as `500ms`, `5s`, `5m` or `1h`, from 1s to 5m, not `301s`
            cleanup.pressure-threshold: 0.85 → 1: cleanup.pressure-threshold: must be a percentage from `1%` to `100%`, not `0.85`
            cleanup.pressure-threshold: 101% → 1: cleanup.pressure-threshold: must be a percentage from `1%` to `100%`, not `101%`
            cleanup.pressure-threshold: 0%   → 1: cleanup.pressure-threshold: must be a percentage from `1%` to `100%`, not `0%`
            data-dir: "a\\0b"             → 1: data-dir: must be a path that does not begin with `~`, not `a b`
            data-dir: ~/data              → 1: data-dir: must be a path that does not begin with `~`, not `~/data`
            telegram.api-url: ftp://x     → 1: telegram.api-url: must be an `http://` or `https://` address without a query, not `ftp://x`
            telegram.api-url: x.org       → 1: telegram.api-url: must be an `http://` or `https://` address without a query, not `x.org`
            telegram.api-url: http://bot_api:0 → 1: telegram.api-url: must be an `http://` or `https://` address without a query, not `http://bot_api:0`
            telegram.api-url: http://[1::z] → 1: telegram.api-url: must be an `http://` or `https://` address without a query, not `http://[1::z]`
            telegram.api-url: http://a..b → 1: telegram.api-url: must be an `http://` or `https://` address without a query, not `http://a..b`
            telegram.api-url: http://u:p@x → 1: telegram.api-url: must be an `http://` or `https://` address without a query, not `http://u:p@x`
            modules.dedup: "a b"          → 1: modules.dedup: must be a provider's name such as `lru`, not `a b`
            admins: {a: 1}                → 1: admins: must be a list, each entry a user's numeric id such as `123456789`, not keys and values
            admins:|  - 1|  - -5|  - 2    → 3: admins: must be a user's numeric id such as `123456789`, not `-5`
            admins: [4503599627370496]    → 1: admins: must be a user's numeric id such as `123456789`, not `4503599627370496`
            http.bind: a b                → 1: http.bind: must be an IP address or a host name, not `a b`
            plugins: 5                    → 1: plugins: must hold keys and values, not a text
            plugins:|  redis: [5]         → 2: plugins.redis: must hold keys and values, not a list
            plugins:|  redis:|    a: [1]  → 3: plugins.redis.a: must be a text or a number, not a list
            plugins.redis: {a: 1, a: 2}   → 1: plugins.redis.a: is given twice
            """)
    void has_a_value_that_does_not_fit(String yaml, String problem) {
        assertProblems(yaml, problem);
    }

    @Test
    void quotes_no_more_of_a_value_than_helps() {
        String rest = "must be a whole number from 0 to 65535, not `" + "9".repeat(60) + "…`";
        assertProblems("http.port: " + "9".repeat(1_000), "1: http.port: " + rest);
    }

    @ParameterizedTest
    @CsvSource({"0.0.0.0", "'::'", "192.168.1.5", "sluice.example", "'::2'"})
    void a_bind_that_others_reach_needs_a_token(String bind) {
        assertProblems(
                "language: en|http.bind: \"" + bind + "\"",
                "2: http.bind: must be a loopback address such as `127.0.0.1` as long as `http.token` is not set, not `"
                        + bind + "`");
        assertEquals(
                bind,
                Yaml.valid("http: {bind: \"" + bind + "\", token: abcdefghijklmnop}")
                        .http()
                        .bind());
    }

    @ParameterizedTest
    @CsvSource({"127.0.0.1", "127.9.9.9", "localhost", "'::1'", "'[::1]'", "'::ffff:127.0.0.1'"})
    void a_loopback_bind_needs_none(String bind) {
        assertEquals(bind, Yaml.valid("http.bind: \"" + bind + "\"").http().bind());
    }

    @Test
    void a_wrong_token_is_not_taken_for_a_missing_one() {
        assertProblems(
                "http.bind: 0.0.0.0|http.token: a b",
                "2: http.token: must be at least 16 letters, digits or `- . _ ~ + / =`, as `openssl rand -hex 16` makes them");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '→', quoteCharacter = '\0', textBlock = """
            source: 0|destination: 0           → 3: source: must be a chat's numeric id such as `-1001111111111`, not `0` / 4: destination: must be a chat's numeric id such as `-1002222222222`, or `me`, not `0`
            source: '@a'|destination: me       → 3: source: must be a chat's numeric id, not `@a`, because names are not looked up; web.telegram.org shows the id of an open chat in the address bar
            source: -1|destination: '@b'       → 4: destination: must be a chat's numeric id, not `@b`, because names are not looked up; web.telegram.org shows the id of an open chat in the address bar
            source: -1|destination: -1         → 4: destination: must not be the source itself, `-1`
            source: 7|destination: me          → 4: destination: must not be the source itself, `7`
            source: 7|record: true             → 3: destination: must not be the source itself, `7`
            destination: -2                    → 3: source: is missing: a chat's numeric id such as `-1001111111111`
            source: -1                         → 3: destination: is missing: a chat's numeric id such as `-1002222222222`, or `me`
            source: -1|destination: me|mode: part    → 5: mode: must be one of `full`, `extract`, not `part`
            source: -1|destination: me|mode: extract → 5: mode: `extract` needs `extract-patterns`
            source: -1|destination: me|mode: extract|extract-patterns: [] → 6: extract-patterns: must have an entry, since the mode is `extract`
            source: -1|destination: me|extract-patterns: ['a*', 'b**'] → 5: extract-patterns: invalid nested repetition operator `**` at position 2
            source: -1|destination: me|blacklist-regex:|  - ok|  - 'a(?=b)'|  - '(' → 7: blacklist-regex: look-around `(?=` at position 2 is not supported, because expressions are matched in linear time / 8: blacklist-regex: the `(` at position 1 is never closed
            source: -1|destination: me|whitelist: [a, ' '] → 5: whitelist: the keyword is blank
            source: -1|destination: me|whitelist: [a, ] |blacklist:|  - → 7: blacklist: must be a text with something to see in it, but there is nothing
            source: -1|destination: me|whitelist: {a: b} → 5: whitelist: must be a list, each entry a text with something to see in it, not keys and values
            source: -1|destination: me|delay: 25h → 5: delay: must be a duration such as `500ms`, `5s`, `5m` or `1h`, from 0s to 24h, not `25h`
            source: -1|destination: me|topic: 0   → 5: topic: must be a whole number from 1 to 2147483647, not `0`
            source: -1|destination: me|keep-replies: yes → 5: keep-replies: must be `true` or `false`, not `yes`
            source: -1|destination: me|keep_replies: true → 5: keep_replies: there is no such key; did you mean `keep-replies`?
            source: -1|destination: me|colour: red → 5: colour: there is no such key; allowed: `blacklist`, `blacklist-regex`, `delay`, `destination`, `destination-topic`, `extract-patterns`, `id`, `keep-replies`, `mode`, `name`, `owner`, `paused`, `preserve-source`, `protect`, `record`, `silent`, `skip-repeats`, `source`, `steps`, `sync-edits`, `topic`, `whitelist`, `whitelist-regex`
            source: -1|destination: me|source: -2 → 5: source: is given twice, first in line 3
            source: -1|destination: me|steps: footer → 5: steps: must be a list of steps, not a text
            source: -1|destination: me|steps:|  - [a] → 6: steps[1]: must be a step's name such as `footer`, with keys and values under it if it needs some, not a list
            source: -1|destination: me|steps:|  - ok|  - Foot Er → 7: steps[2]: must be a step's name such as `footer`, with keys and values under it if it needs some, not `Foot Er`
            source: -1|destination: me|steps:|  - footer: hello → 6: steps[1].footer: must hold keys and values such as `text: hello`, not a text
            source: -1|destination: me|steps:|  - footer:|    text: hello → 6: steps[1]: must be one step, not `footer`, `text`; settings stand under the step's name
            source: -1|destination: me|steps:|  - footer: {text: {a: b}} → 6: steps[1].footer.text: must be a text, a number or a list of them, not keys and values
            source: -1|destination: me|steps:|  - footer: {text: [a, [b]]} → 6: steps[1].footer.text: must be a text or a number, not a list
            source: -1|destination: me|steps:|  - footer: {text: a, text: b} → 6: steps[1].footer.text: is given twice
            source: -1|destination: me|steps:|  - footer: {text: } → 6: steps[1].footer.text: must be a text, a number or a list of them, but there is nothing
            source: -1|destination: me|steps.footer: a → 5: steps.footer: there is no such key; `steps` is a list
            owner: x|source: -1|destination: me → 3: owner: must be a user's numeric id such as `123456789`, not `x`
            """)
    void has_a_watch_that_is_wrong(String watch, String problems) {
        String yaml = "admins: 7|watches:|  - " + watch.replace("|", "|    ");
        String[] expected = Arrays.stream(problems.split(" / "))
                .map(problem -> problem.replaceFirst(": ", ": watches[1]."))
                .toArray(String[]::new);
        assertProblems(yaml, expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '→', quoteCharacter = '\0', textBlock = """
            watches: 5                 → 1: watches: must be a list of watches, not a text
            watches: {source: -1}      → 1: watches: must be a list of watches, not keys and values
            watches:|  - 5             → 2: watches[1]: must hold keys and values such as `source: -1001111111111`, not a text
            watches:|  -               → 2: watches[1]: must hold keys and values such as `source: -1001111111111`, but there is nothing
            watches:|- {source: -1, destination: me} → 2: watches[1].owner: is missing, and `admins` names nobody who could own the watch
            admins: []|watches:|- {source: -1, destination: -2} → 3: watches[1].owner: is missing, and `admins` names nobody who could own the watch
            """)
    void has_watches_that_are_none_or_nobodys(String yaml, String problem) {
        assertProblems(yaml, problem);
    }

    @Test
    void has_more_steps_than_a_watch_takes() {
        String watch = "admins: 7|watches:|- {source: -1, destination: me, steps: [" + "a,".repeat(21) + "]}";
        assertProblems(watch, "3: watches[1].steps: must have at most 20 entries");
    }

    @Test
    void has_more_entries_than_a_list_takes() {
        String watch =
                "admins: 7|watches:|- {source: -1, destination: me, blacklist-regex: [" + "a,".repeat(101) + "]}";
        assertProblems(watch, "3: watches[1].blacklist-regex: must have at most 100 entries, not 101");
        assertEquals(
                100,
                Yaml.valid(watch.replace('|', '\n').replaceFirst("a,", ""))
                        .watches()
                        .getFirst()
                        .filters()
                        .blacklistRegex()
                        .size());
    }

    @Test
    void reports_everything_in_one_go_and_by_line() {
        assertProblems(
                "watches:|- {source: '@a', destination: me}|admins: [x]|colour: red|http: {bind: 0.0.0.0, port: z}|language: de",
                "2: watches[1].source: must be a chat's numeric id, not `@a`, because names are not looked up; "
                        + "web.telegram.org shows the id of an open chat in the address bar",
                "3: admins: must be a user's numeric id such as `123456789`, not `x`",
                "4: colour: there is no such key; allowed: `admins`, `bots-dir`, `cleanup`, `data-dir`, `dedup`, `deliver`, `http`, "
                        + "`intake`, `journal`, `language`, `log`, `modules`, `notes`, `peer`, `plugins`, `plugins-dir`, `profile`, `queue`, `state`, "
                        + "`stats`, `steps`, `telegram`, `watches`",
                "5: http.port: must be a whole number from 0 to 65535, not `z`",
                "5: http.bind: must be a loopback address such as `127.0.0.1` as long as `http.token` is not set, not `0.0.0.0`",
                "6: language: must be one of `en`, `zh`, `auto`, not `de`");
    }

    @Test
    void an_empty_file_is_no_configuration_but_a_comment_is() {
        assertEquals(List.of("sluice.yaml: is empty; at least a comment is expected"), Yaml.problems(""));
        assertEquals(List.of("sluice.yaml: is empty; at least a comment is expected"), Yaml.problems(" \n\n"));
        assertEquals(Language.EN, Yaml.valid("---\n# later\n").language());
    }

    @Test
    void names_a_character_that_cannot_be_seen() {
        assertProblems("language: en|x: \0", "2: must not contain the character U+0000");
        assertProblems("language: en|x: \"\u0007\"", "2: must not contain the character U+0007");
    }

    @Test
    void is_not_held_up_by_files_that_were_made_for_it() {
        assertEquals(
                List.of("sluice.yaml: is not a configuration: Nesting Depth exceeded max 20"),
                Yaml.problems("[".repeat(500_000)));
        StringBuilder laughs = new StringBuilder("a0: &a0 [ha, ha]\n");
        for (int i = 1; i < 40; i++) {
            laughs.append("a%d: &a%d [*a%d, *a%d]\n".formatted(i, i, i - 1, i - 1));
        }
        assertEquals(
                List.of(
                        "sluice.yaml: refers with `*` to lists or blocks more often than 50 times; write some of them out"),
                Yaml.problems(laughs.toString()));
        assertTrue(Yaml.problems("watches: &w [*w]").getFirst().startsWith("sluice.yaml:1: watches[1]: must hold"));
    }

    @Property
    void any_text_gives_a_configuration_or_problems_within_it(
            @ForAll
                    @StringLength(min = 1, max = 40)
                    @Chars({
                        'a', '1', ':', ' ', '\n', '-', '[', ']', '{', '}', '"', '\'', '#', '&', '*', '!', '|', '>', '%',
                        '?', ',', '\t', '.', '~', '<'
                    })
                    String text) {
        if (ConfigLoader.parse(Yaml.FILE, text, Map.of()) instanceof Loaded.Invalid(List<Problem> problems)) {
            int lines = SourceFile.lineAt(text, text.length());
            problems.forEach(problem -> assertTrue(problem.line() <= lines, () -> text + " -> " + problem));
        }
    }

    private static void assertProblems(String yaml, String... problems) {
        List<String> expected = new ArrayList<>();
        for (String problem : problems) {
            expected.add("sluice.yaml:" + problem);
        }
        assertEquals(expected, Yaml.problems(yaml.replace('|', '\n')));
    }
}
