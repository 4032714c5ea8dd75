package sluice.queue.store.tables;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import sluice.api.Album;
import sluice.api.Job;
import sluice.api.LinkPreview;
import sluice.api.MessageDetails;
import sluice.api.MessageSender;
import sluice.api.Payload;

/** Maps a job to columns, which are the same for waiting jobs and for dead letters. */
public final class JobColumns {

    /** The column names, in the order of {@link #values}. What a kind of payload does not have is 0 or empty. */
    public static final String NAMES = "lane, watch, topic, due, visited, reserve, failures, flood_waits,"
            + " kind, chat, message, body, reply_to, album, quiet, version, caption, entities, details";

    public static final String MARKS = "?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?";

    public static final int RELAY = 1;
    private static final int TEXT = 2;
    private static final int EDIT = 3;

    private JobColumns() {}

    /** The values to bind: those given, and then those of the job. */
    public static Object[] values(Job job, Object... before) {
        List<Object> values = new ArrayList<>(List.of(before));
        values.add(job.destination());
        values.add(job.watch());
        values.add(job.topic());
        values.add(Times.nanos(job.due()));
        values.add(job.visited().stream().map(String::valueOf).collect(Collectors.joining(",")));
        values.add(job.reserve());
        values.add(job.tries().failures());
        values.add(job.tries().floodWaits());
        values.addAll(values(job.payload()));
        return values.toArray();
    }

    private static List<Object> values(Payload payload) {
        return switch (payload) {
            case Payload.Relay relay ->
                List.of(
                        RELAY,
                        relay.chatId(),
                        relay.messageId(),
                        relay.text(),
                        relay.replyTo(),
                        relay.album().map(Album::key).orElse(""),
                        relay.album().map(album -> Times.nanos(album.quiet())).orElse(0L),
                        0,
                        0,
                        "",
                        DetailsColumn.write(relay.details()));
            case Payload.Text text ->
                List.of(
                        TEXT,
                        0,
                        0,
                        text.body(),
                        0,
                        "",
                        0,
                        0,
                        0,
                        text.entities(),
                        DetailsColumn.write(details(text.preview())));
            case Payload.Edit edit ->
                List.of(
                        EDIT,
                        edit.chatId(),
                        edit.messageId(),
                        edit.text(),
                        0,
                        "",
                        0,
                        edit.version(),
                        edit.caption() ? 1 : 0,
                        edit.entities(),
                        DetailsColumn.write(edit.details()));
        };
    }

    /** A text has one column with the others, of which it needs the preview only. */
    private static Optional<MessageDetails> details(LinkPreview preview) {
        return preview.equals(LinkPreview.DEFAULT)
                ? Optional.empty()
                : Optional.of(
                        MessageDetails.ofText(MessageSender.UNKNOWN, 0, "").with(preview));
    }

    /** The job in a row that has the columns, starting at a place counted from 1. */
    public static Job read(ResultSet row, int first) throws SQLException {
        return new Job(
                row.getString(first + 1),
                row.getLong(first),
                row.getInt(first + 2),
                payload(row, first + 8),
                Times.instant(row.getLong(first + 3)),
                visited(row.getString(first + 4)),
                row.getInt(first + 5),
                new Job.Tries(row.getInt(first + 6), row.getInt(first + 7)));
    }

    private static Payload payload(ResultSet row, int first) throws SQLException {
        int kind = row.getInt(first);
        long chat = row.getLong(first + 1);
        int message = row.getInt(first + 2);
        String body = row.getString(first + 3);
        String entities = row.getString(first + 9);
        Optional<MessageDetails> details = DetailsColumn.read(row.getString(first + 10));
        return switch (kind) {
            case RELAY -> new Payload.Relay(chat, message, row.getInt(first + 4), body, album(row, first + 5), details);
            case TEXT ->
                new Payload.Text(
                        body,
                        entities,
                        details.map(known -> known.display().linkPreview()).orElse(LinkPreview.DEFAULT));
            case EDIT ->
                new Payload.Edit(
                        chat, message, row.getLong(first + 7), row.getInt(first + 8) == 1, body, entities, details);
            default -> throw new IllegalStateException("a job of the unknown kind " + kind);
        };
    }

    private static Optional<Album> album(ResultSet row, int first) throws SQLException {
        String key = row.getString(first);
        return key.isEmpty() ? Optional.empty() : Optional.of(new Album(key, Duration.ofNanos(row.getLong(first + 1))));
    }

    private static List<Long> visited(String text) {
        return text.isEmpty()
                ? List.of()
                : Arrays.stream(text.split(",", -1)).map(Long::valueOf).toList();
    }
}
