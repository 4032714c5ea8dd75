package sluice.store;

import java.sql.ResultSet;
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

    /** In the order of {@link #values}. A job without a chat of origin is a text of its own. */
    static final String NAMES = "lane, watch, topic, chat, message, reply_to, body, album, quiet, due, visited, reserve,"
            + " failures, flood_waits";

    static final String MARKS = "?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?";

    private JobColumns() {}

    /** The values to bind: those given, and then those of the job. */
    static Object[] values(Job job, Object... before) {
        List<Object> values = new ArrayList<>(List.of(before));
        values.add(job.destination());
        values.add(job.watch());
        values.add(job.topic());
        switch (job.payload()) {
            case Payload.Relay relay -> {
                values.add(relay.chatId());
                values.add(relay.messageId());
                values.add(relay.replyTo());
                values.add(relay.text());
                values.add(relay.album().map(Album::key).orElse(null));
                values.add(relay.album().map(album -> Times.nanos(album.quiet())).orElse(0L));
            }
            case Payload.Text text -> {
                values.add(null);
                values.add(0);
                values.add(0);
                values.add(text.body());
                values.add(null);
                values.add(0L);
            }
        }
        values.add(Times.nanos(job.due()));
        values.add(job.visited().stream().map(String::valueOf).collect(Collectors.joining(",")));
        values.add(job.reserve());
        values.add(job.tries().failures());
        values.add(job.tries().floodWaits());
        return values.toArray();
    }

    /** The job in a row that has the columns, starting at a place counted from 1. */
    static Job read(ResultSet row, int first) throws SQLException {
        return new Job(
                row.getString(first + 1),
                row.getLong(first),
                row.getInt(first + 2),
                payload(row, first + 3),
                Times.instant(row.getLong(first + 9)),
                visited(row.getString(first + 10)),
                row.getInt(first + 11),
                new Job.Tries(row.getInt(first + 12), row.getInt(first + 13)));
    }

    private static Payload payload(ResultSet row, int first) throws SQLException {
        long chat = row.getLong(first);
        if (row.wasNull()) {
            return new Payload.Text(row.getString(first + 3));
        }
        String album = row.getString(first + 4);
        return new Payload.Relay(
                chat,
                row.getInt(first + 1),
                row.getInt(first + 2),
                row.getString(first + 3),
                album == null
                        ? Optional.empty()
                        : Optional.of(new Album(album, Duration.ofNanos(row.getLong(first + 5)))));
    }

    private static List<Long> visited(String text) {
        List<Long> chats = new ArrayList<>();
        for (String chat : text.isEmpty() ? new String[0] : text.split(",", -1)) {
            chats.add(Long.valueOf(chat));
        }
        return chats;
    }
}
