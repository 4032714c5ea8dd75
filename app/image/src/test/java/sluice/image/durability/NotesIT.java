package sluice.image.durability;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import sluice.simulator.Answer;
import sluice.simulator.SimulatorOptions;

/** Notes are neither lost nor doubled by a crash, and wait for a full disk. */
class NotesIT {

    private static final long S = -1001000000001L;
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final String KEEPS_S = "{source: " + S + ", record: true, owner: 1}";

    @RegisterExtension
    final ImageBot bot = new ImageBot(SimulatorOptions.defaults());

    private final CountDownLatch gate = new CountDownLatch(1);
    private SmallDisk disk;

    @AfterEach
    void cleanUp() {
        gate.countDown();
        // Where none could be mounted, the test was skipped.
        if (disk != null) {
            bot.process().discard();
            disk.close();
        }
    }

    private void start(String settings) {
        bot.telegram().channel(S, "source");
        bot.configure(settings, List.of(KEEPS_S));
        bot.start();
    }

    private List<Path> files() {
        Path dir = bot.data().resolve("notes");
        if (!Files.exists(dir)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(dir)) {
            return all.filter(Files::isRegularFile).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void assertKeptOnce(byte[] content) throws IOException {
        bot.awaitNotes(1);
        assertEquals(1, bot.get("/notes").body().split("<article", -1).length - 1);
        assertEquals(1, files().size(), files().toString());
        assertArrayEquals(content, Files.readAllBytes(files().getFirst()));
        assertEquals(0, bot.stat("queue", "dead_letters"));
    }

    @Test
    void killed_twice_between_a_file_and_its_note_keeps_one_of_each() throws IOException, SQLException {
        byte[] content = new byte[100_000];
        start("");
        bot.telegram().on("download").answer(Answer.heldBy(gate));
        bot.telegram().draft(S).photo(content).caption("text").post();
        bot.telegram().awaitCalls("download", 1);
        for (int kill = 0; kill < 2; kill++) {
            try (Connection other = DriverManager.getConnection(
                            "jdbc:sqlite:" + bot.data().resolve("sluice.db"));
                    var statement = other.createStatement()) {
                if (kill == 0) {
                    statement.execute("BEGIN EXCLUSIVE");
                    gate.countDown();
                }
                bot.await(
                        "the file",
                        LIMIT,
                        () -> files().stream().anyMatch(file -> !file.toString().endsWith(".part")));
                bot.process().kill();
            }
            if (kill == 0) {
                bot.start();
            }
        }
        bot.start();
        assertKeptOnce(content);
        assertEquals(1, bot.telegram().count("download"), "what was fetched is not fetched again");
    }

    @Test
    void killed_in_the_middle_of_a_file_fetches_it_again() throws IOException {
        byte[] content = new byte[100_000];
        start("");
        bot.telegram().on("download").answer(Answer.heldBy(gate));
        bot.telegram().draft(S).photo(content).caption("text").post();
        bot.telegram().awaitCalls("download", 1);
        bot.await("the beginning of the file", LIMIT, () -> !files().isEmpty());
        bot.process().kill();
        assertTrue(files().getFirst().toString().endsWith(".part"));
        gate.countDown();
        bot.start();
        assertKeptOnce(content);
    }

    @Test
    void waits_for_a_full_disk_and_loses_nothing() throws IOException {
        disk = SmallDisk.mount(bot.data(), "16m");
        start("");
        bot.telegram().on("download").answer(Answer.heldBy(gate));
        byte[] content = new byte[1 << 20];
        bot.telegram().draft(S).photo(content).caption("text").post();
        bot.telegram().awaitCalls("download", 1);
        disk.fill();
        gate.countDown();
        bot.awaitLog("cannot save a note, trying again");
        assertEquals(0, bot.stat("notes", "count"));
        disk.free();
        assertKeptOnce(content);
    }

    @Test
    void the_oldest_go_also_while_the_disk_is_full() {
        disk = SmallDisk.mount(bot.data(), "32m");
        start("notes.max-size: 2MB\ncleanup.interval: 8s");
        for (int i = 0; i < 4; i++) {
            bot.telegram()
                    .draft(S)
                    .photo(new byte[1 << 20])
                    .caption("text " + i)
                    .post();
        }
        bot.awaitNotes(4);
        disk.fill();
        bot.await("the oldest to go", LIMIT, () -> bot.stat("notes", "count") == 1);
        assertEquals(1, files().size());
    }
}
