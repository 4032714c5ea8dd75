package sluice.testkit;

import static java.util.stream.Collectors.joining;
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
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sluice.api.Cleanable;
import sluice.api.CleanupContext;
import sluice.api.MediaType;
import sluice.api.Note;
import sluice.api.NoteKey;
import sluice.api.NoteMedia;
import sluice.api.NoteMessage;
import sluice.api.NoteQuery;
import sluice.api.NoteRepository;
import sluice.api.NoteSource;
import sluice.api.Stats;
import sluice.api.StatsProvider;

/** The contract that the host relies on in each {@link NoteRepository} that is {@link Cleanable} and a {@link StatsProvider} too. */
public abstract class NoteRepositoryContractTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final String ROOM = "1GB";

    /** What a search must not take for its own syntax. */
    private static final String SYNTAX = "\"'*^(){}:+-%_\\ ANDORTNEabc今天";

    private final FakeTime time = new FakeTime();

    @TempDir
    private Path dir;

    private NoteRepository notes;

    /** For subclasses. */
    protected NoteRepositoryContractTest() {}

    /**
     * Opens the same store again, which is empty at the beginning of each test.
     *
     * @param time its clock and ticker
     * @param dir a folder of the test
     * @param settings keys and values by turns, of the section {@code notes}
     * @return a repository that the test closes
     */
    protected abstract NoteRepository open(FakeTime time, Path dir, String... settings);

    @BeforeEach
    void begin() {
        notes = open(time, dir, "max-size", ROOM);
    }

    @AfterEach
    void end() {
        notes.close();
    }

    private void restart(String... settings) {
        notes.close();
        notes = open(time, dir, settings);
    }

    private Stats stats() {
        return ((StatsProvider) notes).stats();
    }

    private void clean() {
        ((Cleanable) notes).clean(CleanupContext.scheduled());
    }

    private static NoteQuery query(String words) {
        return new NoteQuery(words, OptionalLong.empty(), Optional.empty(), Optional.empty());
    }

    private List<String> found(String words) {
        List<String> texts = notes.older(query(words), NoteKey.NEWEST, 1_000).stream()
                .map(Note::text)
                .toList();
        assertEquals(texts.size(), notes.count(query(words)));
        return texts;
    }

    /**
     * A note of the watch {@code w} from the chat -1.
     *
     * @param message the id of its message
     * @param text its text
     * @return the note
     */
    public static Note note(int message, String text) {
        return note("w", -1, message, START.plusSeconds(message), "", text, Optional.empty());
    }

    /**
     * The same with a picture.
     *
     * @param message the id of its message
     * @param file the name of its file
     * @return the note
     */
    public static Note note(int message, String text, String file) {
        return note("w", -1, message, START.plusSeconds(message), "", text, photo(file, 7));
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

    /** With each of its values. */
    @Test
    public void comes_back_as_it_was_kept_also_after_a_restart() {
        Note note = note("w", -5, 7, START, "", "text", photo("abcdef0123", 9));
        long id = notes.add(note);
        restart("max-size", ROOM);
        Note kept = notes.find(id).orElseThrow();
        assertEquals(note.messages(), kept.messages());
        assertEquals(
                List.of("w", -5L, "chat -5", "somebody", START, "text"),
                List.of(kept.watch(), kept.chatId(), kept.chat(), kept.sender(), kept.date(), kept.text()));
    }

    /** After a crash it comes again. */
    @Test
    public void is_kept_once_however_often_it_comes() {
        long id = notes.add(note(1, "text"));
        assertEquals(id, notes.add(note(1, "text")));
        notes.add(note("other", -1, 1, START, "", "text", Optional.empty()));
        assertEquals(2, notes.count(NoteQuery.ALL));
        assertEquals(2, stats().count("added"));
    }

    /** They need not come in their order. */
    @Test
    public void a_late_member_of_an_album_becomes_part_of_its_note_until_that_is_full() {
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

    /** The other captions of the album stay. */
    @Test
    public void an_edit_changes_the_caption_of_its_message_only() {
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

    /** And counts for no more than it says. */
    @Test
    public void a_rewritten_note_is_found_by_its_new_words_and_a_removed_one_is_gone_with_its_file()
            throws IOException {
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
        assertEquals(0, stats().count("bytes"));
    }

    /** Whatever the database itself knows of letters. */
    @Test
    public void finds_words_parts_of_words_and_scripts_without_blanks_in_any_case() {
        String text = "Special offer today: 今天特价商品 Привет 100% a_b \ud83c\udf89";
        notes.add(note(1, text));
        notes.add(note(2, "something else"));
        for (String words : List.of(
                "offer",
                "OFFER",
                "fer tod",
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
                "\ud83c\udf89")) {
            assertEquals(List.of(text), found(words), words);
        }
        assertEquals(List.of(), found("offer nowhere"));
        assertEquals(List.of(), found("a%b"));
        assertEquals(List.of(), found("of_er"));
    }

    /** Nobody has to know a syntax. */
    @Test
    public void what_would_be_syntax_is_words() {
        int message = 1;
        notes.add(note(message++, "special offer"));
        for (String words : List.of(
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
                "{x} : y")) {
            assertEquals(List.of(), found(words + " nowhere"), words);
            String text = "literally " + words + " here";
            long id = notes.add(note(message++, text));
            assertTrue(found(words).contains(text), words);
            notes.remove(id);
        }
        for (String words : List.of("\u0000", "\uD800", "xyz\uD800abc")) {
            assertTrue(found(words).size() <= 1, words);
        }
    }

    private static String random(Random random, String of, int max) {
        return random.ints(random.nextInt(max), 0, of.isEmpty() ? Character.MAX_VALUE + 1 : of.length())
                .mapToObj(i -> Character.toString(of.isEmpty() ? (char) i : of.charAt(i)))
                .collect(joining());
    }

    /** Of syntax, and of anything else. */
    @Test
    public void no_search_is_ever_an_error() {
        notes.add(note(1, "special offer"));
        Random random = new Random(1);
        for (int i = 0; i < 500; i++) {
            found(random(random, i % 2 == 0 ? SYNTAX : "", 60));
        }
    }

    /** In several scripts. */
    @Test
    public void what_was_kept_is_found_by_its_own_words() {
        Random random = new Random(2);
        String letters = SYNTAX + "xyzXYZ一丁абяАЯäÄσΣ";
        for (int message = 1; message <= 200; message++) {
            String text = random(random, letters, 60);
            notes.add(note(message, text));
            assertTrue(found(text).contains(text), text);
        }
    }

    /** Whoever changed it knows better. */
    @Test
    public void what_was_changed_by_hand_stays_so_and_what_no_file_keeps_becomes_a_mark() {
        long id = notes.add(note(1, "nul \u0000, half \uD83C"));
        assertEquals("nul \uFFFD, half \uFFFD", notes.find(id).orElseThrow().text());
        notes.rewrite(id, "by hand \u0000");
        assertTrue(notes.edited("w", -1, 1, "edited"));
        assertEquals("by hand \uFFFD", notes.find(id).orElseThrow().text());
        assertEquals(
                "edited", notes.find(id).orElseThrow().messages().getFirst().text());
    }

    /** Some of the same second. */
    @Test
    public void pages_go_back_and_forth_through_more_than_a_thousand() {
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

    /** Also when they did not come in their order. */
    @Test
    public void removes_the_oldest_beyond_the_size_and_no_more() {
        restart("max-size", "1MB");
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
        assertEquals(190, stats().count("removed"));
        assertTrue(stats().count("bytes") <= stats().count("max_bytes"));
        clean();
        assertEquals(10, notes.count(NoteQuery.ALL));
    }

    /** By the date of the message. */
    @Test
    public void removes_what_is_too_old_by_the_clock() {
        restart("max-size", ROOM, "max-age", "24h");
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

    /** They may be about to be named. */
    @Test
    public void files_that_no_note_names_are_removed_after_an_hour_and_others_stay() throws IOException {
        for (String name : List.of("aa000000", "bb000000", "bb000001.part", "cc000000")) {
            Path file = notes.file(name.substring(0, 8)).resolveSibling(name);
            Files.writeString(file, "x");
            Files.setLastModifiedTime(file, FileTime.from(time.instant()));
        }
        Path byHand = notes.file("bb000000").resolveSibling("by hand.txt");
        Files.writeString(byHand, "x");
        Files.setLastModifiedTime(byHand, FileTime.from(Instant.EPOCH));
        notes.add(note("w", -1, 1, START, "", "", photo("aa000000", 1)));
        clean();
        assertEquals(0, stats().count("orphans_removed"));
        time.advance(Duration.ofMinutes(59));
        clean();
        assertEquals(0, stats().count("orphans_removed"));
        time.advance(Duration.ofMinutes(2));
        Files.setLastModifiedTime(notes.file("cc000000"), FileTime.from(time.instant()));
        clean();
        assertEquals(2, stats().count("orphans_removed"));
        assertTrue(Files.exists(notes.file("aa000000")));
        assertTrue(Files.exists(notes.file("cc000000")));
        assertTrue(Files.exists(byHand));
    }

    /** A name may come from an address. */
    @Test
    public void no_name_leads_out_of_the_folder() {
        for (String name :
                List.of("", "abc", "../../../x", "abcdef01/..", "ABCDEF01", "abcdef0\u0000", "abcdef01.part")) {
            assertThrows(IllegalArgumentException.class, () -> notes.file(name), name);
        }
    }
}
