package sluice.image.durability;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sluice.simulator.Answer;
import sluice.simulator.Fault;
import sluice.simulator.SimulatorOptions;

/** What may have happened to the data directory, or happen to it while the image runs. */
class StoreFaultsIT {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    @RegisterExtension
    final ImageBot bot = new ImageBot(SimulatorOptions.defaults());

    private Chats chats;

    @BeforeEach
    void configure() {
        chats = new Chats(bot.telegram(), 3);
        bot.configure("deliver.max-flood-retries: 100", chats.watches());
    }

    private Path file() {
        return bot.data().resolve("sluice.db");
    }

    private Connection open() throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + file());
    }

    /** Leaves a file behind in which messages wait. */
    private void leaveBacklog(int messages) {
        Fault flood = bot.telegram().on("copyMessage").always().answer(Answer.floodWait(1));
        bot.start();
        chats.flood(messages);
        bot.await("a backlog", LIMIT, () -> bot.stat("queue", "pending") == messages);
        stop();
        flood.remove();
    }

    private void stop() {
        bot.process().terminate();
        assertEquals(ImageProcess.SIGTERMED, bot.process().await(LIMIT));
    }

    /** The bot does not start; what it says. */
    private String complaint(int exitCode) {
        ImageProcess process = bot.launch();
        assertEquals(exitCode, process.await(LIMIT), "exit code");
        return process.log();
    }

    @Test
    void a_lock_of_another_program_is_waited_for() throws SQLException {
        bot.start();
        try (Connection other = open();
                var statement = other.createStatement()) {
            statement.execute("BEGIN EXCLUSIVE");
            chats.flood(300);
            // Before its first poll was answered the bot is not healthy either.
            bot.await("the lock to be seen", LIMIT, () -> {
                ImageBot.Page health = bot.get("/healthz");
                return health.status() == 503
                        && health.body().contains("the store cannot be written")
                        && health.body().contains("locked");
            });
            statement.execute("ROLLBACK");
        }
        bot.awaitDrained(LIMIT);
        bot.await("health", LIMIT, () -> bot.get("/healthz").status() == 200);
        chats.assertAllArrived();
    }

    @Test
    void a_lock_of_another_program_is_waited_for_at_start() throws SQLException {
        leaveBacklog(30);
        try (Connection other = open();
                var statement = other.createStatement()) {
            statement.execute("BEGIN EXCLUSIVE");
            bot.launch();
            bot.await("the bot to open the file", LIMIT, () -> bot.process().hasOpen(file()));
            Awaitility.await("it to wait")
                    .during(Duration.ofSeconds(2))
                    .atMost(LIMIT)
                    .until(() -> bot.process().isAlive() && !bot.isListening());
            statement.execute("ROLLBACK");
        }
        bot.await("the bot to listen", LIMIT, bot::isListening);
        bot.awaitDrained(LIMIT);
        chats.assertAllArrived();
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.5})
    void a_damaged_file_is_set_aside_and_the_bot_starts(double where) throws IOException {
        leaveBacklog(2_000);
        byte[] damaged = Files.readAllBytes(file());
        int begin = (int) (damaged.length * where);
        Arrays.fill(damaged, begin, begin + 8_192, (byte) 0xa5);
        Files.write(file(), damaged);
        ImageProcess process = bot.start();
        Path aside;
        try (var files = Files.list(bot.data())) {
            // Its log and the index of that lie beside it, under the same name and an ending.
            aside = files.filter(path -> path.getFileName().toString().matches("sluice\\.db\\.damaged-\\w+"))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("nothing was set aside"));
        }
        assertAll(
                () -> assertArrayEquals(damaged, Files.readAllBytes(aside)),
                () -> assertTrue(process.log().contains("is damaged; it was set aside as " + aside.getFileName())),
                () -> assertEquals(1, bot.stat("sqlite", "damaged_files")));
        bot.telegram().post(chats.source(0), "after the damage");
        bot.telegram().awaitDelivered(chats.destination(0), 1);
        bot.awaitDrained(LIMIT);
        assertEquals(200, bot.get("/healthz").status());
    }

    @Test
    void a_file_of_a_newer_version_is_refused_with_both_versions() throws SQLException, IOException {
        leaveBacklog(3);
        String version;
        try (Connection other = open();
                var statement = other.createStatement()) {
            version = statement.executeQuery("PRAGMA user_version").getString(1);
            statement.execute("PRAGMA user_version = 99");
        }
        byte[] before = Files.readAllBytes(file());
        String complaint = complaint(2);
        assertAll(
                () -> assertTrue(complaint.contains("version 99"), complaint),
                () -> assertTrue(complaint.contains("version " + version), complaint),
                () -> assertArrayEquals(before, Files.readAllBytes(file()), "it must not be touched"));
    }

    @Test
    void a_second_instance_is_refused_and_the_first_goes_on() {
        bot.start();
        ImageProcess second = bot.another();
        assertEquals(2, second.await(LIMIT), "exit code");
        assertTrue(second.log().contains("is in use by another running instance"), second::log);
        chats.flood(3);
        bot.awaitDrained(LIMIT);
        chats.assertAllArrived();
    }

    @Test
    void a_lock_dies_with_its_process() {
        bot.start();
        bot.process().kill();
        bot.start();
    }

    @Test
    void a_directory_that_cannot_be_written_is_refused() {
        try (SmallDisk disk = SmallDisk.mount(bot.data(), "4m")) {
            disk.readOnly(true);
            String empty = complaint(2);
            assertTrue(empty.contains("data-dir") && empty.contains("Read-only"), empty);
            disk.readOnly(false);
            leaveBacklog(3);
            disk.readOnly(true);
            String used = complaint(2);
            assertTrue(used.contains("data-dir") && used.contains("Read-only"), used);
            disk.readOnly(false);
            bot.start();
            bot.awaitDrained(LIMIT);
            chats.assertAllArrived();
            stop();
        }
    }

    @Test
    void a_full_disk_at_the_start_ends_with_the_code_after_which_it_is_started_again() {
        try (SmallDisk disk = SmallDisk.mount(bot.data(), "16m")) {
            disk.fill();
            String empty = complaint(1);
            assertTrue(empty.contains("data-dir") && empty.contains("full"), empty);
            disk.free();
            leaveBacklog(300);
            disk.fill();
            complaint(1);
            disk.free();
            bot.start();
            bot.awaitDrained(LIMIT);
            chats.assertAllArrived();
            stop();
        }
    }
}
