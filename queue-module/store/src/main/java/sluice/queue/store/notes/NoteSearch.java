package sluice.queue.store.notes;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import sluice.api.Note;
import sluice.api.NoteKey;
import sluice.api.NoteQuery;
import sluice.api.NoteSource;
import sluice.queue.store.tables.Times;

/** Finds notes of a bot. For one thread at a time, in a transaction that sees one state of them. */
final class NoteSearch {

    private static final String COLUMNS = "n.id, n.watch, n.chat, n.title, n.sender, n.at, n.album, n.text";

    private final NoteSql sql;

    NoteSearch(NoteSql sql) {
        this.sql = sql;
    }

    Optional<Note> find(long id) {
        return sql.list("SELECT " + COLUMNS + " FROM notes n WHERE @ AND n.id = ?", this::read, id).stream()
                .findFirst();
    }

    /** A page from a place on, back or forward in time; always the newest first. */
    List<Note> page(NoteQuery query, NoteKey key, boolean older, int limit) {
        Condition condition = condition(query);
        condition.add(older ? "(n.at, n.id) < (?, ?)" : "(n.at, n.id) > (?, ?)", Times.nanos(key.date()), key.id());
        String order = older ? "n.at DESC, n.id DESC" : "n.at, n.id";
        condition.given().add(limit);
        List<Note> found = sql.list(
                "SELECT " + COLUMNS + " FROM notes n WHERE @" + condition.sql() + " ORDER BY " + order + " LIMIT ?",
                this::read,
                condition.given().toArray());
        return older ? found : found.reversed();
    }

    long count(NoteQuery query) {
        Condition condition = condition(query);
        return condition.parts().isEmpty()
                ? new NoteTable(sql).totals().notes()
                : sql.list(
                                "SELECT count(*) FROM notes n WHERE @" + condition.sql(),
                                row -> row.getLong(1),
                                condition.given().toArray())
                        .getFirst();
    }

    List<NoteSource> sources(int limit) {
        return sql.list(
                "SELECT chat, (SELECT title FROM notes n WHERE @ AND n.chat = c.chat ORDER BY at DESC, id DESC LIMIT 1), count(*)"
                        + " FROM notes c WHERE @ GROUP BY chat ORDER BY count(*) DESC, chat LIMIT ?",
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
                new NoteTable(sql).messages(row.getLong(1)));
    }

    private Condition condition(NoteQuery query) {
        Condition condition = new Condition(new ArrayList<>(), new ArrayList<>());
        sql.search(SearchWords.of(query.words()), condition::add);
        query.chatId().ifPresent(chat -> condition.add("n.chat = ?", chat));
        query.from().ifPresent(from -> condition.add("n.at >= ?", Times.nanos(from)));
        query.before().ifPresent(before -> condition.add("n.at < ?", Times.nanos(before)));
        return condition;
    }

    /** Collects what must hold; lives for one question only. */
    private record Condition(List<String> parts, List<Object> given) {

        void add(String part, Object... values) {
            parts.add(" AND " + part);
            given.addAll(List.of(values));
        }

        String sql() {
            return String.join("", parts);
        }
    }
}
