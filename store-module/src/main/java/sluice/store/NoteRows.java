package sluice.store;

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

    private final Query messages;

    NoteRows(Database database) {
        messages = database.query("SELECT message, text, kind, type, name, file, bytes, remark FROM note_messages"
                + " WHERE note = ? ORDER BY message");
    }

    Note read(Row row) throws SQLException {
        long id = row.longAt(1);
        return new Note(
                id,
                row.textAt(2),
                row.longAt(3),
                row.textAt(4),
                row.textAt(5),
                Times.instant(row.longAt(6)),
                row.textAt(7),
                row.textAt(8),
                messages(id));
    }

    List<NoteMessage> messages(long id) {
        return messages.list(NoteRows::message, id);
    }

    private static NoteMessage message(Row row) throws SQLException {
        String kind = row.textAt(3);
        Optional<NoteMedia> media = kind.isEmpty()
                ? Optional.empty()
                : Optional.of(new NoteMedia(
                        MediaType.valueOf(kind.toUpperCase(Locale.ROOT)),
                        row.textAt(4),
                        row.textAt(5),
                        row.textAt(6),
                        row.longAt(7),
                        row.textAt(8)));
        return new NoteMessage(row.intAt(1), row.textAt(2), media);
    }
}
