package sluice.store;

import java.util.Optional;
import sluice.api.Copy;
import sluice.api.Job;
import sluice.api.Payload;

/**
 * Which messages were taken in for which watch, so that none is taken in twice, and which message each of them became. Both stand in
 * one row, since a second one would have the same key and cost as much again. Notices have no watch and no key.
 */
final class SentTable {

    private static final String KEY = " WHERE chat = ? AND message = ? AND watch = ?";

    private final Query insert;
    private final Query copied;
    private final Query find;

    SentTable(Database database) {
        insert =
                database.query("INSERT OR IGNORE INTO sent (at, watch, chat, message, to_chat) VALUES (?, ?, ?, ?, ?)");
        copied = database.query(
                "INSERT INTO sent (at, watch, chat, message, to_chat, to_message) VALUES (?, ?, ?, ?, ?, ?)"
                        + " ON CONFLICT (chat, message, watch) DO UPDATE SET at = max(at, excluded.at),"
                        + " to_chat = excluded.to_chat, to_message = excluded.to_message");
        find = database.query("SELECT to_chat, to_message FROM sent" + KEY + " AND at >= ? AND to_message IS NOT NULL");
    }

    /** Remembers a job; {@code false} when the same message was taken in for the same watch before. */
    boolean add(Job job, long now) {
        return job.watch().isEmpty()
                || !(job.payload() instanceof Payload.Relay relay)
                // The chat as well, so that the row does not grow much when it is known what became of the message.
                || insert.update(now, job.watch(), relay.chatId(), relay.messageId(), job.destination()) > 0;
    }

    /** Remembers what became of a message; from then on both are known for as long as one that comes in now. */
    void add(Copy copy, long now) {
        copied.update(now, copy.watch(), copy.chatId(), copy.messageId(), copy.toChatId(), copy.toMessageId());
    }

    /** A copy that was made since a time. */
    Optional<Copy> copyOf(String watch, long chatId, int messageId, long since) {
        return find.first(
                row -> new Copy(watch, chatId, messageId, row.longAt(1), row.intAt(2)),
                chatId,
                messageId,
                watch,
                since);
    }
}
