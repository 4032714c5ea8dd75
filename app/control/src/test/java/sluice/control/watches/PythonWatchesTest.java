package sluice.control.watches;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sluice.api.Watch;

class PythonWatchesTest {

    @TempDir
    private Path dir;

    @Test
    void takes_every_field() {
        assertEquals(
                List.of(new Entry.Right(
                        "123/-1001_-1002",
                        new Watch(
                                "import:123:-1001_-1002",
                                123,
                                -1001,
                                0,
                                -1002,
                                0,
                                new Watch.Filters(List.of("w", "😀"), List.of("b"), List.of("wr"), List.of("[0-9]+")),
                                Watch.Mode.EXTRACT,
                                List.of("e1", "e2"),
                                true,
                                true,
                                Duration.ZERO,
                                true,
                                false,
                                false),
                        List.of())),
                entries("""
                        {"123": {"-1001_-1002": {
                            "source": "-1001",
                            "dest": "-1002",
                            "whitelist": ["w", "\\ud83d\\ude00"],
                            "blacklist": ["b"],
                            "whitelist_regex": ["wr"],
                            "blacklist_regex": ["[0-9]+"],
                            "preserve_forward_source": true,
                            "forward_mode": "extract",
                            "extract_patterns": ["e1", "e2"],
                            "record_mode": true
                        }}}"""));
    }

    @Test
    void takes_the_older_form_and_me() {
        assertEquals(
                List.of(
                        new Entry.Right("123/-1001", plain("import:123:-1001", 123, -1001, -1002), List.of()),
                        new Entry.Right("123/-1003", plain("import:123:-1003", 123, -1003, 123), List.of()),
                        new Entry.Right("456/x", plain("import:456:x", 456, -1001, 456), List.of())),
                entries("""
                        {"123": {"-1001": "-1002", "-1003": "me"}, "456": {"x": {"source": "-1001", "dest": "me"}}}"""));
    }

    @Test
    void notes_need_no_destination() {
        assertEquals(
                1,
                right("{'source': '-1', 'dest': null, 'record_mode': true}")
                        .watch()
                        .destination());
    }

    @Test
    void two_entries_that_connect_the_same_chats_are_two_watches() {
        assertEquals(
                List.of("import:1:a", "import:1:b", "import:2:a"),
                entries("""
                        {"1": {"a": {"source": "-1", "dest": "-2"}, "b": {"source": "-1", "dest": "-2"}},
                         "2": {"a": {"source": "-1", "dest": "-2"}}}""").stream()
                        .map(entry -> assertInstanceOf(Entry.Right.class, entry)
                                .watch()
                                .id())
                        .toList());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            {'source': -1, 'dest': '-2'}                                   | source: must be a text, not a number
            {'source': '-1', 'dest': -2}                                   | dest: must be a text or null, not a number
            {'source': null, 'dest': '-2'}                                 | source: must be a text, not null
            {'source': '-1', 'dest': '-2', 'whitelist': 'a'}               | whitelist: must be an array of texts, not a text
            {'source': '-1', 'dest': '-2', 'blacklist': null}              | blacklist: must be an array of texts, not null
            {'source': '-1', 'dest': '-2', 'whitelist_regex': ['a', 1]}    | whitelist_regex: must be an array of texts, not an array with a number
            {'source': '-1', 'dest': '-2', 'blacklist_regex': {'a': 1}}    | blacklist_regex: must be an array of texts, not an object
            {'source': '-1', 'dest': '-2', 'preserve_forward_source': 'x'} | preserve_forward_source: must be true or false, not a text
            {'source': '-1', 'dest': '-2', 'record_mode': 1}               | record_mode: must be true or false, not a number
            {'source': '-1', 'dest': '-2', 'forward_mode': true}           | forward_mode: must be a text, not a truth value
            {'source': '-1', 'dest': '-2', 'forward_mode': 'half'}         | forward_mode: must be one of `full`, `extract`, not `half`
            {'source': '-1', 'dest': '-2', 'forward_mode': 'extract'}      | forward_mode: `extract` needs `extract_patterns`
            {'source': '-1', 'dest': '-2', 'forward_mode': 'extract', 'extract_patterns': []} | extract_patterns: must have an entry, since the mode is `extract`
            {'source': '-1', 'dest': '-2', 'blacklist': ['']}              | blacklist: the keyword is blank
            {'source': '-1', 'dest': '-2', 'blacklist': ['\\ud800']}       | blacklist: must not hold half of a surrogate pair, which is no character
            {'source': '-1', 'dest': null}                                 | dest: is missing: a chat's numeric id such as `-1002222222222`, or `me`
            {'dest': '-2'}                                                 | source: is missing: a chat's numeric id such as `-1001111111111`
            {'source': 'x', 'dest': '-2'}                                  | source: must be a chat's numeric id such as `-1001111111111`, not `x`
            {'source': '0', 'dest': '-2'}                                  | source: must be a chat's numeric id such as `-1001111111111`, not `0`
            {'source': '99999999999999999999', 'dest': '-2'}               | source: must be a chat's numeric id such as `-1001111111111`, not `99999999999999999999`
            {'source': '-1', 'dest': '-1'}                                 | dest: must not be the source itself, `-1`
            {'source': '-1', 'dest': '-2', 'source': '-3'}                 | source: is given twice, first in line 1
            {'source': 1, 'dest': 2}                                       | source: must be a text, not a number; dest: must be a text or null, not a number
            [1]                                                            | must be an object, or in older files a destination, not an array with a number
            5                                                              | must be an object, or in older files a destination, not a number
            null                                                           | must be an object, or in older files a destination, not null
            'x'                                                            | source: must be a chat's numeric id such as `-1001111111111`, not `k`; dest: must be a chat's numeric id such as `-1002222222222`, or `me`, not `x`
            """)
    void says_what_is_wrong(String value, String reason) {
        assertEquals(List.of(new Entry.Wrong("1/k", reason)), entries("{'1': {'k': " + value + "}}"));
    }

    @Test
    void refuses_look_around_with_its_place_and_keeps_the_rest() {
        List<Entry> entries = entries("""
                {"1": {"a": {"source": "-1", "dest": "-2", "blacklist_regex": ["ok", "ab(?=c)"]},
                       "b": {"source": "-1", "dest": "-2", "whitelist_regex": ["(a)\\\\1"]},
                       "c": {"source": "-1", "dest": "-2"}}}""");
        Entry.Wrong a = assertInstanceOf(Entry.Wrong.class, entries.get(0));
        assertTrue(a.reason().startsWith("blacklist_regex: ") && a.reason().contains("position 3"), a.reason());
        Entry.Wrong b = assertInstanceOf(Entry.Wrong.class, entries.get(1));
        assertTrue(b.reason().startsWith("whitelist_regex: ") && b.reason().contains("position 4"), b.reason());
        assertInstanceOf(Entry.Right.class, entries.get(2));
    }

    @Test
    void what_is_wrong_with_a_user_is_said_for_the_user_or_each_entry() {
        assertEquals(
                List.of(
                        new Entry.Wrong("1", "must be an object of the user's watches, not an array"),
                        new Entry.Wrong(
                                "me/-1", "the user: must be a user's numeric id such as `123456789`, not `me`")),
                entries("{'1': [], 'me': {'-1': '-2'}}"));
    }

    @Test
    void a_key_that_is_given_twice_is_refused_and_a_user_that_is_is_read_on() {
        assertEquals(
                List.of(
                        new Entry.Wrong("1/-1", "is given 2 times, and it is not known which counts"),
                        new Entry.Right("1/-3", plain("import:1:-3", 1, -3, -2), List.of())),
                entries("{'1': {'-1': '-2', '-1': '-3'}, '1': {'-3': '-2'}}"));
    }

    @Test
    void an_endless_watch_key_is_refused() {
        Entry.Wrong wrong = assertInstanceOf(
                Entry.Wrong.class,
                entries("{'1': {'" + "k".repeat(300) + "': {'source': '-1', 'dest': '-2'}}}")
                        .getFirst());
        assertTrue(wrong.reason().startsWith("the watch's key: must be a text of 1 to 200"), wrong.reason());
    }

    @Test
    void tells_of_fields_that_it_does_not_know() {
        assertEquals(
                List.of("the field `color` is not known and is ignored"),
                right("{'source': '-1', 'dest': '-2', 'color': {'a': [1]}}").notes());
    }

    @ParameterizedTest
    @CsvSource({"'\\\\d+', 1", "'a\\\\\\\\d', 0", "'\\\\bx', 1", "'[0-9]\\\\.', 0"})
    void tells_of_classes_that_mean_less_here(String expression, int notes) {
        assertEquals(
                notes,
                right("{'source': '-1', 'dest': '-2', 'whitelist_regex': ['" + expression + "']}")
                        .notes()
                        .size());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            {}                            | 0
            {"1": {}}                     | 0
            watches:                      | 0
            watches: []                   | 0
            {watches: [{source: -1, destination: -2, owner: 1}]}              | 1
            {"watches": [{"source": -1, "destination": -2, "owner": 1}]}      | 1
            {'watches': [{'source': -1, 'destination': -2, 'owner': 1}], }    | 1
            """)
    void tells_the_forms_apart_by_what_stands_there(String text, int count) {
        assertEquals(
                count,
                assertInstanceOf(WatchFile.Content.Entries.class, readRaw(text))
                        .entries()
                        .size());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            {"1": {"a": "-2"}            | FILE:1: is not valid JSON at column 18: Unexpected end-of-input: expected close marker for Object
            [1, 2]                       | FILE:1: must hold keys and values such as `language: en`, not a list
            hello                        | FILE:1: must hold keys and values such as `language: en`, not a text
            admins: [1]                  | FILE: holds no list `watches`, and is no `watch_config.json` either
            watches: {a: 1}              | FILE:1: watches: must be a list of watches, not keys and values
            """)
    void says_why_a_file_is_none(String text, String problem) {
        WatchFile.Content.Unusable unusable = assertInstanceOf(WatchFile.Content.Unusable.class, readRaw(text));
        assertEquals(problem, unusable.problems().getFirst().replace(file().toString(), "FILE"));
    }

    @Test
    void endless_nesting_huge_files_and_other_encodings_are_refused() throws IOException {
        assertInstanceOf(WatchFile.Content.Unusable.class, readRaw("{\"1\":".repeat(100_000)));
        assertInstanceOf(WatchFile.Content.Unusable.class, readRaw("{\"1\": {\"a\": " + "[".repeat(1_000)));
        assertInstanceOf(WatchFile.Content.Unusable.class, readRaw(" ".repeat(20_000_000) + "{}"));
        Files.write(file(), "{\"1\": {\"\u00e9\": \"-2\"}}".getBytes(StandardCharsets.ISO_8859_1));
        assertEquals(
                file() + ":1: is not encoded in UTF-8; save it as UTF-8",
                assertInstanceOf(WatchFile.Content.Unusable.class, WatchFile.read(file(), Optional.empty()))
                        .problems()
                        .getFirst());
    }

    private Entry.Right right(String value) {
        return assertInstanceOf(
                Entry.Right.class, entries("{'1': {'k': " + value + "}}").getFirst());
    }

    private List<Entry> entries(String json) {
        WatchFile.Content content = readRaw(json.replace('\'', '"'));
        return assertInstanceOf(WatchFile.Content.Entries.class, content, content::toString)
                .entries();
    }

    private WatchFile.Content readRaw(String text) {
        try {
            Files.writeString(file(), text);
            return WatchFile.read(file(), Optional.empty());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private Path file() {
        return dir.resolve("watch_config.json");
    }

    private static Watch plain(String id, long owner, long source, long destination) {
        return new Watch(
                id,
                owner,
                source,
                0,
                destination,
                0,
                Watch.Filters.NONE,
                Watch.Mode.FULL,
                List.of(),
                false,
                false,
                Duration.ZERO,
                true,
                false,
                false);
    }
}
