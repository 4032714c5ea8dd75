package sluice.queue.sqlite;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static sluice.queue.sqlite.Stores.offer;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sluice.api.Batch;
import sluice.api.CleanupContext;
import sluice.api.Copy;
import sluice.api.Offer;
import sluice.api.SettingsException;
import sluice.queue.sqlite.store.Database;
import sluice.queue.sqlite.store.Migrations;
import sluice.queue.sqlite.tables.SqliteTables;
import sluice.queue.sqlite.watches.SqliteWatches;
import sluice.queue.store.claims.ClaimFile;
import sluice.queue.store.tables.Place;
import sluice.queue.store.tables.Times;
import sluice.testkit.Contexts;
import sluice.testkit.FakeTime;
import sluice.testkit.Jobs;

/** The file as it is found at the start. */
class StoreFileTest {

    private static final String ASIDE = "sluice.db.damaged-20300101T000000Z";

    private final FakeTime time = new FakeTime();

    @TempDir
    private Path folder;

    private Path file() {
        return folder.resolve("sluice.db");
    }

    private Database raw() {
        return Database.open(file());
    }

    private void fill() {
        SqliteQueue queue = Stores.open(time, folder);
        queue.offer(Batch.of(IntStream.rangeClosed(1, 2000)
                .mapToObj(id -> Jobs.relay(id % 7, id, time.instant()))
                .toList()));
        queue.close();
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(each -> each.getFileName().toString()).sorted().toList();
        }
    }

    private String refusal() {
        return assertThrows(SettingsException.class, () -> Stores.open(time, folder))
                .getMessage();
    }

    @Test
    void is_made_and_survives_power_cuts() {
        SqliteQueue queue = Stores.open(time, folder);
        queue.writer().read(() -> {
            Database database = queue.database();
            assertEquals("wal", database.value("PRAGMA journal_mode"));
            assertEquals("2", database.value("PRAGMA synchronous"), "2 is FULL");
            assertEquals("" + Migrations.current(), database.value("PRAGMA user_version"));
            return true;
        });
        queue.close();
    }

    @Test
    void closing_leaves_one_file_with_all_in_it() throws IOException {
        fill();
        assertEquals(List.of(ClaimFile.NAME, "sluice.db", "sluice.lock"), names());
    }

    @Test
    void a_newer_file_is_refused_and_left_alone() throws IOException {
        fill();
        try (Database database = raw()) {
            database.execute("PRAGMA user_version = 99");
        }
        byte[] before = Files.readAllBytes(file());
        String message = refusal();
        assertTrue(message.contains("version 99") && message.contains("version " + Migrations.current()), message);
        assertTrue(message.contains(file().toString()), message);
        assertArrayEquals(before, Files.readAllBytes(file()));
    }

    @Test
    void a_damaged_file_is_set_aside_and_a_new_one_begins() throws IOException {
        fill();
        try (RandomAccessFile damage = new RandomAccessFile(file().toFile(), "rw")) {
            damage.seek(damage.length() / 2);
            damage.write(new byte[20_000]);
        }
        byte[] before = Files.readAllBytes(file());
        SqliteQueue queue = Stores.open(time, folder);
        assertEquals(0, queue.stats().count("pending"));
        assertEquals(1, queue.stats().count("damaged_files"));
        assertTrue(offer(queue, Jobs.relay(1, 1, time.instant())).accepted());
        queue.close();
        assertTrue(names().contains(ASIDE));
        assertArrayEquals(before, Files.readAllBytes(folder.resolve(ASIDE)));
        SqliteQueue again = Stores.open(time, folder);
        assertEquals(1, again.stats().count("pending"));
        assertEquals(0, again.stats().count("damaged_files"));
        again.close();
    }

    @Test
    void what_is_no_database_is_set_aside_with_its_log_under_a_free_name() throws IOException {
        Files.writeString(file(), "this is not a database, but somebody's text of some length");
        Files.writeString(folder.resolve("sluice.db-wal"), "its log");
        Files.writeString(folder.resolve(ASIDE), "from before");
        Stores.open(time, folder).close();
        assertEquals("from before", Files.readString(folder.resolve(ASIDE)));
        assertTrue(Files.readString(folder.resolve(ASIDE + "-2")).startsWith("this is not"));
        assertEquals("its log", Files.readString(folder.resolve(ASIDE + "-2-wal")));
    }

    // I9
    @ParameterizedTest
    @ValueSource(
            strings = {
                "PRAGMA application_id = 7; PRAGMA user_version = 3",
                "CREATE TABLE jobs (id)",
                "CREATE TABLE jobs (id); PRAGMA user_version = 4",
                "CREATE TABLE sent (id); PRAGMA user_version = 7",
                "PRAGMA user_version = 4",
                "PRAGMA journal_mode = WAL; CREATE TABLE watches (id); PRAGMA user_version = 4"
            })
    void i9_a_database_of_another_program_is_refused_and_left_alone(String made) throws IOException {
        try (Database other = raw()) {
            Stream.of(made.split("; ")).forEach(other::execute);
        }
        assertRefusedAndLeftAlone();
    }

    // I9
    @Test
    void i9_what_is_no_database_and_has_nothing_of_ours_beside_it_is_refused_and_left_alone() throws IOException {
        Files.writeString(file(), "somebody's notes, which are long enough to be looked at as a database would be");
        assertRefusedAndLeftAlone();
    }

    private void assertRefusedAndLeftAlone() throws IOException {
        byte[] before = Files.readAllBytes(file());
        String expected =
                "`data-dir`: " + file() + " was not made by Sluice; move it elsewhere, or name another directory";
        assertEquals(expected, refusal());
        SqliteWatches watches = new SqliteWatches();
        assertEquals(
                expected,
                assertThrows(SettingsException.class, () -> watches.start(Contexts.of(time, folder)))
                        .getMessage());
        assertArrayEquals(before, Files.readAllBytes(file()));
        assertEquals(List.of("sluice.db", "sluice.lock"), names());
    }

    @Test
    void a_store_is_known_as_one_of_sluice_and_one_of_before_becomes_so() {
        try (Database old = raw()) {
            Migrations.migrate(old, Migrations.until(1));
            assertEquals("0", old.value("PRAGMA application_id"));
        }
        Stores.open(time, folder).close();
        try (Database now = raw()) {
            assertEquals("" + Migrations.APPLICATION_ID, now.value("PRAGMA application_id"));
        }
        Stores.open(time, folder).close();
    }

    private static void await(BooleanSupplier condition) {
        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
            while (!condition.getAsBoolean()) {
                Thread.onSpinWait();
            }
        });
    }

    // L8
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void what_is_removed_or_replaced_while_it_runs_takes_nothing_more_in(boolean replaced) throws IOException {
        SqliteQueue queue = Stores.open(time, folder);
        assertTrue(offer(queue, Jobs.relay(1, 1, time.instant())).accepted());
        Path elsewhere = folder.resolve("elsewhere");
        Files.move(file(), elsewhere);
        if (replaced) {
            Files.copy(elsewhere, file());
        }
        assertTrue(queue.problem().orElseThrow().contains(replaced ? "was replaced" : "was removed"));
        assertFalse(offer(queue, Jobs.relay(1, 2, time.instant())).accepted());
        Files.move(elsewhere, file(), StandardCopyOption.REPLACE_EXISTING);
        await(() -> offer(queue, Jobs.relay(1, 3, time.instant())).accepted());
        await(() -> queue.problem().isEmpty());
        queue.close();
    }

    @Test
    void an_empty_file_is_a_new_one() throws IOException {
        Files.createFile(file());
        SqliteQueue queue = Stores.open(time, folder);
        assertEquals(0, queue.stats().count("damaged_files"));
        queue.close();
    }

    @Test
    void a_second_instance_is_refused_for_as_long_as_the_first_runs() {
        SqliteQueue first = Stores.open(time, folder);
        String message = refusal();
        assertTrue(message.contains(folder.toString()) && message.contains("another running instance"), message);
        first.close();
        Stores.open(time, folder).close();
    }

    @Test
    void a_file_that_cannot_be_opened_is_named_and_the_directory_is_free_again() throws IOException {
        Files.createDirectory(file());
        String message = refusal();
        assertTrue(message.contains(file().toString()), message);
        Files.delete(file());
        Stores.open(time, folder).close();
    }

    @Test
    void a_directory_that_cannot_be_written_is_named() {
        folder = folder.resolve("missing");
        String message = refusal();
        assertTrue(message.contains(folder.toString()), message);
    }

    @Test
    void versions_follow_each_other_and_none_is_made_by_halves() {
        try (Database database = raw()) {
            List<String> first = List.of("CREATE TABLE a (x)");
            List<String> second = List.of("INSERT INTO a VALUES (7)", "CREATE TABLE b AS SELECT x FROM a");
            List<String> broken = List.of("DROP TABLE a", "CREATE NONSENSE");
            Migrations.migrate(database, List.of(first));
            assertEquals(1, Migrations.versionOf(database));
            assertThrows(
                    IllegalStateException.class, () -> Migrations.migrate(database, List.of(first, second, broken)));
            assertEquals(2, Migrations.versionOf(database));
            assertEquals("7", database.value("SELECT x FROM b"));
            assertEquals("7", database.value("SELECT x FROM a"));
            Migrations.migrate(database, List.of(first, second));
            assertEquals("1", database.value("SELECT count(*) FROM a"));
        }
    }

    @Test
    void a_store_of_version_5_keeps_what_waits_and_takes_texts() {
        try (Database old = raw()) {
            Migrations.migrate(old, Migrations.until(5));
            new SqliteTables(old, 10)
                    .jobs()
                    .insert(
                            new Place(Place.FRESH, Times.nanos(time.instant()), 7),
                            0,
                            Jobs.relay(-1001, 2, time.instant()));
            old.execute("INSERT INTO lanes (lane, not_before, freed_at, ready_at, entry) VALUES (-1001, 0, 0, 0, 7)");
        }
        SqliteQueue queue = Stores.open(time, folder);
        assertEquals(2, Jobs.id(Stores.next(queue).first()));
        assertEquals(Optional.empty(), queue.text("a"));
        assertTrue(queue.keepText("a", "one"));
        assertEquals(Optional.of("one"), queue.text("a"));
        queue.close();
    }

    /** Until version 3 copies stood in a table of their own. */
    @Test
    void a_store_of_version_3_keeps_what_waits_and_what_is_known() {
        long now = Times.nanos(time.instant());
        try (Database old = raw()) {
            Migrations.migrate(old, Migrations.until(3));
            String sent = "INSERT INTO sent (at, watch, chat, message) VALUES (?, ?, ?, ?)";
            String copied =
                    "INSERT INTO copies (at, watch, chat, message, to_chat, to_message)" + " VALUES (?, ?, ?, ?, ?, ?)";
            old.update(sent, now - 5, "to-1001", Jobs.SOURCE, 1);
            old.update(sent, now - 4, "to-1001", Jobs.SOURCE, 2);
            old.update(copied, now, "to-1001", Jobs.SOURCE, 1, -1001, 71);
            old.update(copied, now, "forgotten", Jobs.SOURCE, 3, -1002, 72);
            new SqliteTables(old, 10)
                    .jobs()
                    .insert(new Place(Place.FRESH, now, 7), 0, Jobs.relay(-1001, 2, time.instant()));
            old.execute("INSERT INTO lanes (lane, jobs, not_before, freed_at, ready_at, entry)"
                    + " VALUES (-1001, 1, 0, 0, 0, 7)");
        }
        SqliteQueue queue = Stores.open(time, folder);
        assertEquals(
                new Offer(true, 2, 0),
                offer(
                        queue,
                        Jobs.relay(-1001, 1, time.instant()),
                        Jobs.relay(-1001, 2, time.instant()),
                        Jobs.relay(-1001, 3, time.instant())));
        assertEquals(
                Optional.of(new Copy("to-1001", Jobs.SOURCE, 1, -1001, 71)), queue.copyOf("to-1001", Jobs.SOURCE, 1));
        assertEquals(
                Optional.of(new Copy("forgotten", Jobs.SOURCE, 3, -1002, 72)),
                queue.copyOf("forgotten", Jobs.SOURCE, 3));
        assertEquals(Optional.empty(), queue.copyOf("to-1001", Jobs.SOURCE, 2));
        assertEquals(2, queue.waiting(-1001));
        assertEquals(2, Jobs.id(Stores.next(queue).first()));
        time.advance(Duration.ofHours(24));
        assertEquals(1, queue.clean(CleanupContext.scheduled()).removed());
        queue.close();
    }
}
