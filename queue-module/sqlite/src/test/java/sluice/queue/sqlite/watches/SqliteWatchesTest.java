package sluice.queue.sqlite.watches;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sluice.api.SettingsException;
import sluice.api.WatchRepository;
import sluice.queue.sqlite.store.Database;
import sluice.queue.sqlite.store.Migrations;
import sluice.queue.sqlite.store.StoreFile;
import sluice.queue.store.claims.ClaimFile;
import sluice.queue.store.tables.StoreException;
import sluice.testkit.WatchRepositoryContractTest;

class SqliteWatchesTest extends WatchRepositoryContractTest {

    @TempDir
    private Path dir;

    private SqliteWatches watches;

    @BeforeEach
    void openOwn() {
        watches = Opened.watches(dir);
    }

    @Override
    protected WatchRepository open() {
        return Opened.watches(dir);
    }

    @AfterEach
    void closeOwn() {
        watches.close();
    }

    @Test
    void the_version_does_not_change_when_the_queue_works() {
        try (Opened.Queue queue = Opened.queue(dir)) {
            long before = watches.version();
            queue.takeIn();
            assertEquals(before, watches.version());
        }
    }

    @Test
    void says_who_is_in_the_way_when_the_file_is_locked_and_goes_on_afterwards() {
        SqliteWatches hasty = Opened.watches(dir, Duration.ofMillis(1));
        Database rival = Database.open(dir.resolve(StoreFile.NAME));
        try {
            rival.execute("BEGIN IMMEDIATE");
            StoreException e = assertThrows(StoreException.class, () -> hasty.save(Opened.watch("a")));
            assertEquals(
                    "the watches cannot be changed: another program keeps sluice.db locked; try again when it is done",
                    e.getMessage());
            assertEquals(List.of(), hasty.watches());
            rival.execute("ROLLBACK");
            hasty.save(Opened.watch("a"));
            assertEquals(List.of(Opened.watch("a")), watches.watches());
        } finally {
            rival.close();
            hasty.close();
        }
    }

    @Test
    void a_change_that_fails_half_way_leaves_everything_as_it_was() {
        watches.save(Opened.watch("a", "one", "two"));
        long before = watches.version();
        Database rival = Database.open(dir.resolve(StoreFile.NAME));
        rival.execute("CREATE TRIGGER t BEFORE INSERT ON watch_rules WHEN new.entry = 'bad'"
                + " BEGIN SELECT RAISE(ABORT, 'no'); END");
        rival.close();
        assertThrows(RuntimeException.class, () -> watches.save(Opened.watch("a", "good", "bad")));
        assertEquals(List.of(Opened.watch("a", "one", "two")), watches.watches());
        assertEquals(before, watches.version());
        watches.save(Opened.watch("a", "good"));
        assertEquals(List.of(Opened.watch("a", "good")), watches.watches());
    }

    @Test
    void keeps_at_most_10000_watches_and_still_replaces_them() {
        Database rival = Database.open(dir.resolve(StoreFile.NAME));
        rival.execute(
                "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 9999)"
                        + " INSERT INTO watches SELECT i, 'w' || i, 1, -1, 0, -2, 0, 'FULL', 0, 0, 0, 1, 0, 0, 0, '', 0, 0, 0 FROM n");
        rival.close();
        watches.save(Opened.watch("last"));
        IllegalStateException e =
                assertThrows(IllegalStateException.class, () -> watches.save(Opened.watch("one more")));
        assertTrue(e.getMessage().contains("10000"), e.getMessage());
        watches.save(Opened.watch("w1", "word"));
        assertEquals(10_000, watches.watches().size());
    }

    @Test
    void a_damaged_file_is_left_to_the_bot() throws IOException {
        Path damaged = Files.createDirectory(dir.resolve("damaged"));
        Path file = Files.writeString(damaged.resolve(StoreFile.NAME), "not a database, ".repeat(1_000));
        Files.writeString(damaged.resolve(ClaimFile.NAME), "what a queue has left");
        SettingsException e = assertThrows(SettingsException.class, () -> Opened.watches(damaged));
        assertTrue(e.getMessage().contains("is damaged"), e.getMessage());
        assertTrue(Files.readString(file).startsWith("not a database"), "the file was changed");
    }

    @Test
    void a_newer_file_is_refused_with_both_versions() throws IOException {
        Path newer = Files.createDirectory(dir.resolve("newer"));
        Opened.watches(newer).close();
        Database database = Database.open(newer.resolve(StoreFile.NAME));
        database.execute("PRAGMA user_version = 99");
        database.close();
        SettingsException e = assertThrows(SettingsException.class, () -> Opened.watches(newer));
        assertTrue(e.getMessage().contains("version 99"), e.getMessage());
        assertTrue(e.getMessage().contains("version " + Migrations.current()), e.getMessage());
    }
}
