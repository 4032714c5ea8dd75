package sluice.queue.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import sluice.api.CleanupContext;
import sluice.api.ComponentContext;
import sluice.api.Note;
import sluice.api.NoteKey;
import sluice.api.NoteQuery;
import sluice.api.NoteRepository;
import sluice.api.Settings;
import sluice.api.SettingsException;
import sluice.queue.postgres.notes.PostgresNotes;
import sluice.queue.store.tables.StoreException;
import sluice.testkit.Contexts;
import sluice.testkit.FakeTime;
import sluice.testkit.NoteRepositoryContractTest;
import sluice.testkit.server.PostgresDatabase;
import sluice.testkit.server.PrivatePostgres;
import sluice.testkit.server.TcpProxy;

class PostgresNotesTest extends NoteRepositoryContractTest {

    private static final String REFUSED = "the notes cannot be changed: another machine runs the bot";

    @RegisterExtension
    static final PostgresDatabase database = new PostgresDatabase();

    @TempDir
    private Path folder;

    @Override
    protected NoteRepository open(FakeTime time, Path dir, String... settings) {
        return open(database.url(), "here", "a", time, dir, settings);
    }

    private static PostgresNotes open(
            String url, String node, String bot, FakeTime time, Path dir, String... settings) {
        Map<String, String> all = new HashMap<>(Contexts.settings(settings).values());
        all.putAll(Map.of("url", url, "node", node, "dir", dir.toString()));
        return started(new ComponentContext(bot, new Settings(all), time, time, dir));
    }

    private static PostgresNotes started(ComponentContext context) {
        PostgresNotes notes = new PostgresNotes();
        notes.start(context);
        return notes;
    }

    private PostgresNotes open(String node, String bot, FakeTime time, String... settings) {
        return open(database.url(), node, bot, time, folder, settings);
    }

    private PostgresNotes open(String bot) {
        return open("here", bot, new FakeTime(), "max-size", "1GB");
    }

    /** The notes of a bot that a machine runs. */
    private PostgresNotes notesOn(Machine machine) {
        machine.queue("b");
        ComponentContext of = machine.context("b");
        Map<String, String> settings = new HashMap<>(of.settings().values());
        settings.putAll(Map.of("dir", folder.toString(), "max-size", "1GB"));
        return started(new ComponentContext(of.bot(), new Settings(settings), of.clock(), of.ticker(), of.dataDir()));
    }

    private static List<String> texts(NoteRepository notes) {
        return notes.older(NoteQuery.ALL, NoteKey.NEWEST, 10).stream()
                .map(Note::text)
                .toList();
    }

    @Test
    void each_bot_has_its_own() throws IOException {
        PostgresNotes one = open("one");
        PostgresNotes two = open("two");
        long id = one.add(note(1, "first", "abcdef01"));
        Files.writeString(one.file("abcdef01"), "picture");
        two.add(note(1, "second"));
        assertEquals(Optional.empty(), two.find(id));
        assertFalse(two.remove(id));
        assertFalse(two.rewrite(id, "changed"));
        assertEquals(List.of("first"), texts(one));
        assertEquals(List.of("second"), texts(two));
        assertEquals(1, two.sources(10).size());
        assertEquals(folder.resolve("one/ab/abcdef01"), one.file("abcdef01"));
        assertFalse(Files.exists(two.file("abcdef01")));
        assertEquals(1_024 + 5 + 7, one.stats().count("bytes"));
        assertEquals(1_024 + 6, two.stats().count("bytes"));
        one.close();
        two.close();
    }

    @Test
    void a_machine_that_has_lost_the_bot_changes_no_notes_and_no_files() throws IOException {
        FakeTime time = new FakeTime();
        PostgresNotes old = open("old", "b", time, "max-size", "1GB", "max-age", "24h");
        long id = old.add(note(1, "kept", "abcdef01"));
        Path file = Files.writeString(old.file("abcdef01"), "picture");
        PostgresNotes next = open("next", "b", time, "max-size", "1GB");
        List<Executable> changes = List.of(
                () -> old.add(note(2, "late")),
                () -> old.edited("w", -1, 1, "late"),
                () -> old.rewrite(id, "late"),
                () -> old.remove(id),
                () -> old.clean(CleanupContext.scheduled()));
        for (Executable change : changes) {
            assertEquals(REFUSED, assertThrows(StoreException.class, change).getMessage());
        }
        assertEquals(List.of("kept"), texts(next));
        assertEquals(
                note(1, "kept", "abcdef01").messages(),
                next.find(id).orElseThrow().messages());
        assertTrue(Files.exists(file));
        assertTrue(next.remove(id));
        assertFalse(Files.exists(file));
        old.close();
        next.close();
    }

    @Test
    void the_machine_that_takes_a_bot_over_has_its_notes_and_their_files() throws IOException {
        try (Machine.Watcher all = new Machine.Watcher(Set.of("b"))) {
            Machine old = all.add(machine("old"));
            PostgresNotes before = notesOn(old);
            long id = before.add(note(1, "kept", "abcdef01"));
            Files.writeString(before.file("abcdef01"), "picture");
            old.ignore(true);
            old.proxy.blackhole();
            Machine next = all.add(machine("next"));
            PostgresNotes after = notesOn(next);
            assertEquals("kept", after.find(id).orElseThrow().text());
            assertEquals("picture", Files.readString(after.file("abcdef01")));
            assertEquals(1, after.stats().count("count"));
            assertTrue(after.rewrite(id, "changed"));
            old.proxy.pass();
            assertEquals(
                    REFUSED,
                    assertThrows(StoreException.class, () -> before.add(note(2, "late")))
                            .getMessage());
            assertEquals(List.of("changed"), texts(after));
            before.close();
            after.close();
        }
    }

    private Machine machine(String name) {
        return new Machine(database.server(), database.name(), name, Clock.systemUTC(), true, Set.of("b"));
    }

    @Test
    void what_the_database_refuses_half_way_changes_nothing_and_is_told() {
        PostgresNotes notes = open("b");
        database.query("CREATE FUNCTION no() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RAISE EXCEPTION ''no''; END';"
                + " CREATE TRIGGER t BEFORE INSERT ON note_messages FOR EACH ROW EXECUTE FUNCTION no()");
        StoreException e = assertThrows(StoreException.class, () -> notes.add(note(1, "text")));
        assertTrue(e.getMessage().startsWith("the notes cannot be changed: PostgreSQL: ERROR: no"), e.getMessage());
        assertEquals("0", database.query("SELECT count(*) FROM notes"));
        assertEquals(0, notes.stats().count("count"));
        database.query("DROP TRIGGER t ON note_messages");
        notes.add(note(1, "text"));
        assertEquals(List.of("text"), texts(notes));
        assertEquals(1, notes.stats().count("count"));
        notes.close();
    }

    @Test
    void notes_are_kept_again_when_the_database_is_back() {
        try (TcpProxy proxy = new TcpProxy(database.server().port())) {
            PostgresNotes notes = open(
                    PrivatePostgres.url(proxy.port(), database.name()),
                    "here",
                    "b",
                    new FakeTime(),
                    folder,
                    "max-size",
                    "1GB");
            proxy.reset();
            StoreException e = assertThrows(StoreException.class, () -> notes.add(note(1, "text")));
            assertTrue(e.getMessage().startsWith("the notes cannot be changed: PostgreSQL: "), e.getMessage());
            assertThrows(StoreException.class, () -> notes.count(NoteQuery.ALL));
            proxy.pass();
            notes.add(note(1, "text"));
            assertEquals(List.of("text"), texts(notes));
            notes.close();
        }
    }

    @Test
    void tables_of_the_version_before_are_completed() {
        database.query("DROP TABLE notes, note_messages, note_totals; DROP FUNCTION count_notes;"
                + " UPDATE sluice_schema SET version = 1");
        PostgresNotes notes = open("other", "b", new FakeTime(), "max-size", "1GB");
        notes.add(note(1, "text"));
        assertEquals(List.of("text"), texts(notes));
        assertEquals("2|1", database.query("SELECT version, oldest FROM sluice_schema"));
        notes.close();
    }

    @Test
    void a_folder_that_is_not_mounted_is_told_and_not_made() {
        Path away = folder.resolve("away");
        PostgresNotes notes =
                open(database.url(), "here", "b", new FakeTime(), away, "max-size", "1GB", "max-age", "24h");
        UncheckedIOException e = assertThrows(UncheckedIOException.class, () -> notes.file("abcdef01"));
        assertTrue(e.getCause().getMessage().contains(away + ": there is no such folder"), e.toString());
        notes.add(note(1, "text", "abcdef01"));
        notes.clean(CleanupContext.scheduled());
        assertEquals(0, notes.count(NoteQuery.ALL));
        assertFalse(Files.exists(away));
        notes.close();
    }

    @Test
    void without_a_folder_it_does_not_start() {
        ComponentContext context = Contexts.of(new FakeTime(), "url", database.url(), "max-size", "1GB");
        assertEquals(
                "`dir` is missing",
                assertThrows(SettingsException.class, () -> started(context)).getMessage());
    }
}
