package sluice.queue.sqlite;

import java.util.Optional;
import sluice.api.Copy;
import sluice.api.Job;
import sluice.api.Payload;

/**
 * The messages taken in by each watch, so that none is taken in twice, and the copy that each of them became. Notices
 * have no watch and no key. Rows are kept for a time and up to a number; their ids rise with their age.
 */
final class SentTable {

    private final Database database;
    private final int maxRows;

    SentTable(Database database, int maxRows) {
        this.database = database;
        this.maxRows = maxRows;
    }

    /** Remembers a job; {@code false} when the same message was taken in for the same watch before. */
    boolean add(Job job, long now) {
        return job.watch().isEmpty()
                || !(job.payload() instanceof Payload.Relay relay)
                || database.update(
                                "INSERT OR IGNORE INTO sent (at, watch, chat, message) VALUES (?, ?, ?, ?)",
                                now,
                                job.watch(),
                                relay.chatId(),
                                relay.messageId())
                        > 0;
    }

    /** Remembers what became of a message; from then on both are known for as long as one that comes in now. */
    void add(Copy copy, long now) {
        database.update(
                "INSERT INTO sent (at, watch, chat, message, to_chat, to_message) VALUES (?, ?, ?, ?, ?, ?)"
                        + " ON CONFLICT (chat, message, watch) DO UPDATE SET at = max(at, excluded.at),"
                        + " to_chat = excluded.to_chat, to_message = excluded.to_message",
                now,
                copy.watch(),
                copy.chatId(),
                copy.messageId(),
                copy.toChatId(),
                copy.toMessageId());
    }

    /** A copy that was made since a time. */
    Optional<Copy> copyOf(String watch, long chatId, int messageId, long since) {
        return database.first(
                "SELECT to_chat, to_message FROM sent WHERE chat = ? AND message = ? AND watch = ? AND at >= ?"
                        + " AND to_message IS NOT NULL",
                row -> new Copy(watch, chatId, messageId, row.getLong(1), row.getInt(2)),
                chatId,
                messageId,
                watch,
                since);
    }

    /** Removes the oldest rows until there are no more than there may be. Only the oldest ever go, so that ids tell how many there are. */
    void trim() {
        if (database.number("SELECT coalesce((SELECT max(id) FROM sent) - (SELECT min(id) FROM sent) + 1, 0)")
                > maxRows) {
            database.update("DELETE FROM sent WHERE id <= (SELECT max(id) FROM sent) - ?", maxRows);
        }
    }

    /** Removes those of the oldest few that are from before a time; how many. */
    int sweep(long before, int limit) {
        return database.update(
                "DELETE FROM sent WHERE id IN (SELECT id FROM (SELECT id, at FROM sent ORDER BY id LIMIT ?) WHERE at < ?)",
                limit,
                before);
    }
}
