package sluice.queue.sqlite.notes;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import sluice.api.Note;
import sluice.api.NoteKey;
import sluice.api.NoteQuery;
import sluice.api.NoteSource;
import sluice.queue.sqlite.store.Database;
import sluice.queue.store.tables.Times;

/** Finds notes. For one thread at a time; each method sees one state of the file. */
final class NoteSearch {

    private static final String COLUMNS = "n.id, n.watch, n.chat, n.title, n.sender, n.at, n.album, n.text";

    private final Database database;
    private final NoteTable notes;

    NoteSearch(Database database) {
        this.database = database;
        notes = new NoteTable(database);
    }

    Optional<Note> find(long id) {
        return database.transaction(
                "DEFERRED", () -> database.first("SELECT " + COLUMNS + " FROM notes n WHERE n.id = ?", this::read, id));
    }

    /** A page from a place on, back or forward in time; always the newest first. */
    List<Note> page(NoteQuery query, NoteKey key, boolean older, int limit) {
        Condition condition = Condition.of(query);
        condition.add(older ? "(n.at, n.id) < (?, ?)" : "(n.at, n.id) > (?, ?)", Times.nanos(key.date()), key.id());
        String order = older ? "n.at DESC, n.id DESC" : "n.at, n.id";
        List<Note> found = ask(
                "SELECT " + COLUMNS + " FROM notes n" + condition.sql() + " ORDER BY " + order + " LIMIT ?",
                this::read,
                condition.given(),
                limit);
        return older ? found : found.reversed();
    }

    long count(NoteQuery query) {
        Condition condition = Condition.of(query);
        String sql = condition.parts().isEmpty()
                ? "SELECT notes FROM note_totals"
                : "SELECT count(*) FROM notes n" + condition.sql();
        return ask(sql, row -> row.getLong(1), condition.given()).getFirst();
    }

    List<NoteSource> sources(int limit) {
        // Of a group with one max() the other columns are those of that row.
        return database.list(
                "SELECT chat, title, count(*), max(at) FROM notes GROUP BY chat ORDER BY count(*) DESC, chat LIMIT ?",
                row -> new NoteSource(row.getLong(1), row.getString(2), row.getLong(3)),
                limit);
    }

    private Note read(ResultSet row) throws SQLException {
        return new Note(
                row.getLong(1),
                row.getString(2),
                row.getLong(3),
                row.getString(4),
                row.getString(5),
                Times.instant(row.getLong(6)),
                row.getString(7),
                row.getString(8),
                notes.messages(row.getLong(1)));
    }

    private <T> List<T> ask(String sql, Database.Mapper<T> mapper, Object... values) {
        return database.transaction("DEFERRED", () -> database.list(sql, mapper, values));
    }

    /** Collects what must hold; lives for one question only. */
    private record Condition(List<String> parts, List<Object> given) {

        static Condition of(NoteQuery query) {
            Condition condition = new Condition(new ArrayList<>(), new ArrayList<>());
            NoteWords words = NoteWords.of(query.words());
            if (!words.match().isEmpty()) {
                condition.add("n.id IN (SELECT rowid FROM note_words WHERE note_words MATCH ?)", words.match());
            }
            for (List<String> forms : words.patterns()) {
                String one = "n.text LIKE ? ESCAPE '\\'";
                condition.add(
                        "(" + String.join(" OR ", forms.stream().map(_ -> one).toList()) + ")", forms.toArray());
            }
            query.chatId().ifPresent(chat -> condition.add("n.chat = ?", chat));
            query.from().ifPresent(from -> condition.add("n.at >= ?", Times.nanos(from)));
            query.before().ifPresent(before -> condition.add("n.at < ?", Times.nanos(before)));
            return condition;
        }

        void add(String part, Object... values) {
            parts.add(part);
            given.addAll(List.of(values));
        }

        String sql() {
            return parts.isEmpty() ? "" : " WHERE " + String.join(" AND ", parts);
        }
    }
}
