package sluice.control.watches;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import sluice.api.Settings;
import sluice.api.Step;
import sluice.api.Watch;
import sluice.config.ConfigLoader;
import sluice.config.Loaded;
import sluice.config.WatchEntries;

class WatchYamlTest {

    private static final Watch FULL = new Watch(
            "import:5:a/b # c: 'd'",
            5,
            -1001111111111L,
            3,
            -1002222222222L,
            4,
            new Watch.Filters(
                    List.of("null", "~", "true", "1.0", "- x", "a: b", "#", "it's", "\"", "@a", "*b", "!c"),
                    List.of("\\", "a\nb", "\tx\r", "  padded  ", "😀中文", "\u0001\u0085\u2028\uFEFF"),
                    List.of("\\d+\\s'x'", "(?i)win \\d+ ?€"),
                    List.of("[a-z]{2,3}")),
            Watch.Mode.EXTRACT,
            List.of("#\\w+", "x"),
            true,
            false,
            Duration.ofSeconds(90),
            false,
            true,
            true,
            Optional.of(List.of(
                    new Step("null", new Settings(Map.of())),
                    new Step("replace", new Settings(Map.of("find", "a\nb", "with", "", "true", "'"))),
                    new Step("replace", new Settings(Map.of("~", "- x"))))),
            "a: 'name' #1",
            new Watch.Sending(true, true, true));

    private static final Watch PLAIN = new Watch(
            "file:-1:5:1",
            5,
            -1,
            0,
            5,
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

    @Test
    void what_is_written_reads_the_same() {
        List<Watch> all = List.of(FULL, PLAIN);
        assertEquals(all, read(WatchYaml.write(all)));
    }

    @Test
    void is_written_for_people() {
        assertEquals(
                """
                        watches:
                          - id: 'file:-1:5:1'
                            owner: 5
                            source: -1
                            destination: me
                            blacklist-regex:
                              - '(?i)win \\d+ ?€'
                              - 'it''s'
                        """,
                WatchYaml.write(List.of(new Watch(
                        "file:-1:5:1",
                        5,
                        -1,
                        0,
                        5,
                        0,
                        new Watch.Filters(List.of(), List.of(), List.of(), List.of("(?i)win \\d+ ?€", "it's")),
                        Watch.Mode.FULL,
                        List.of(),
                        false,
                        false,
                        Duration.ZERO,
                        true,
                        false,
                        false))));
    }

    @Test
    void none_at_all_are_written_too() {
        assertEquals("watches: []\n", WatchYaml.write(List.of()));
        assertEquals(List.of(), read(WatchYaml.write(List.of())));
    }

    @Test
    void a_configuration_file_takes_it_as_it_is() {
        Loaded loaded = ConfigLoader.parse(Path.of("sluice.yaml"), WatchYaml.write(List.of(PLAIN, FULL)), Map.of());
        assertEquals(
                List.of(PLAIN, FULL),
                assertInstanceOf(Loaded.Valid.class, loaded, loaded::toString)
                        .config()
                        .watches());
    }

    @Property(tries = 300)
    void any_keyword_comes_back(@ForAll("keywords") List<String> keywords) {
        Watch watch = with(new Watch.Filters(keywords, List.of(), List.of(), List.of()));
        assertEquals(List.of(watch), read(WatchYaml.write(List.of(watch))));
        assertEquals(Optional.of(watch), fromForm(watch));
    }

    @Test
    void a_form_changes_nothing_by_itself() {
        assertEquals(Optional.of(FULL), fromForm(FULL));
        assertEquals(Optional.of(PLAIN), fromForm(PLAIN));
        Watch odd = with(new Watch.Filters(
                List.of("\"quoted\"", "\"a\\nb\"", "\"open", "a\r\nb"),
                List.of(),
                List.of("\t", "  ", "\n"),
                List.of()));
        assertEquals(Optional.of(odd), fromForm(odd));
        assertEquals(
                "\"quoted\"\n\"\\\"a\\\\nb\\\"\"\n\"open\n\"a\\r\\nb\"",
                WatchFields.of(odd).get("whitelist"));
    }

    private static Optional<Watch> fromForm(Watch watch) {
        return WatchFields.read(WatchFields.of(watch), Optional.empty()).watch();
    }

    @Provide
    Arbitrary<List<String>> keywords() {
        Arbitrary<String> any = Arbitraries.integers()
                .between(0, Character.MAX_CODE_POINT)
                .edgeCases(edges -> edges.add(0, 0x7F, 0x85, 0xA0, 0x2028, 0xFEFF, 0xFFFE, 0xFFFF, 0x1F600, 0x10FFFF))
                .filter(c -> Character.getType(c) != Character.SURROGATE)
                .list()
                .ofMaxSize(6)
                .map(points -> points.stream()
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString());
        Arbitrary<String> tricky = Arbitraries.strings()
                .withChars(" \n\r\t'\"\\:#-?[]{},&*!|>%@`~0123x\u0085")
                .ofMaxLength(8);
        return Arbitraries.oneOf(any, tricky)
                .filter(text -> !text.isBlank())
                .list()
                .ofMinSize(1)
                .ofMaxSize(4);
    }

    @Test
    void a_file_of_it_is_told_from_a_python_file() throws IOException {
        Path file = Files.createTempFile("watches", ".json");
        try {
            Files.writeString(file, WatchYaml.write(List.of(PLAIN)));
            assertEquals(
                    new WatchFile.Content.Entries(List.of(new Entry.Right("watches[1]", PLAIN, List.of()))),
                    WatchFile.read(file, Optional.empty()));
        } finally {
            Files.delete(file);
        }
    }

    private static Watch with(Watch.Filters filters) {
        return new Watch(
                "w",
                5,
                -1,
                0,
                5,
                0,
                filters,
                Watch.Mode.FULL,
                List.of(),
                false,
                false,
                Duration.ZERO,
                true,
                false,
                false);
    }

    private static List<Watch> read(String yaml) {
        WatchEntries.Parsed parsed = WatchEntries.parse(Path.of("x.yaml"), yaml, Optional.empty());
        return assertInstanceOf(WatchEntries.Parsed.Entries.class, parsed, () -> parsed + "\n" + yaml)
                .entries()
                .stream()
                .map(entry -> entry.watch().orElseThrow(() -> new AssertionError(entry + "\n" + yaml)))
                .toList();
    }
}
