package sluice.launcher.cases;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sluice.api.Note;
import sluice.api.NoteMessage;
import sluice.config.Config;
import sluice.config.ConfigLoader;
import sluice.config.Loaded;
import sluice.host.Inventory;
import sluice.host.ModuleHost;
import sluice.testkit.FilledStore;
import sluice.testkit.server.PrivatePostgres;

/** {@code sluice export}, {@code import} and {@code move} as their user calls them. */
class MoveCommandTest {

    @TempDir
    private Path dir;

    private String out;
    private String err;

    private int run(String... args) {
        return run(InputStream.nullInputStream(), args);
    }

    private int run(InputStream in, String... args) {
        CommandRun run = CommandRun.of(new FakeTimeline(), Map.of(), in, args);
        out = run.out();
        err = run.err();
        return run.code();
    }

    private String write(String name, String text) throws IOException {
        return Files.writeString(dir.resolve(name), text).toString();
    }

    /** A configuration of one bot, with a data directory of its own. */
    private String alone(String name) throws IOException {
        return write(name + ".yaml", "modules.queue: sqlite\ndata-dir: " + name + "\n");
    }

    /** A configuration of the bots {@code one} and {@code two}, in a database of this test alone. */
    private String several(String queue, String url) throws IOException {
        Files.createDirectories(dir.resolve("bots.d"));
        write("bots.d/one.yaml", "admins: [7]\n");
        write("bots.d/two.yaml", "admins: [7]\n");
        return write(
                queue + ".yaml",
                "bots-dir: bots.d\nmodules.queue: " + queue + "\nqueue: {url: \"" + url
                        + "\", node: here, max-dead-letters: 1000}\n");
    }

    private static String database() {
        PrivatePostgres.require();
        PrivatePostgres server = PrivatePostgres.shared();
        return server.url(server.newDatabase());
    }

    /** Runs the modules of a bot, and nothing else of it. */
    private static void with(Config config, Consumer<ModuleHost> use) {
        FakeTimeline time = new FakeTimeline();
        try (ModuleHost host = ModuleHost.start(config, Inventory.of(config), time)) {
            use.accept(host);
        }
    }

    private static Config config(String file) {
        return ((Loaded.Valid) ConfigLoader.loadWithoutToken(Path.of(file), Map.of())).config();
    }

    private static Config bot(String file, String name) throws IOException {
        return ((Loaded.Valid) config(file).bots().orElseThrow().look().get(name)).config();
    }

    private static void fill(Config config) {
        with(
                config,
                host -> FilledStore.fill(
                        host.queue(), host.watches().orElseThrow(), Instant.parse("2030-01-01T00:00:00Z")));
    }

    /** The rows that an export prints. */
    private List<String> rows(String... args) {
        assertEquals(0, run(args), () -> err);
        List<String> lines = out.lines().toList();
        return lines.subList(1, lines.size() - 1);
    }

    @Test
    void a_bot_moves_to_another_data_directory_by_a_file() throws IOException {
        String from = alone("from");
        String to = alone("to");
        fill(config(from));
        Path file = dir.resolve("bot.jsonl");
        assertEquals(0, run("export", "--output", file.toString(), "-c", from), () -> err);
        assertEquals("", err);
        int rows = Files.readAllLines(file).size() - 2;
        assertEquals(rows + " rows written to " + file + "\n", out);
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        assertFalse(Files.exists(dir.resolve("bot.jsonl.part")));
        assertEquals(0, run("import", file.toString(), "-c", to), () -> err);
        assertEquals("the bot: " + rows + " rows imported into sqlite\n", out);
        List<String> moved = rows("export", "-c", to);
        assertEquals(rows, moved.size());
        assertEquals(rows("export", "-c", from), moved);
        with(config(to), host -> {
            assertEquals(FilledStore.OFFSET, host.queue().offset());
            assertEquals(Optional.of(FilledStore.TEXT), host.queue().text("posts"));
            assertEquals(2, host.watches().orElseThrow().watches().size());
        });
        assertEquals(2, run("export", "--output", file.toString(), "-c", from));
        assertEquals(file + ": exists already\n", err);
    }

    @Test
    void standard_output_can_be_the_standard_input_of_another() throws IOException {
        String from = alone("from");
        fill(config(from));
        List<String> rows = rows("export", "-c", from);
        assertEquals(
                0,
                run(new ByteArrayInputStream(out.getBytes(StandardCharsets.UTF_8)), "import", "-c", alone("to")),
                () -> err);
        assertEquals(rows, rows("export", "-c", alone("to")));
    }

    @Test
    void what_is_kept_is_replaced_only_when_that_is_said() throws IOException {
        String from = alone("from");
        String to = alone("to");
        fill(config(from));
        with(config(to), host -> host.queue().keepText("mine", "text"));
        String file = dir.resolve("bot.jsonl").toString();
        run("export", "--output", file, "-c", from);
        assertEquals(2, run("import", file, "-c", to));
        assertEquals("the bot: something is kept for it in `sqlite` already; --replace removes it first\n", err);
        assertEquals(1, rows("export", "-c", to).size());
        assertEquals(0, run("import", file, "--replace", "-c", to), () -> err);
        assertEquals(rows("export", "-c", from), rows("export", "-c", to));
    }

    @Test
    void of_a_file_that_was_cut_or_changed_nothing_is_taken() throws IOException {
        String from = alone("from");
        String to = alone("to");
        fill(config(from));
        Path file = dir.resolve("bot.jsonl");
        run("export", "--output", file.toString(), "-c", from);
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length - 120));
        assertEquals(2, run("import", file.toString(), "-c", to));
        assertTrue(err.startsWith(file + ": ") && err.endsWith("; nothing was changed\n"), err);
        String text = new String(whole, StandardCharsets.UTF_8);
        Files.writeString(file, text.replace("it is \\\"gone\\\"", "it is \\\"good\\\""));
        assertEquals(2, run("import", file.toString(), "-c", to));
        assertEquals(
                file + ": line " + text.lines().count()
                        + ": lines before it were changed or are missing: the checksum is another; nothing was changed\n",
                err);
        assertEquals(2, run("import", write("watches.yaml", "watches: []\n"), "-c", to));
        assertTrue(err.contains("watches.yaml: line 1: no JSON"), err);
        assertEquals(2, run("import", dir.resolve("none").toString(), "-c", to));
        assertTrue(err.contains("none: cannot be read"), err);
        assertEquals(List.of(), rows("export", "-c", to));
    }

    @Test
    void a_line_without_end_is_refused_before_it_fills_the_memory() throws IOException {
        byte[] chunk = " ".repeat(1 << 16).getBytes(StandardCharsets.US_ASCII);
        InputStream endless = new InputStream() {
            @Override
            public int read() {
                return ' ';
            }

            @Override
            public int read(byte[] bytes, int from, int length) {
                System.arraycopy(chunk, 0, bytes, from, length);
                return length;
            }
        };
        assertEquals(2, run(endless, "import", "-c", alone("to")));
        assertEquals("standard input: a line has more than 8388608 bytes; nothing was changed\n", err);
    }

    @Test
    void nothing_is_read_or_written_while_the_bot_runs() throws IOException {
        String running = alone("running");
        String file = write("bot.jsonl", "");
        with(config(running), _ -> {
            for (List<String> command : List.of(List.of("export"), List.of("import", file))) {
                String[] args = Stream.concat(command.stream(), Stream.of("-c", running))
                        .toArray(String[]::new);
                assertEquals(2, run(args));
                assertTrue(err.contains("is in use by another running instance"), err);
                assertEquals("", out);
            }
        });
    }

    @Test
    void says_that_notes_stay_and_which_queues_can_be_moved() throws IOException {
        String from = alone("from");
        with(
                config(from),
                host -> host.notes()
                        .orElseThrow()
                        .add(new Note(
                                0,
                                "w",
                                -1,
                                "chat",
                                "sender",
                                Instant.EPOCH,
                                "",
                                "text",
                                List.of(new NoteMessage(1, "text", Optional.empty())))));
        assertEquals(0, run("export", "-c", from));
        assertEquals("the bot: notes are not part of this; it has 1\n", err);
        String memory = write("memory.yaml", "modules.queue: bounded\n");
        assertEquals(2, run("export", "-c", memory));
        assertEquals(
                memory
                        + ": modules.queue: what `bounded` keeps cannot be moved; what these keep can be moved: postgres, sqlite\n",
                err);
    }

    @Test
    void all_bots_move_to_postgres_and_back_and_are_the_same() throws IOException {
        String url = database();
        String sqlite = several("sqlite", url);
        String postgres = several("postgres", url);
        fill(bot(sqlite, "one"));
        List<String> rows = rows("export", "--bot", "one", "-c", sqlite);
        assertEquals(0, run("move", "--to", "postgres", "-c", sqlite), () -> err);
        assertEquals(
                "one: " + rows.size() + " rows copied from sqlite to postgres, the same row for row\n"
                        + "two: 0 rows copied from sqlite to postgres, the same row for row\n"
                        + "Now write `modules: {queue: postgres}` in " + sqlite
                        + " and start it. Never start it with `sqlite` again: what is sent from now on would be sent once more.\n",
                out);
        assertEquals(rows, rows("export", "--bot", "one", "-c", postgres));
        assertEquals(rows, rows("export", "--bot", "one", "-c", sqlite), "what was moved has changed");
        Files.move(dir.resolve("data"), dir.resolve("old"));
        assertEquals(0, run("watches", "list", "--bot", "one", "-c", postgres), () -> err);
        assertTrue(out.contains("-100"), out);
        assertEquals(0, run("move", "--to", "sqlite", "--bot", "one", "-c", postgres), () -> err);
        assertEquals(rows, rows("export", "--bot", "one", "-c", sqlite));
        with(
                bot(sqlite, "one"),
                host -> assertEquals(FilledStore.OFFSET, host.queue().offset()));
    }

    @Test
    void moving_again_compares_and_replaces_only_when_that_is_said() throws IOException {
        String url = database();
        String sqlite = several("sqlite", url);
        fill(bot(sqlite, "one"));
        assertEquals(0, run("move", "--to", "postgres", "--bot", "one", "-c", sqlite), () -> err);
        assertEquals(0, run("move", "--to", "postgres", "--bot", "one", "-c", sqlite), () -> err);
        assertTrue(out.startsWith("one: is in postgres already, the same row for row\n"), out);
        with(bot(sqlite, "one"), host -> host.queue().keepText("posts", "another"));
        assertEquals(2, run("move", "--to", "postgres", "--bot", "one", "-c", sqlite));
        assertEquals("one: something else is kept for it in `postgres` already; --replace removes it first\n", err);
        assertEquals("", out);
        assertEquals(0, run("move", "--to", "postgres", "--bot", "one", "--replace", "-c", sqlite), () -> err);
    }

    @Test
    void what_cannot_be_moved_is_said() throws IOException {
        String sqlite = several("sqlite", "jdbc:postgresql://127.0.0.1:1/none");
        assertEquals(2, run("move", "--to", "sqlite", "-c", sqlite));
        assertTrue(err.contains("modules.queue: is `sqlite` already"), err);
        assertEquals(2, run("move", "--to", "oracle", "-c", sqlite));
        assertTrue(err.contains("modules.queue: there is no module `oracle`; what these keep can be moved: "), err);
        assertEquals(2, run("move", "--to", "postgres", "--bot", "three", "-c", sqlite));
        assertTrue(err.contains("there is no `three`"), err);
        assertEquals(1, run("move", "--to", "postgres", "-c", sqlite));
        assertTrue(err.contains("PostgreSQL: "), err);
        assertEquals(2, run("move", "--to", "postgres", "-c", alone("from")));
        assertTrue(err.contains("PostgreSQL keeps bots by their names"), err);
        assertEquals(2, run("move", "-c", sqlite));
    }
}
