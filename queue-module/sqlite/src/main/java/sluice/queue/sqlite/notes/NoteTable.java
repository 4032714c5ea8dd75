package sluice.queue.sqlite.notes;

import static java.util.stream.Collectors.joining;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import sluice.api.MediaType;
import sluice.api.Note;
import sluice.api.NoteMedia;
import sluice.api.NoteMessage;
import sluice.api.NoteRepository;
import sluice.queue.sqlite.store.Database;
import sluice.queue.store.tables.Times;

/** The notes and their messages. Each method is called in a transaction. */
final class NoteTable {

    /** The size counted for a note besides its text and its media: its rows and its part of the index. */
    static final int ROW_BYTES = 1_024;

    /** A note by what its removal needs. */
    record Brief(long id, long at, long bytes) {}

    private final Database database;

    NoteTable(Database database) {
        this.database = database;
    }

    /** The id of the note that now holds the first message, and whether that note is new. */
    record Added(long id, boolean isNew) {}

    Added add(Note note) {
        List<NoteMessage> fresh = new ArrayList<>();
        long found = 0;
        for (NoteMessage message : note.messages()) {
            Optional<Long> holder = known(note.watch(), note.chatId(), message.messageId());
            if (holder.isEmpty()) {
                fresh.add(message);
            } else if (found == 0) {
                found = holder.get();
            }
        }
        if (fresh.isEmpty()) {
            return new Added(found, false);
        }
        long album = database.find(
                        "SELECT id FROM notes WHERE album = ? AND album <> '' ORDER BY id DESC LIMIT 1", note.album())
                .orElse(0L);
        if (album != 0 && messages(album).size() + fresh.size() <= NoteRepository.MAX_MESSAGES) {
            fresh.forEach(message -> insertMessage(album, note, message));
            follow(album);
            return new Added(album, false);
        }
        String text = storable(note.text());
        database.update(
                "INSERT INTO notes (watch, chat, title, sender, at, album, text, bytes) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                note.watch(),
                note.chatId(),
                storable(note.chat()),
                storable(note.sender()),
                Times.nanos(note.date()),
                note.album(),
                text,
                bytes(text, mediaBytes(fresh)));
        long id = database.number("SELECT seq FROM sqlite_sequence WHERE name = 'notes'");
        fresh.forEach(message -> insertMessage(id, note, message));
        return new Added(id, true);
    }

    List<NoteMessage> messages(long id) {
        return database.list(
                "SELECT message, text, kind, type, name, file, bytes, remark FROM note_messages WHERE note = ? ORDER BY message",
                NoteTable::message,
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

    private void insertMessage(long id, Note note, NoteMessage message) {
        Optional<NoteMedia> media = message.media();
        database.update(
                "INSERT INTO note_messages (note, message, chat, watch, text, kind, type, name, file, bytes, remark) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                id,
                message.messageId(),
                note.chatId(),
                note.watch(),
                storable(message.text()),
                media.map(one -> one.kind().name()).orElse(""),
                media.map(NoteMedia::type).orElse(""),
                storable(media.map(NoteMedia::name).orElse("")),
                media.map(NoteMedia::file).orElse(""),
                media.map(NoteMedia::bytes).orElse(0L),
                storable(media.map(NoteMedia::remark).orElse("")));
    }

    private Optional<Long> known(String watch, long chat, int message) {
        return database.find(
                "SELECT note FROM note_messages WHERE chat = ? AND message = ? AND watch = ?", chat, message, watch);
    }

    boolean edited(String watch, long chat, int message, String text) {
        Optional<Long> note = known(watch, chat, message);
        note.ifPresent(id -> {
            database.update(
                    "UPDATE note_messages SET text = ? WHERE note = ? AND message = ?", storable(text), id, message);
            follow(id);
        });
        return note.isPresent();
    }

    /** Makes a note say what its messages say, unless somebody has changed it by hand. */
    private void follow(long id) {
        String own = database.first(
                        "SELECT text, rewritten FROM notes WHERE id = ?",
                        row -> row.getInt(2) == 1 ? row.getString(1) : "",
                        id)
                .orElse("");
        String joined = messages(id).stream()
                .map(NoteMessage::text)
                .filter(text -> !text.isBlank())
                .collect(joining("\n\n"));
        write(id, own.isEmpty() ? joined : own, !own.isEmpty());
    }

    /** Changes a note by hand. */
    boolean rewrite(long id, String text) {
        return write(id, storable(text), true);
    }

    private boolean write(long id, String text, boolean byHand) {
        long media = database.number("SELECT coalesce(sum(bytes), 0) FROM note_messages WHERE note = ?", id);
        String sql = "UPDATE notes SET text = ?, rewritten = ?, bytes = ? WHERE id = ?";
        return database.update(sql, text, byHand ? 1 : 0, bytes(text, media), id) > 0;
    }

    /** Text that comes back as it was kept: without NUL, and without halves of characters. */
    private static String storable(String text) {
        StringBuilder storable = new StringBuilder(text.length());
        text.codePoints()
                .map(point -> point == 0 || (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE)
                        ? 0xFFFD
                        : point)
                .forEach(storable::appendCodePoint);
        return storable.toString();
    }

    private static long bytes(String text, long media) {
        return ROW_BYTES + text.getBytes(StandardCharsets.UTF_8).length + media;
    }

    private static long mediaBytes(List<NoteMessage> messages) {
        return messages.stream()
                .mapToLong(message -> message.media().map(NoteMedia::bytes).orElse(0L))
                .sum();
    }

    boolean delete(long id) {
        database.update("DELETE FROM note_messages WHERE note = ?", id);
        return database.update("DELETE FROM notes WHERE id = ?", id) > 0;
    }

    List<String> files(long id) {
        return database.list(
                "SELECT file FROM note_messages WHERE note = ? AND file <> ''", row -> row.getString(1), id);
    }

    boolean isNamed(String file) {
        return database.number("SELECT count(*) FROM note_messages WHERE file = ? AND file <> ''", file) > 0;
    }

    List<Brief> oldest(int limit) {
        return database.list(
                "SELECT id, at, bytes FROM notes ORDER BY at, id LIMIT ?",
                row -> new Brief(row.getLong(1), row.getLong(2), row.getLong(3)),
                limit);
    }

    /** Returns the number of notes and their total counted size. */
    Totals totals() {
        return database.first("SELECT notes, bytes FROM note_totals", row -> new Totals(row.getLong(1), row.getLong(2)))
                .orElseThrow();
    }

    record Totals(long notes, long bytes) {}
}
