package sluice.queue.sqlite.notes;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sluice.api.NoteQuery;
import sluice.api.NoteRepository;
import sluice.queue.sqlite.store.Database;
import sluice.queue.sqlite.store.Migrations;
import sluice.queue.sqlite.store.StoreFile;
import sluice.queue.sqlite.tables.SqliteTables;
import sluice.queue.sqlite.watches.Opened;
import sluice.queue.sqlite.watches.SqliteWatches;
import sluice.queue.store.tables.Times;
import sluice.testkit.Contexts;
import sluice.testkit.FakeTime;
import sluice.testkit.NoteRepositoryContractTest;

class SqliteNotesTest extends NoteRepositoryContractTest {

    @Override
    protected NoteRepository open(FakeTime time, Path dir, String... settings) {
        SqliteNotes notes = new SqliteNotes();
        notes.start(Contexts.of(time, dir, settings));
        return notes;
    }

    @Test
    void a_store_of_the_version_before_keeps_what_it_has_and_takes_notes(@TempDir Path other) {
        FakeTime time = new FakeTime();
        try (Database old = Database.open(other.resolve(StoreFile.NAME))) {
            Migrations.migrate(old, Migrations.until(2));
            assertEquals(2, Migrations.versionOf(old));
            old.execute("INSERT INTO watches VALUES (1, 'kept', 1, -1, 0, -2, 0, 'FULL', 0, 0, 0, 1, 0, 0, 0)");
            old.execute("INSERT INTO watch_rules VALUES (1, 'BLACKLIST', 0, 'spam')");
            new SqliteTables(old, 10).facts().put("offset", 815, Times.nanos(time.instant()));
        }
        NoteRepository notes = open(time, other, "max-size", "1GB");
        notes.add(note(1, "first"));
        assertEquals(1, notes.count(NoteQuery.ALL));
        notes.close();
        SqliteWatches watches = Opened.watches(other);
        assertEquals(List.of(Opened.watch("kept", "spam")), watches.watches());
        watches.close();
        try (Opened.Queue queue = Opened.queue(other)) {
            assertEquals(815, queue.queue().offset());
        }
    }
}
