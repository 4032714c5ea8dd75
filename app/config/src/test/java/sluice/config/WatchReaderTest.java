package sluice.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sluice.api.Watch;

class WatchReaderTest {

    @Test
    void fills_in_the_defaults() {
        assertEquals(
                List.of(new Watch(
                        "file:-1001111111111:-1002222222222:1",
                        7,
                        -1001111111111L,
                        0,
                        -1002222222222L,
                        0,
                        Watch.Filters.NONE,
                        Watch.Mode.FULL,
                        List.of(),
                        false,
                        false,
                        Duration.ZERO,
                        true,
                        false,
                        false)),
                watches("- source: -1001111111111\n  destination: '-1002222222222'"));
    }

    @Test
    void takes_what_is_written() {
        assertEquals(
                List.of(new Watch(
                        "file:-1:5:3/4:1",
                        5,
                        -1,
                        3,
                        5,
                        4,
                        new Watch.Filters(List.of("a", "b, c"), List.of("1.0"), List.of("\\d"), List.of("x", "y")),
                        Watch.Mode.EXTRACT,
                        List.of("#\\w+"),
                        true,
                        true,
                        Duration.ofHours(24),
                        false,
                        true,
                        false)),
                watches("""
                        - owner: 5
                          source: "-1"
                          destination: me
                          mode: extract
                          whitelist:
                            - a
                            - b, c
                          blacklist: 1.0
                          whitelist-regex: '\\d'
                          blacklist-regex: [x, y]
                          extract-patterns: ["#\\\\w+"]
                          preserve-source: true
                          record: true
                          topic: 3
                          destination-topic: 4
                          delay: 24h
                          keep-replies: false
                          sync-edits: true
                        """));
    }

    @Test
    void sends_to_the_owner_by_me_and_for_notes() {
        assertEquals(7, watches("- {source: -1, destination: me}").getFirst().destination());
        assertEquals(
                5,
                watches("- {source: -1, destination: me, owner: 5}").getFirst().destination());
        assertEquals(7, watches("- {source: -1, record: true}").getFirst().destination());
        assertEquals(
                -2,
                watches("- {source: -1, record: true, destination: -2}")
                        .getFirst()
                        .destination());
    }

    @Test
    void ids_do_not_depend_on_the_place_in_the_list() {
        String first = "- {source: -1, destination: -2}\n";
        String second = "- {source: -1, destination: me}\n";
        String third = "- {source: -1, destination: -2, destination-topic: 9}\n";
        assertEquals(List.of("file:-1:-2:1", "file:-1:7:1", "file:-1:-2:0/9:1"), ids(first + second + third));
        assertEquals(List.of("file:-1:-2:0/9:1", "file:-1:7:1", "file:-1:-2:1"), ids(third + second + first));
        assertEquals(List.of("file:-1:-2:1", "file:-1:-2:2"), ids(first + first));
    }

    @Test
    void a_watch_may_bring_its_id_and_be_paused() {
        Watch watch = watches("- {source: -1, destination: -2, id: 'import:5:a b', paused: true}")
                .getFirst();
        assertEquals("import:5:a b", watch.id());
        assertTrue(watch.paused());
    }

    @Test
    void ids_are_never_the_same() {
        String own = "- {source: -1, destination: -2, id: 'file:-1:-2:1'}\n";
        String other = "- {source: -1, destination: -2}\n";
        assertEquals(List.of("file:-1:-2:1", "file:-1:-2:2"), ids(own + other));
        assertEquals(
                List.of("sluice.yaml:4: watches[2].id: another watch has it too: file:-1:-2:1"),
                Yaml.problems("admins: [7]\nwatches:\n" + other + own));
        assertEquals(
                List.of("sluice.yaml:4: watches[2].id: another watch has it too: file:-1:-2:1"),
                Yaml.problems("admins: [7]\nwatches:\n" + own + own));
    }

    @ParameterizedTest
    @ValueSource(strings = {"''", "' '", "' a'", "\"a\\nb\"", "\"a\\u2028b\""})
    void an_id_is_one_line_with_something_in_it(String id) {
        List<String> problems = Yaml.problems("admins: [7]\nwatches:\n- {source: -1, destination: -2, id: " + id + "}");
        assertTrue(
                problems.getFirst().startsWith("sluice.yaml:3: watches[1].id: must be a text of 1 to 200"),
                problems::toString);
    }

    @Test
    void an_id_has_at_most_200_characters() {
        String watch = "- {source: -1, destination: -2, id: " + "x".repeat(200);
        assertEquals("x".repeat(200), ids(watch + "}").getFirst());
        assertEquals(1, Yaml.problems("admins: [7]\nwatches:\n" + watch + "x}").size());
    }

    @Test
    void follows_aliases() {
        assertEquals(
                List.of("spam", "eggs"),
                watches("- {source: &s -1, destination: -2, blacklist: &words [spam, eggs]}\n"
                                + "- {source: *s, destination: -3, blacklist: *words}")
                        .getLast()
                        .filters()
                        .blacklist());
    }

    @Test
    void a_watch_without_owner_is_no_problem_of_its_own_when_the_admins_are_wrong() {
        assertEquals(
                List.of("sluice.yaml:1: admins: must be a user's numeric id such as `123456789`, not `x`"),
                Yaml.problems("admins: [x]\nwatches:\n  - {source: -1, destination: me}"));
    }

    private static List<Watch> watches(String yaml) {
        return Yaml.valid("admins: [7, 8]\nwatches:\n" + yaml).watches();
    }

    private static List<String> ids(String yaml) {
        return watches(yaml).stream().map(Watch::id).toList();
    }
}
