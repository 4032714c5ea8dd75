package sluice.queue.sqlite;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import sluice.api.MediaType;
import sluice.api.Note;
import sluice.api.NoteMedia;
import sluice.api.NoteMessage;

/** Reads notes from their two tables. */
final class NoteRows {

    static final String COLUMNS = "n.id, n.watch, n.chat, n.title, n.sender, n.at, n.album, n.text";

    private final Database database;

    NoteRows(Database database) {
        this.database = database;
    }

    Note read(ResultSet row) throws SQLException {
        long id = row.getLong(1);
        return new Note(
                id,
                row.getString(2),
                row.getLong(3),
                row.getString(4),
                row.getString(5),
                Times.instant(row.getLong(6)),
                row.getString(7),
                row.getString(8),
                messages(id));
    }

    List<NoteMessage> messages(long id) {
        return database.list(
                "SELECT message, text, kind, type, name, file, bytes, remark FROM note_messages WHERE note = ? ORDER BY message",
                NoteRows::message,
                id);
    }

    private static NoteMessage message(ResultSet row) throws SQLException {
        String kind = row.getString(3);
        Optional<NoteMedia> media = kind.isEmpty()
                ? Optional.empty()
                : Optional.of(new NoteMedia(
                        MediaType.valueOf(kind.toUpperCase(Locale.ROOT)),
                        row.getString(4),
                        row.getString(5),
                        row.getString(6),
                        row.getLong(7),
                        row.getString(8)));
        return new NoteMessage(row.getInt(1), row.getString(2), media);
    }
}
