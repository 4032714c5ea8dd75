package sluice.queue.sqlite.store;

import java.util.List;

/**
 * Version 3 of the file: notes. {@code notes} has a row for each, {@code note_messages} one for each message that it was made of;
 * {@code rewritten} is 1 for a note that somebody has changed by hand; {@code bytes} of a note is what it counts for, its media included. {@code note_words} finds any three letters in a row, which serves
 * scripts without blanks between words too. {@code note_totals} is one row, so that nobody has to count.
 */
public final class NoteSchema {

    public static final List<String> V3 = List.of(
            """
            CREATE TABLE notes (
                id INTEGER PRIMARY KEY AUTOINCREMENT,
                watch TEXT NOT NULL,
                chat INTEGER NOT NULL,
                title TEXT NOT NULL,
                sender TEXT NOT NULL,
                at INTEGER NOT NULL,
                album TEXT NOT NULL,
                text TEXT NOT NULL,
                rewritten INTEGER NOT NULL DEFAULT 0,
                bytes INTEGER NOT NULL
            )""",
            "CREATE INDEX notes_at ON notes (at, id)",
            "CREATE INDEX notes_chat ON notes (chat, at, id)",
            "CREATE INDEX notes_album ON notes (album) WHERE album <> ''",
            """
            CREATE TABLE note_messages (
                note INTEGER NOT NULL,
                message INTEGER NOT NULL,
                chat INTEGER NOT NULL,
                watch TEXT NOT NULL,
                text TEXT NOT NULL,
                kind TEXT NOT NULL,
                type TEXT NOT NULL,
                name TEXT NOT NULL,
                file TEXT NOT NULL,
                bytes INTEGER NOT NULL,
                remark TEXT NOT NULL,
                PRIMARY KEY (note, message)
            ) WITHOUT ROWID""",
            "CREATE UNIQUE INDEX note_messages_origin ON note_messages (chat, message, watch)",
            "CREATE INDEX note_messages_file ON note_messages (file) WHERE file <> ''",
            "CREATE VIRTUAL TABLE note_words USING fts5 (text, content='notes', content_rowid='id', tokenize='trigram')",
            "CREATE TABLE note_totals (notes INTEGER NOT NULL, bytes INTEGER NOT NULL)",
            "INSERT INTO note_totals VALUES (0, 0)",
            """
            CREATE TRIGGER notes_added AFTER INSERT ON notes BEGIN
                INSERT INTO note_words (rowid, text) VALUES (new.id, new.text);
                UPDATE note_totals SET notes = notes + 1, bytes = bytes + new.bytes;
            END""",
            """
            CREATE TRIGGER notes_removed AFTER DELETE ON notes BEGIN
                INSERT INTO note_words (note_words, rowid, text) VALUES ('delete', old.id, old.text);
                UPDATE note_totals SET notes = notes - 1, bytes = bytes - old.bytes;
            END""",
            """
            CREATE TRIGGER notes_changed AFTER UPDATE OF text, bytes ON notes BEGIN
                INSERT INTO note_words (note_words, rowid, text) VALUES ('delete', old.id, old.text);
                INSERT INTO note_words (rowid, text) VALUES (new.id, new.text);
                UPDATE note_totals SET bytes = bytes - old.bytes + new.bytes;
            END""");

    private NoteSchema() {}
}
