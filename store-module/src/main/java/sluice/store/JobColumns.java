package sluice.store;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import sluice.api.Album;
import sluice.api.Job;
import sluice.api.Payload;

/** How a job is written into columns, which are the same for jobs that wait and for dead letters. */
final class JobColumns {

    /** In the order of {@link #values}. What a kind of payload does not have is 0 or empty. */
    static final String NAMES = "lane, watch, topic, due, visited, reserve, failures, flood_waits,"
            + " kind, chat, message, body, reply_to, album, quiet, version, caption, entities, details";

    static final String MARKS = "?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?";

    /** The same for {@link #isPlain plain} jobs, whose other values are always these. */
    static final String PLAIN_MARKS = "?, ?, ?, ?, '', ?, 0, 0, 1, ?, ?, ?, ?, '', 0, 0, 0, '', ?";

    /** How they are read: an empty text is null, which costs the driver nothing to hand over. */
    static final String READ =
            "lane, watch, topic, due, nullif(visited, ''), reserve, failures, flood_waits, kind, chat, message,"
                    + " nullif(body, ''), reply_to, nullif(album, ''), quiet, version, caption, nullif(entities, ''), nullif(details, '')";

    private static final int RELAY = 1;
    private static final int TEXT = 2;
    private static final int EDIT = 3;

    private JobColumns() {}

    /** Whether it is a message as nearly all are: not of an album, not tried yet, and from a chat that Telegram tells of. */
    static boolean isPlain(Job job) {
        return job.payload() instanceof Payload.Relay relay
                && relay.album().isEmpty()
                && job.visited().isEmpty()
                && job.tries().equals(Job.Tries.NONE);
    }

    /** The values to bind for a plain job: its place and part, and then its own. */
    static Object[] plainValues(Job job, Place place, int part) {
        Payload.Relay relay = (Payload.Relay) job.payload();
        return new Object[] {
            place.rank(),
            place.due(),
            place.entry(),
            part,
            job.destination(),
            job.watch(),
            job.topic(),
            Times.nanos(job.due()),
            job.reserve(),
            relay.chatId(),
            relay.messageId(),
            relay.text(),
            relay.replyTo(),
            relay.details()
        };
    }

    /** The values to bind: those given, and then those of the job. */
    static Object[] values(Job job, Object... before) {
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
                        relay.details());
            case Payload.Text text -> List.of(TEXT, 0, 0, text.body(), 0, "", 0, 0, 0, text.entities(), "");
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
                        edit.details());
        };
    }

    /** The job in a row that has the columns, starting at a place counted from 1. */
    static Job read(Row row, int first) throws SQLException {
        return new Job(
                row.textAt(first + 1),
                row.longAt(first),
                row.intAt(first + 2),
                payload(row, first + 8),
                Times.instant(row.longAt(first + 3)),
                visited(text(row, first + 4)),
                row.intAt(first + 5),
                new Job.Tries(row.intAt(first + 6), row.intAt(first + 7)));
    }

    private static Payload payload(Row row, int first) throws SQLException {
        int kind = row.intAt(first);
        long chat = row.longAt(first + 1);
        int message = row.intAt(first + 2);
        String body = text(row, first + 3);
        return switch (kind) {
            case RELAY ->
                new Payload.Relay(
                        chat, message, row.intAt(first + 4), body, album(row, first + 5), text(row, first + 10));
            case TEXT -> new Payload.Text(body, text(row, first + 9));
            case EDIT ->
                new Payload.Edit(
                        chat,
                        message,
                        row.longAt(first + 7),
                        row.intAt(first + 8) == 1,
                        body,
                        text(row, first + 9),
                        text(row, first + 10));
            default -> throw new IllegalStateException("a job of the unknown kind " + kind);
        };
    }

    private static String text(Row row, int column) throws SQLException {
        String text = row.textAt(column);
        return text == null ? "" : text;
    }

    private static Optional<Album> album(Row row, int first) throws SQLException {
        String key = text(row, first);
        return key.isEmpty() ? Optional.empty() : Optional.of(new Album(key, Duration.ofNanos(row.longAt(first + 1))));
    }

    private static List<Long> visited(String text) {
        if (text.isEmpty()) {
            return List.of();
        }
        List<Long> chats = new ArrayList<>();
        for (String chat : text.split(",", -1)) {
            chats.add(Long.valueOf(chat));
        }
        return chats;
    }
}
