package sluice.launcher.cases;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code sluice watches} as its user calls it, with no bot running. */
class WatchesCommandTest {

    private static final String PYTHON = """
            {"123": {"a": {"source": "-1001", "dest": "-1002", "whitelist": ["café 😀"], "color": 1},
                     "b": {"source": "-1001", "dest": "me", "blacklist_regex": ["x(?!y)"]},
                     "c": {"source": "-1001", "dest": null, "record_mode": true},
                     "-1005": "me"}}""";

    @TempDir
    private Path dir;

    private String out;
    private String err;

    private int run(String... args) {
        String[] all = Stream.concat(Stream.of("watches"), Stream.of(args)).toArray(String[]::new);
        CommandRun run = CommandRun.of(new FakeTimeline(), Map.of(), InputStream.nullInputStream(), all);
        out = run.out();
        err = run.err();
        return run.code();
    }

    private String write(String name, String text) throws IOException {
        return Files.writeString(dir.resolve(name), text).toString();
    }

    private String config(String more) throws IOException {
        return write("sluice.yaml", "admins: [7]\nmodules.queue: sqlite\n" + more);
    }

    @Test
    void imports_what_it_can_and_says_of_each_what_became_of_it() throws IOException {
        String config = config("");
        String file = write("watch_config.json", PYTHON);
        assertEquals(2, run("import", file, "--config", config));
        List<String> lines = out.lines().toList();
        assertEquals(5, lines.size(), out);
        assertEquals("imported 123/a: -1001 to -1002; the field `color` is not known and is ignored", lines.get(0));
        assertTrue(lines.get(1).startsWith("refused 123/b: blacklist_regex: "), lines.get(1));
        assertTrue(lines.get(1).contains("position 2"), lines.get(1));
        assertEquals("imported 123/c: -1001 to notes", lines.get(2));
        assertEquals("imported 123/-1005: -1005 to 123", lines.get(3));
        assertEquals("3 imported, 1 refused (" + dir.resolve("data") + ")", lines.get(4));
        assertEquals("", err);
    }

    @Test
    void importing_again_changes_nothing() throws IOException {
        String config = config("");
        String file = write("watch_config.json", "{\"1\": {\"-1\": \"-2\"}}");
        assertEquals(0, run("import", file, "--config", config));
        assertEquals(0, run("export", "--config", config));
        String before = out;
        assertEquals(0, run("import", file, "--config", config));
        assertEquals("unchanged 1/-1: -1 to -2\n1 unchanged (" + dir.resolve("data") + ")\n", out);
        assertEquals(0, run("import", write("w.json", "{\"1\": {\"-1\": \"-3\"}}"), "--config", config));
        assertTrue(out.startsWith("replaced 1/-1: -1 to -3\n1 replaced"), out);
        assertEquals(0, run("import", file, "--config", config));
        assertEquals(0, run("export", "--config", config));
        assertEquals(before, out);
    }

    @Test
    void an_export_can_be_imported_elsewhere_without_loss() throws IOException {
        String config = config("");
        run("import", write("watch_config.json", PYTHON), "--config", config);
        String exported = dir.resolve("export.yaml").toString();
        assertEquals(0, run("export", exported, "--config", config));
        assertEquals("3 watches written to " + exported + "\n", out);
        String other = config("data-dir: other\n");
        assertEquals(0, run("import", exported, "--config", other));
        assertTrue(out.startsWith("imported watches[1]: -1001 to -1002\n"), out);
        assertEquals(0, run("export", "--config", other));
        assertEquals(Files.readString(Path.of(exported)), out);
        assertTrue(out.contains("café 😀"), out);
    }

    @Test
    void an_export_overwrites_only_when_told_to() throws IOException {
        String config = config("");
        String file = write("export.yaml", "mine");
        assertEquals(2, run("export", file, "--config", config));
        assertEquals(file + ": exists already; --force overwrites it\n", err);
        assertEquals("mine", Files.readString(Path.of(file)));
        assertEquals(0, run("export", file, "--force", "--config", config));
        assertEquals("watches: []\n", Files.readString(Path.of(file)));
        Path link = Files.createSymbolicLink(dir.resolve("link.yaml"), Path.of(write("real.yaml", "mine")));
        assertEquals(0, run("export", link.toString(), "--force", "--config", config));
        assertTrue(Files.isSymbolicLink(link));
        assertEquals("watches: []\n", Files.readString(link));
        assertEquals(0, run("export", "/dev/null", "--force", "--config", config));
        assertFalse(Files.isRegularFile(Path.of("/dev/null")));
        assertEquals(2, run("export", dir.toString(), "--force", "--config", config));
        assertTrue(err.contains("cannot be written: Is a directory"), err);
        assertEquals(2, run("export", dir.resolve("no/such/folder").toString(), "--config", config));
        assertTrue(err.contains("cannot be written"), err);
    }

    @Test
    void a_dry_run_says_the_same_and_changes_nothing() throws IOException {
        String config = config("");
        String file = write("watch_config.json", PYTHON);
        assertEquals(2, run("import", "--dry-run", file, "--config", config));
        assertTrue(
                out.endsWith("3 imported, 1 refused (" + dir.resolve("data")
                        + "); nothing was changed, since this is a dry run\n"),
                out);
        assertFalse(Files.exists(dir.resolve("data")), "looking made a data directory");
        assertEquals(0, run("list", "--config", config));
        assertEquals(1, out.lines().count(), out);
        assertFalse(Files.exists(dir.resolve("data")), "looking made a data directory");
    }

    @Test
    void takes_a_configuration_file_and_its_first_admin_as_owner() throws IOException {
        String file = write("other.yaml", """
                telegram: {token: "123456789:AAEhBP0av28fyqG8mVZ4B6QxYz012345678"}
                admins: [5, 6]
                nonsense: yes
                watches:
                  - {source: -1, destination: me, paused: true}
                  - {source: -1, destination: me, dealy: 5m}
                  - {source: -1, destination: -2, owner: 9, delay: 5m}
                """);
        assertEquals(2, run("import", file, "--config", config("")));
        List<String> lines = out.lines().toList();
        assertEquals("imported watches[1]: -1 to 5", lines.get(0));
        assertEquals("refused watches[2]: line 6: dealy: there is no such key; did you mean `delay`?", lines.get(1));
        assertEquals("imported watches[3]: -1 to -2", lines.get(2));
    }

    @Test
    void lists_both_places() throws IOException {
        String config = config("""
                watches:
                  - {source: -1, destination: -2, topic: 3, whitelist: [a, b], mode: extract, extract-patterns: x}
                """);
        run("import", write("w.yaml", """
                watches:
                  - {id: "file:-1:-2:3/0:1", source: -9, destination: -2}
                  - {id: mine, source: -5, destination: me, delay: 90s, paused: true, keep-replies: false}
                """), "--config", config);
        assertTrue(out.contains("the configuration file has a watch with this id"), out);
        assertEquals(0, run("list", "--config", config));
        assertEquals("""
                ID                OWNER  SOURCE      DESTINATION  MODE     FILTERS                          OPTIONS                            STEPS  WHERE
                file:-1:-2:3/0:1  7      -1 topic 3  -2           extract  whitelist 2, extract-patterns 1  -                                  -      file
                file:-1:-2:3/0:1  7      -9          -2           full     -                                -                                  -      data, hidden
                mine              7      -5          me           full     -                                paused, delay 90s, no keep-replies -      data
                """.replaceAll(" +", " "), out.replaceAll(" +", " "));
    }

    @Test
    void a_queue_in_memory_keeps_no_watches() throws IOException {
        String config = write("sluice.yaml", "modules.queue: bounded\n");
        String file = write("w.json", "{}");
        for (String[] args : new String[][] {{"list"}, {"export"}, {"import", file}}) {
            List<String> all = new ArrayList<>(List.of(args));
            all.addAll(List.of("--config", config));
            assertEquals(2, run(all.toArray(String[]::new)));
            assertEquals(
                    config
                            + ": modules.queue: `bounded` keeps no watches; there are those of the configuration file only."
                            + " `sqlite` keeps them\n",
                    err);
        }
    }

    @Test
    void says_what_is_wrong_with_the_file_the_queue_and_the_command() throws IOException {
        assertEquals(2, run("import", dir.resolve("none").toString(), "--config", config("")));
        assertEquals(dir.resolve("none") + ": does not exist\n", err);
        assertEquals(2, run("list", "--config", write("sluice.yaml", "modules.queue: other\n")));
        assertTrue(err.contains("modules.queue: there is no module `other`"), err);
        assertEquals(2, run());
        assertEquals(2, run("import"));
        assertEquals(0, run("import", write("empty.json", "{}"), "--config", config("")));
        assertTrue(out.startsWith("no watches in the file"), out);
    }

    @Test
    void a_damaged_store_is_named_and_left_alone() throws IOException {
        String config = config("");
        Files.createDirectory(dir.resolve("data"));
        write("data/sluice.db", "not a database, ".repeat(1_000));
        write("data/sluice.claims", "what a queue has left");
        assertEquals(2, run("list", "--config", config));
        assertTrue(err.contains("sluice.db is damaged"), err);
        assertEquals("", out);
    }

    @Test
    void what_was_exported_is_imported_also_when_it_is_large() throws IOException {
        StringBuilder yaml = new StringBuilder("watches:\n");
        for (int i = 1; i <= 60; i++) {
            yaml.append("  - {source: ")
                    .append(-1001000000000L - i)
                    .append(", destination: -1002000000000")
                    .append(", owner: 5, blacklist: [");
            for (int j = 0; j < 1000; j++) {
                yaml.append("keyword-with-some-letters-").append(j).append(',');
            }
            yaml.append("]}\n");
        }
        String config = config("");
        assertEquals(0, run("import", write("large.yaml", yaml.toString()), "--config", config), () -> err);
        String exported = dir.resolve("exported.yaml").toString();
        assertEquals(0, run("export", exported, "--config", config));
        assertTrue(Files.size(Path.of(exported)) > 1 << 20);
        assertEquals(0, run("import", exported, "--config", config), () -> err);
    }
}
