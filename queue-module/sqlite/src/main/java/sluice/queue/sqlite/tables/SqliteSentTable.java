package sluice.queue.sqlite.tables;

import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import sluice.api.Copy;
import sluice.api.Job;
import sluice.api.Payload;
import sluice.queue.sqlite.store.Database;
import sluice.queue.store.tables.SentTable;

/** The messages received by each watch, and their copies. The older a row, the lower its id. */
final class SqliteSentTable implements SentTable {

    private final Database database;
    private final int maxRows;

    SqliteSentTable(Database database, int maxRows) {
        this.database = database;
        this.maxRows = maxRows;
    }

    @Override
    public BitSet add(List<Job> jobs, long now) {
        BitSet fresh = new BitSet(jobs.size());
        for (int i = 0; i < jobs.size(); i++) {
            Job job = jobs.get(i);
            fresh.set(i, !SentTable.isRemembered(job) || isNew(job, now));
        }
        return fresh;
    }

    private boolean isNew(Job job, long now) {
        Payload.Relay relay = (Payload.Relay) job.payload();
        return database.update(
                        "INSERT OR IGNORE INTO sent (at, watch, chat, message) VALUES (?, ?, ?, ?)",
                        now,
                        job.watch(),
                        relay.chatId(),
                        relay.messageId())
                > 0;
    }

    @Override
    public void add(Copy copy, long now) {
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

    @Override
    public Optional<Copy> copyOf(String watch, long chatId, int messageId, long since) {
        return database.first(
                "SELECT to_chat, to_message FROM sent WHERE chat = ? AND message = ? AND watch = ? AND at >= ?"
                        + " AND to_message IS NOT NULL",
                row -> new Copy(watch, chatId, messageId, row.getLong(1), row.getInt(2)),
                chatId,
                messageId,
                watch,
                since);
    }

    @Override
    public void trim() {
        if (database.number("SELECT coalesce((SELECT max(id) FROM sent) - (SELECT min(id) FROM sent) + 1, 0)")
                > maxRows) {
            database.update("DELETE FROM sent WHERE id <= (SELECT max(id) FROM sent) - ?", maxRows);
        }
    }

    @Override
    public int sweep(long before, int limit) {
        return database.update(
                "DELETE FROM sent WHERE id IN (SELECT id FROM (SELECT id, at FROM sent ORDER BY id LIMIT ?) WHERE at < ?)",
                limit,
                before);
    }
}
