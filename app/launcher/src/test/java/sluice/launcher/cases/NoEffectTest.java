package sluice.launcher.cases;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sluice.simulator.Post;

/** Case I11: what is right by itself and has no effect, because of another setting or because what it names is not there. */
class NoEffectTest extends WithBot {

    private List<String> warnings() {
        int code = bot.run("check", "--config", bot.file().toString()).join();
        assertEquals(0, code, bot::log);
        return bot.log().lines().filter(line -> line.startsWith("warning: ")).toList();
    }

    /** The same line at the start, where it keeps nothing from working. */
    private void assertTold(String warning) {
        assertEquals(List.of("warning: " + warning), warnings());
        bot.startAgain();
        assertFalse(bot.ended(), bot::log);
        assertEquals(2, bot.count(warning), bot::log);
    }

    /** The last line of the file that has the key; the watch before that of a test is the fence's. */
    private String place(String key) {
        List<String> lines = bot.configuration().lines().toList();
        String last = key.substring(key.lastIndexOf('.') + 1);
        int line = lines.size();
        while (!lines.get(line - 1).contains(last + ":")) {
            line--;
        }
        return bot.file() + ":" + line + ": " + key + ": ";
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            extract-patterns: ['[0-9]+']                    | extract-patterns  | without `mode: extract`
            preserve-source: true, sync-edits: true         | sync-edits        | with `preserve-source: true`: a forward cannot be edited
            preserve-source: true, keep-replies: true       | keep-replies      | with `preserve-source: true`: a forward answers no message
            mode: extract, extract-patterns: [a], preserve-source: true | preserve-source | with `mode: extract`, which sends a text of its own
            record: true, preserve-source: true             | preserve-source   | with `record: true`, which sends nothing
            record: true, keep-replies: true                | keep-replies      | with `record: true`, which sends nothing
            record: true, silent: true                      | silent            | with `record: true`, which sends nothing
            record: true, protect: true                     | protect           | with `record: true`, which sends nothing
            record: true, destination-topic: 5              | destination-topic | with `record: true`, which sends nothing
            """)
    void i11_a_setting_of_a_watch(String settings, String key, String because) {
        String destination = settings.contains("record") ? "" : ", destination: " + A;
        bot.configure("", "{source: " + S + destination + ", " + settings + "}");
        assertTold(place("watches[2]." + key) + "has no effect " + because);
    }

    @Test
    void i11_a_destination_of_what_is_not_sent() {
        bot.configure("", "{source: " + S + ", destination: " + A + ", record: true}");
        assertTold(place("watches[2].destination") + "has no effect with `record: true`, which sends nothing");
    }

    @Test
    void i11_what_is_on_both_lists() {
        bot.configure(
                "", "{source: " + S + ", destination: " + A + ", whitelist: [News, sport], blacklist: [ads, news]}");
        assertTold(place("watches[2].whitelist") + "`News` has no effect: `blacklist` has it too");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            dedup.cleanup-threshold: 200                        | dedup.cleanup-threshold | unless it is below `dedup.max-messages`
            peer: {retry-cooldown: 1h, cleanup-age: 1h}         | peer.retry-cooldown     | unless it is below `peer.cleanup-age`, after which nothing waits any more
            modules.queue: bounded@queue.max-backlog: 5000      | queue.max-backlog       | with `modules.queue: bounded`, which keeps nothing on disk
            queue.node: a                                       | queue.node              | with `modules.queue: sqlite`; `postgres` is shared by machines
            notes.dir: shared                                   | notes.dir               | with `modules.queue: sqlite`; `postgres` is shared by machines
            modules.queue: bounded@queue.lease: 20s             | queue.lease             | with `modules.queue: bounded`; `postgres` is shared by machines
            modules.queue: bounded@notes.max-size: 5MB          | notes.max-size          | with `modules.queue: bounded`, which keeps no notes
            modules.queue: bounded@notes.max-age: 5h            | notes.max-age           | with `modules.queue: bounded`, which keeps no notes
            """)
    void i11_a_setting_of_the_file(String settings, String key, String because) {
        bot.configure(settings.replace('@', '\n'), S_TO_A);
        assertTold(place(key) + "has no effect " + because);
    }

    @Test
    void i11_a_disabled_module_that_there_is_not() {
        bot.configure("modules.disabled: [coldown]", S_TO_A);
        assertTold("modules.disabled: there is no module `coldown`; did you mean `cooldown`?");
    }

    @Test
    void i11_settings_of_a_plugin_that_there_is_not() {
        bot.configure("plugins.remove-link: {a: b}", S_TO_A);
        assertTold("plugins.remove-link: there is no module `remove-link`; did you mean `remove-links`?");
    }

    @Test
    void i11_a_folder_of_plugins_that_there_is_not() {
        bot.configure("plugins-dir: " + dir.resolve("nowhere"), S_TO_A);
        assertTold("plugins-dir: there is no folder " + dir.resolve("nowhere") + ", so that no plugin is found");
    }

    @Test
    void what_stays_at_its_default_is_nobody_s_slip() {
        bot.configure(
                "profile: large\nmodules.queue: bounded",
                forwarding(S, A),
                extracting(S, B, "a"),
                "{source: " + S + ", destination: " + C + ", whitelist: [a], blacklist: [b]}");
        assertEquals(List.of(), warnings());
    }

    /** What is extracted is a text of our own, whatever the watch says of forwards. */
    @Test
    void an_extract_follows_edits_also_where_forwards_were_asked_for() {
        bot.start(
                "",
                "{source: " + S + ", destination: " + A
                        + ", mode: extract, extract-patterns: ['[0-9]+'], preserve-source: true, sync-edits: true}");
        Post post = telegram.post(S, "one 1");
        awaitTexts(A, "1");
        telegram.edit(post, "two 2");
        bot.advanceUntil("the edit", () -> texts(A).equals(List.of("2")));
    }
}
