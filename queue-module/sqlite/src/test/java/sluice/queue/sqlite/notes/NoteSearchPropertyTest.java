package sluice.queue.sqlite.notes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import sluice.api.ComponentContext;
import sluice.api.Note;
import sluice.api.NoteKey;
import sluice.api.NoteMessage;
import sluice.api.NoteQuery;
import sluice.api.Settings;
import sluice.testkit.FakeTime;

class NoteSearchPropertyTest {

    private static final SqliteNotes NOTES = new SqliteNotes();
    private static int messages;

    @BeforeContainer
    static void open() throws IOException {
        Path dir = Files.createTempDirectory("notes");
        FakeTime time = new FakeTime();
        NOTES.start(new ComponentContext(new Settings(Map.of("max-size", "1GB")), time, time, dir));
    }

    @AfterContainer
    static void close() {
        NOTES.close();
    }

    @Property(tries = 1_000)
    void no_search_is_ever_an_error(@ForAll("queries") String words) {
        NoteQuery query = query(words);
        List<Note> found = NOTES.older(query, NoteKey.NEWEST, 1_000_000);
        assertEquals(found.size(), NOTES.count(query));
    }

    @Property(tries = 300)
    void what_was_kept_is_found_by_its_own_words(@ForAll("texts") String text) {
        messages++;
        long id = NOTES.add(new Note(
                0,
                "w",
                -1,
                "",
                "",
                Instant.EPOCH,
                "",
                text,
                List.of(new NoteMessage(messages, text, Optional.empty()))));
        List<Note> found = NOTES.older(query(text), NoteKey.NEWEST, 1_000_000);
        assertTrue(found.stream().anyMatch(note -> note.id() == id), text);
    }

    private static NoteQuery query(String words) {
        return new NoteQuery(words, OptionalLong.empty(), Optional.empty(), Optional.empty());
    }

    @Provide
    Arbitrary<String> queries() {
        Arbitrary<String> syntax = Arbitraries.strings()
                .withChars("\"'*^(){}:+-%_\\ ANDORTNEabc\u4eca\u5929")
                .ofMaxLength(40);
        return Arbitraries.oneOf(Arbitraries.strings().ofMaxLength(60), syntax);
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.strings()
                .withCharRange('a', 'z')
                .withCharRange('\u4e00', '\u4e20')
                .withCharRange('\u0430', '\u044f')
                .withChars("\"'*^(){}:+-%_\\ ")
                .ofMaxLength(60);
    }
}
