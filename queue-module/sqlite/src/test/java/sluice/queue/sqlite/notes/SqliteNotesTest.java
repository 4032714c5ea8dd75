package sluice.queue.sqlite.notes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import sluice.api.CleanupContext;
import sluice.api.ComponentContext;
import sluice.api.MediaType;
import sluice.api.Note;
import sluice.api.NoteKey;
import sluice.api.NoteMedia;
import sluice.api.NoteMessage;
import sluice.api.NoteQuery;
import sluice.api.NoteSource;
import sluice.api.Settings;
import sluice.queue.sqlite.store.Database;
import sluice.queue.sqlite.store.Migrations;
import sluice.queue.sqlite.store.StoreFile;
import sluice.queue.sqlite.tables.SqliteTables;
import sluice.queue.sqlite.watches.Opened;
import sluice.queue.sqlite.watches.SqliteWatches;
import sluice.queue.store.tables.Times;
import sluice.testkit.FakeTime;

class SqliteNotesTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    @TempDir
    private Path dir;

    private final FakeTime time = new FakeTime();
    private SqliteNotes notes;

    @BeforeEach
    void open() {
        open(Map.of("max-size", "1GB"));
    }

    @AfterEach
    void close() {
        notes.close();
    }

    private void open(Map<String, String> settings) {
        notes = new SqliteNotes();
        notes.start(new ComponentContext(new Settings(settings), time, time, dir));
    }

    private void restart(Map<String, String> settings) {
        notes.close();
        open(settings);
    }

    private static Note note(int message, String text) {
        return note("w", -1, message, START.plusSeconds(message), "", text, Optional.empty());
    }

    private static Note note(
            String watch, long chat, int message, Instant date, String album, String text, Optional<NoteMedia> media) {
        return new Note(
                0,
                watch,
                chat,
                "chat " + chat,
                "somebody",
                date,
                album,
                text,
                List.of(new NoteMessage(message, text, media)));
    }

    private static Optional<NoteMedia> photo(String file, long bytes) {
        return Optional.of(new NoteMedia(MediaType.PHOTO, "image/png", "a.png", file, bytes, ""));
    }

    private List<String> found(String words) {
        NoteQuery query = new NoteQuery(words, OptionalLong.empty(), Optional.empty(), Optional.empty());
        List<String> texts =
                notes.older(query, NoteKey.NEWEST, 100).stream().map(Note::text).toList();
        assertEquals(texts.size(), notes.count(query));
        return texts;
    }

    private void clean() {
        notes.clean(CleanupContext.scheduled());
    }

    @Test
    void comes_back_as_it_was_kept_also_after_a_restart() {
        Note note = note("w", -5, 7, START, "", "text", photo("abcdef0123", 9));
        long id = notes.add(note);
        restart(Map.of("max-size", "1GB"));
        Note kept = notes.find(id).orElseThrow();
        assertEquals(note.messages(), kept.messages());
        assertEquals(
                List.of("w", -5L, "chat -5", "somebody", START, "text"),
                List.of(kept.watch(), kept.chatId(), kept.chat(), kept.sender(), kept.date(), kept.text()));
    }

    @Test
    void is_kept_once_however_often_it_comes() {
        long id = notes.add(note(1, "text"));
        assertEquals(id, notes.add(note(1, "text")));
        notes.add(note("other", -1, 1, START, "", "text", Optional.empty()));
        assertEquals(2, notes.count(NoteQuery.ALL));
        assertEquals(2, notes.stats().count("added"));
    }

    @Test
    void a_late_member_of_an_album_becomes_part_of_its_note_until_that_is_full() {
        long id = notes.add(note("w", -1, 1, START, "w|-1|g", "first", Optional.empty()));
        for (int message = 10; message > 1; message--) {
            assertEquals(id, notes.add(note("w", -1, message, START, "w|-1|g", "", photo("abcdef01", 1))));
        }
        assertEquals(
                IntStream.rangeClosed(1, 10).boxed().toList(),
                notes.find(id).orElseThrow().messages().stream()
                        .map(NoteMessage::messageId)
                        .toList());
        assertEquals("first", notes.find(id).orElseThrow().text());
        assertTrue(notes.add(note("w", -1, 11, START, "w|-1|g", "late", Optional.empty())) > id);
        assertEquals(id, notes.add(note("w", -1, 3, START, "w|-1|g", "", Optional.empty())));
    }

    @Test
    void an_edit_changes_the_caption_of_its_message_only() {
        notes.add(new Note(
                0,
                "w",
                -1,
                "",
                "",
                START,
                "g",
                "one\n\ntwo",
                List.of(new NoteMessage(1, "one", Optional.empty()), new NoteMessage(2, "two", Optional.empty()))));
        assertTrue(notes.edited("w", -1, 2, "three"));
        assertEquals(List.of("one\n\nthree"), found("three"));
        assertEquals(List.of(), found("two"));
        assertFalse(notes.edited("other", -1, 2, "four"));
    }

    @Test
    void a_rewritten_note_is_found_by_its_new_words_and_a_removed_one_is_gone_with_its_file() throws IOException {
        Path file = notes.file("abcdef0123");
        Files.writeString(file, "picture");
        long id = notes.add(note("w", -1, 1, START, "", "before", photo("abcdef0123", 7)));
        assertTrue(notes.rewrite(id, "after"));
        assertEquals(List.of(), found("before"));
        assertEquals(List.of("after"), found("after"));
        assertTrue(notes.remove(id));
        assertFalse(Files.exists(file));
        assertFalse(notes.remove(id));
        assertFalse(notes.rewrite(id, "again"));
        assertEquals(List.of(), found("after"));
        assertEquals(0, notes.stats().count("bytes"));
    }

    @ParameterizedTest
    @CsvSource({
        "offer",
        "OFFER",
        "fer to",
        "spec off",
        "of",
        "特价",
        "特",
        "今天特价",
        "приве",
        "ПРИВЕТ",
        "ПР",
        "пр",
        "100%",
        "a_b",
        "%",
        "\uD83C\uDF89"
    })
    void finds_words_parts_of_words_and_scripts_without_blanks_in_any_case(String words) {
        String text = "Special offer today: 今天特价商品 Привет 100% a_b \uD83C\uDF89";
        notes.add(note(1, text));
        notes.add(note(2, "something else"));
        assertEquals(List.of(text), found(words.replace("fer to", "fer tod")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"",
                "\"offer",
                "offer*",
                "NEAR(a b)",
                "text:offer",
                "a AND",
                "OR",
                "NOT offer",
                "^offer",
                "(",
                "'; DROP TABLE notes; --",
                "\\",
                "{x} : y",
                "\u0000",
                "\uD800",
                "xyz\uD800abc"
            })
    void what_would_be_syntax_is_words(String words) {
        notes.add(note(1, "special offer"));
        assertEquals(List.of(), found(words + " nowhere"));
        assertTrue(found(words).size() <= 1);
        String text = "literally " + words.replaceAll("[\u0000\uD800]", "") + " here";
        notes.add(note(2, text));
        if (!words.matches("[\u0000\uD800]|xyz.*")) {
            assertTrue(found(words).contains(text), words);
        }
    }

    @Test
    void what_was_changed_by_hand_stays_so_and_what_no_file_keeps_becomes_a_mark() {
        long id = notes.add(note(1, "nul \u0000, half \uD83C"));
        assertEquals("nul \uFFFD, half \uFFFD", notes.find(id).orElseThrow().text());
        notes.rewrite(id, "by hand \u0000");
        assertTrue(notes.edited("w", -1, 1, "edited"));
        assertEquals("by hand \uFFFD", notes.find(id).orElseThrow().text());
        assertEquals(
                "edited", notes.find(id).orElseThrow().messages().getFirst().text());
    }

    @Test
    void pages_go_back_and_forth_through_more_than_a_thousand() {
        for (int message = 1; message <= 1_234; message++) {
            notes.add(note("w", message % 2 - 2, message, START.plusSeconds(message / 10), "", "x", Optional.empty()));
        }
        int seen = 0;
        NoteKey key = NoteKey.NEWEST;
        List<Note> page = notes.older(NoteQuery.ALL, key, 50);
        List<Note> before = List.of();
        while (!page.isEmpty()) {
            if (!before.isEmpty()) {
                assertEquals(before, notes.newer(NoteQuery.ALL, page.getFirst().key(), 50));
            }
            seen += page.size();
            before = page;
            page = notes.older(NoteQuery.ALL, page.getLast().key(), 50);
        }
        assertEquals(1_234, seen);
        NoteQuery some = new NoteQuery(
                "", OptionalLong.of(-2), Optional.of(START.plusSeconds(10)), Optional.of(START.plusSeconds(20)));
        assertEquals(50, notes.count(some));
        assertEquals(
                List.of(new NoteSource(-2, "chat -2", 617), new NoteSource(-1, "chat -1", 617)), notes.sources(10));
    }

    @Test
    void removes_the_oldest_beyond_the_size_and_no_more() {
        restart(Map.of("max-size", "1MB"));
        for (int message = 200; message > 0; message--) {
            notes.add(note("w", -1, message, START.plusSeconds(message), "", "", photo("", 100_000)));
        }
        clean();
        assertEquals(10, notes.count(NoteQuery.ALL));
        assertEquals(
                200,
                notes.older(NoteQuery.ALL, NoteKey.NEWEST, 1)
                        .getFirst()
                        .messages()
                        .getFirst()
                        .messageId());
        assertEquals(190, notes.stats().count("removed"));
        assertTrue(notes.stats().count("bytes") <= notes.stats().count("max_bytes"));
        clean();
        assertEquals(10, notes.count(NoteQuery.ALL));
    }

    @Test
    void removes_what_is_too_old_by_the_clock() {
        restart(Map.of("max-size", "1GB", "max-age", "24h"));
        notes.add(note("w", -1, 1, time.instant(), "", "first", Optional.empty()));
        time.advance(Duration.ofHours(2));
        notes.add(note("w", -1, 2, time.instant(), "", "second", Optional.empty()));
        time.advance(Duration.ofHours(22));
        clean();
        assertEquals(2, notes.count(NoteQuery.ALL));
        time.advance(Duration.ofSeconds(1));
        clean();
        assertEquals(List.of("second"), found(""));
    }

    @Test
    void files_that_no_note_names_are_removed_after_an_hour_and_others_stay() throws IOException {
        for (String name : List.of("aa000000", "bb000000", "bb000001.part", "cc000000")) {
            Path file = notes.file(name.substring(0, 8)).resolveSibling(name);
            Files.writeString(file, "x");
            Files.setLastModifiedTime(file, FileTime.from(time.instant()));
        }
        Files.writeString(dir.resolve("notes/bb/by hand.txt"), "x");
        Files.setLastModifiedTime(dir.resolve("notes/bb/by hand.txt"), FileTime.from(Instant.EPOCH));
        notes.add(note("w", -1, 1, START, "", "", photo("aa000000", 1)));
        clean();
        assertEquals(0, notes.stats().count("orphans_removed"));
        time.advance(Duration.ofMinutes(59));
        clean();
        assertEquals(0, notes.stats().count("orphans_removed"));
        time.advance(Duration.ofMinutes(2));
        Files.setLastModifiedTime(notes.file("cc000000"), FileTime.from(time.instant()));
        clean();
        assertEquals(2, notes.stats().count("orphans_removed"));
        assertTrue(Files.exists(notes.file("aa000000")));
        assertTrue(Files.exists(notes.file("cc000000")));
        assertTrue(Files.exists(dir.resolve("notes/bb/by hand.txt")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "abc", "../../../x", "abcdef01/..", "ABCDEF01", "abcdef0\u0000", "abcdef01.part"})
    void no_name_leads_out_of_the_folder(String name) {
        assertThrows(IllegalArgumentException.class, () -> notes.file(name));
    }

    @Test
    void a_store_of_the_version_before_keeps_what_it_has_and_takes_notes() {
        Path other = dir.resolve("other");
        other.toFile().mkdirs();
        try (Database old = Database.open(other.resolve(StoreFile.NAME))) {
            Migrations.migrate(old, Migrations.until(2));
            assertEquals(2, Migrations.versionOf(old));
            old.execute("INSERT INTO watches VALUES (1, 'kept', 1, -1, 0, -2, 0, 'FULL', 0, 0, 0, 1, 0, 0, 0)");
            old.execute("INSERT INTO watch_rules VALUES (1, 'BLACKLIST', 0, 'spam')");
            new SqliteTables(old, 10).facts().put("offset", 815, Times.nanos(time.instant()));
        }
        notes.close();
        dir = other;
        open();
        notes.add(note(1, "first"));
        assertEquals(List.of("first"), found("first"));
        SqliteWatches watches = Opened.watches(other);
        assertEquals(List.of(Opened.watch("kept", "spam")), watches.watches());
        watches.close();
        try (Opened.Queue queue = Opened.queue(other)) {
            assertEquals(815, queue.queue().offset());
        }
    }
}
