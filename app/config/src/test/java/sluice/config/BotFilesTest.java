package sluice.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sluice.base.log.Secret;
import sluice.base.text.Language;

/** The files of several bots, each on top of that of their process. */
class BotFilesTest {

    private static final String WATCH = "watches: [{source: -1001000000001, destination: -1002000000001}]\n";

    @TempDir
    Path dir;

    private BotFiles files;

    private void process(String yaml, Map<String, String> environment) throws IOException {
        Files.createDirectories(dir.resolve("bots.d"));
        Path file = Files.writeString(dir.resolve("sluice.yaml"), "bots-dir: bots.d\n" + yaml);
        files = assertInstanceOf(Loaded.Valid.class, ConfigLoader.load(file, environment))
                .config()
                .bots()
                .orElseThrow();
    }

    private static String token(int number) {
        return "telegram.token: '" + number + Yaml.TOKEN + "'\n";
    }

    private void write(String name, String yaml) throws IOException {
        Files.writeString(dir.resolve("bots.d").resolve(name), yaml);
    }

    private Config bot(String name) throws IOException {
        return assertInstanceOf(Loaded.Valid.class, files.look().get(name)).config();
    }

    private List<String> problems(String name) throws IOException {
        String folder = dir.resolve("bots.d") + "/";
        return Yaml.printed(files.look().get(name)).stream()
                .map(problem -> problem.replace(folder, ""))
                .toList();
    }

    @Test
    void a_bot_has_what_its_file_says_then_what_the_process_says_then_the_defaults() throws IOException {
        process("""
                admins: [123456]
                language: zh
                queue.max-size: 70
                data-dir: store
                steps: [remove-links]
                plugins.x: {a: 1}
                http: {port: 8123, token: secret-of-the-process}
                """, Map.of("SLUICE_TOKEN", "1" + Yaml.TOKEN, "SLUICE_QUEUE_MAX_BACKLOG", "5000"));
        write("news.yaml", token(1) + WATCH + "language: en\nhttp.token: 'secret-of-this-bot'\nplugins.y: {b: 2}\n");
        write("other.yml", token(2) + "profile: small\nsteps: []\n");

        Config news = bot("news");
        assertEquals("news", news.bot());
        assertEquals(List.of(123456L), news.admins());
        assertEquals(Language.EN, news.language());
        assertEquals(dir.resolve("store/news"), news.dataDir());
        assertEquals("70", news.section("queue").text("max-size").orElse(""));
        assertEquals("5000", news.section("queue").text("max-backlog").orElse(""));
        assertEquals(1, news.steps().size());
        assertEquals("1", news.section("plugins.x").text("a").orElse(""));
        assertEquals("2", news.section("plugins.y").text("b").orElse(""));
        assertEquals(8123, news.http().port());
        assertEquals(Optional.of("secret-of-this-bot"), news.http().token().map(Secret::reveal));
        assertEquals(1, news.watches().size());

        assertEquals(100, news.journal().maxMessages(), "fewer than for the only bot");
        Config other = bot("other");
        assertEquals(Language.ZH, other.language());
        assertEquals("50", other.section("dedup").text("max-media-groups").orElse(""));
        assertEquals("70", other.section("queue").text("max-size").orElse(""));
        assertTrue(other.steps().isEmpty());
        assertEquals(Optional.empty(), other.http().token(), "that of the process opens the pages of all bots");
        assertEquals(0, other.watches().size());
    }

    @Test
    void the_journal_is_as_large_as_anybody_has_said() throws IOException {
        process("journal.max-messages: 1000\n", Map.of());
        write("one.yaml", token(1));
        write("two.yaml", token(2) + "journal.max-messages: 0\n");
        assertEquals(1000, bot("one").journal().maxMessages());
        assertEquals(0, bot("two").journal().maxMessages());
    }

    @Test
    void a_token_from_the_environment_is_no_bots() throws IOException {
        process("", Map.of("SLUICE_TOKEN", "1" + Yaml.TOKEN));
        write("news.yaml", WATCH);
        assertTrue(problems("news").getFirst().startsWith("news.yaml: telegram.token: is missing"));
    }

    @Test
    void what_all_bots_share_cannot_stand_in_the_file_of_one() throws IOException {
        process("", Map.of());
        write(
                "news.yaml",
                token(1) + "data-dir: x\nmodules.queue: bounded\nbots-dir: y\nlog.format: json\n"
                        + "queue.lease: 5s\nqueue.node: z\nnotes.dir: x\n");
        String why = "belongs in `sluice.yaml`: all bots share it";
        assertEquals(
                List.of(
                        "news.yaml:2: data-dir: " + why,
                        "news.yaml:3: modules.queue: " + why,
                        "news.yaml:4: bots-dir: " + why,
                        "news.yaml:5: log.format: " + why,
                        "news.yaml:6: queue.lease: " + why,
                        "news.yaml:7: queue.node: " + why,
                        "news.yaml:8: notes.dir: " + why),
                problems("news"));
    }

    @Test
    void a_name_is_one_for_paths_and_addresses_and_what_editors_leave_is_no_bot() throws IOException {
        process("", Map.of());
        write("News 1.yaml", token(1));
        write("news.yaml", token(2));
        write(".hidden.yaml", token(3));
        write("news.yaml~", token(4));
        write("README.md", "# nothing");
        assertEquals(List.of("News 1", "news"), List.copyOf(files.look().keySet()));
        assertTrue(problems("News 1").getFirst().startsWith("News 1.yaml: must have a name of lower-case letters"));
    }

    @Test
    void what_has_not_changed_is_not_read_again_and_what_goes_is_forgotten() throws IOException {
        process("", Map.of());
        write("one.yaml", token(1));
        write("two.yaml", token(2));
        Map<String, Loaded> first = files.look();
        write("two.yaml", token(2) + "language: zh\n");
        Map<String, Loaded> second = files.look();
        assertSame(first.get("one"), second.get("one"));
        assertEquals(Language.ZH, bot("two").language());
        Files.delete(dir.resolve("bots.d/one.yaml"));
        assertEquals(List.of("two"), List.copyOf(files.look().keySet()));
    }

    @Test
    void of_two_with_one_token_the_first_keeps_it_until_it_goes() throws IOException {
        process("", Map.of());
        write("two.yaml", token(1));
        files.look();
        write("one.yaml", token(1));
        assertEquals(
                List.of(
                        "one.yaml: telegram.token: is the token of the bot `two` already; each bot needs one of its own"),
                problems("one"));
        assertEquals("two", bot("two").bot());
        Files.delete(dir.resolve("bots.d/two.yaml"));
        assertEquals("one", bot("one").bot());
    }

    @Test
    void a_folder_that_is_gone_is_told_and_forgets_nothing() throws IOException {
        process("", Map.of());
        write("one.yaml", token(1));
        Loaded before = files.look().get("one");
        Files.move(dir.resolve("bots.d"), dir.resolve("away"));
        assertThrows(IOException.class, files::look);
        Files.move(dir.resolve("away"), dir.resolve("bots.d"));
        assertSame(before, files.look().get("one"));
    }

    @Test
    void a_second_file_of_a_bot_is_a_problem_and_the_first_runs() throws IOException {
        process("admins: [123456]\n", Map.of());
        write("news.yaml", token(1) + WATCH);
        write("news.yml", token(2) + WATCH);
        write("other.YAML", token(3) + WATCH);
        assertEquals(1, bot("news").watches().size());
        assertEquals("other", bot("other").bot());
        assertEquals(List.of("news.yml: is the second file of the bot `news`; a bot has one"), problems("news.yml"));
    }
}
