package sluice.queue.sqlite.notes;

import java.util.List;
import sluice.queue.sqlite.store.Database;
import sluice.queue.store.notes.NoteSql;

/** Statements on the file, in which all notes are of one bot. Triggers keep its index and its totals. */
final class SqliteNoteSql implements NoteSql {

    private final Database database;

    SqliteNoteSql(Database database) {
        this.database = database;
    }

    private static String own(String sql) {
        return sql.replace("@", "true");
    }

    @Override
    public int update(String sql, Object... values) {
        return database.update(own(sql), values);
    }

    @Override
    public <T> List<T> list(String sql, Mapper<T> mapper, Object... values) {
        return database.list(own(sql), mapper::map, values);
    }

    @Override
    public void insert(String table, String columns, Object... values) {
        database.update("INSERT INTO " + table + " (" + columns + ") VALUES (" + NoteSql.marks(values) + ")", values);
    }

    @Override
    public void index(long note, String text) {
        // The triggers do.
    }

    @Override
    public void search(List<String> words, Conditions conditions) {
        NoteWords known = NoteWords.of(words);
        if (!known.match().isEmpty()) {
            conditions.add("n.id IN (SELECT rowid FROM note_words WHERE note_words MATCH ?)", known.match());
        }
        for (List<String> forms : known.patterns()) {
            String one = "n.text LIKE ? ESCAPE '\\'";
            conditions.add(
                    "(" + String.join(" OR ", forms.stream().map(_ -> one).toList()) + ")", forms.toArray());
        }
    }
}
