package sluice.queue.store.notes;

import static java.util.stream.Collectors.joining;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import sluice.api.MediaType;
import sluice.api.Note;
import sluice.api.NoteMedia;
import sluice.api.NoteMessage;
import sluice.api.NoteRepository;
import sluice.queue.store.tables.StorableText;
import sluice.queue.store.tables.Times;

/** The notes of a bot and their messages. Each method is called in a transaction. */
final class NoteTable {

    /** The size counted for a note besides its text and its media: its rows and its part of the index. */
    static final int ROW_BYTES = 1_024;

    /** A note by what its removal needs. */
    record Brief(long id, long at, long bytes) {}

    private final NoteSql sql;

    NoteTable(NoteSql sql) {
        this.sql = sql;
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
        long album = note.album().isEmpty()
                ? 0
                : number(
                                "SELECT id FROM notes WHERE @ AND album = ? AND album <> '' ORDER BY id DESC LIMIT 1",
                                note.album())
                        .orElse(0L);
        if (album != 0 && messages(album).size() + fresh.size() <= NoteRepository.MAX_MESSAGES) {
            fresh.forEach(message -> insertMessage(album, note, message));
            follow(album);
            return new Added(album, false);
        }
        String text = StorableText.of(note.text());
        sql.insert(
                "notes",
                "watch, chat, title, sender, at, album, text, bytes",
                note.watch(),
                note.chatId(),
                StorableText.of(note.chat()),
                StorableText.of(note.sender()),
                Times.nanos(note.date()),
                note.album(),
                text,
                bytes(text, mediaBytes(fresh)));
        long id = number("SELECT max(id) FROM notes WHERE @").orElseThrow();
        sql.index(id, text);
        fresh.forEach(message -> insertMessage(id, note, message));
        return new Added(id, true);
    }

    private Optional<Long> number(String question, Object... values) {
        return sql.list(question, row -> row.getLong(1), values).stream().findFirst();
    }

    List<NoteMessage> messages(long id) {
        return sql.list(
                "SELECT message, text, kind, type, name, file, bytes, remark FROM note_messages WHERE @ AND note = ? ORDER BY message",
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
        sql.insert(
                "note_messages",
                "note, message, chat, watch, text, kind, type, name, file, bytes, remark",
                id,
                message.messageId(),
                note.chatId(),
                note.watch(),
                StorableText.of(message.text()),
                media.map(one -> one.kind().name()).orElse(""),
                media.map(NoteMedia::type).orElse(""),
                StorableText.of(media.map(NoteMedia::name).orElse("")),
                media.map(NoteMedia::file).orElse(""),
                media.map(NoteMedia::bytes).orElse(0L),
                StorableText.of(media.map(NoteMedia::remark).orElse("")));
    }

    private Optional<Long> known(String watch, long chat, int message) {
        return number(
                "SELECT note FROM note_messages WHERE @ AND chat = ? AND message = ? AND watch = ?",
                chat,
                message,
                watch);
    }

    boolean edited(String watch, long chat, int message, String text) {
        Optional<Long> note = known(watch, chat, message);
        note.ifPresent(id -> {
            sql.update(
                    "UPDATE note_messages SET text = ? WHERE @ AND note = ? AND message = ?",
                    StorableText.of(text),
                    id,
                    message);
            follow(id);
        });
        return note.isPresent();
    }

    /** Makes a note say what its messages say, unless somebody has changed it by hand. */
    private void follow(long id) {
        String own = sql
                .list(
                        "SELECT text, rewritten FROM notes WHERE @ AND id = ?",
                        row -> row.getInt(2) == 1 ? row.getString(1) : "",
                        id)
                .stream()
                .findFirst()
                .orElse("");
        String joined = messages(id).stream()
                .map(NoteMessage::text)
                .filter(text -> !text.isBlank())
                .collect(joining("\n\n"));
        write(id, own.isEmpty() ? joined : own, !own.isEmpty());
    }

    /** Changes a note by hand. */
    boolean rewrite(long id, String text) {
        return write(id, StorableText.of(text), true);
    }

    private boolean write(long id, String text, boolean byHand) {
        sql.index(id, text);
        return sql.update(
                        "UPDATE notes SET text = ?, rewritten = ?, bytes = ? WHERE @ AND id = ?",
                        text,
                        byHand ? 1 : 0,
                        bytes(text, mediaBytes(messages(id))),
                        id)
                > 0;
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
        sql.update("DELETE FROM note_messages WHERE @ AND note = ?", id);
        return sql.update("DELETE FROM notes WHERE @ AND id = ?", id) > 0;
    }

    List<String> files(long id) {
        return sql.list(
                "SELECT file FROM note_messages WHERE @ AND note = ? AND file <> ''", row -> row.getString(1), id);
    }

    /** The names of files that begin like this. They are of digits and of letters before {@code g}. */
    Set<String> files(String prefix) {
        return Set.copyOf(sql.list(
                "SELECT file FROM note_messages WHERE @ AND file >= ? AND file < ? AND file <> ''",
                row -> row.getString(1),
                prefix,
                prefix + "g"));
    }

    List<Brief> oldest(int limit) {
        return sql.list(
                "SELECT id, at, bytes FROM notes WHERE @ ORDER BY at, id LIMIT ?",
                row -> new Brief(row.getLong(1), row.getLong(2), row.getLong(3)),
                limit);
    }

    /** Returns the number of notes and their total counted size. */
    Totals totals() {
        return sql
                .list("SELECT notes, bytes FROM note_totals WHERE @", row -> new Totals(row.getLong(1), row.getLong(2)))
                .stream()
                .findFirst()
                .orElse(new Totals(0, 0));
    }

    record Totals(long notes, long bytes) {}
}
