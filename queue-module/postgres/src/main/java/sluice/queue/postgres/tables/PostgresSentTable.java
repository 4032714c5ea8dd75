package sluice.queue.postgres.tables;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import sluice.api.Copy;
import sluice.api.Job;
import sluice.api.Payload;
import sluice.queue.postgres.db.Rows;
import sluice.queue.postgres.db.Session;
import sluice.queue.postgres.db.Session.Table;
import sluice.queue.store.tables.SentTable;

/** The messages that one bot has received, and their copies. */
final class PostgresSentTable implements SentTable {

    private static final String PUT = Rows.insert(
                    "sent",
                    "bot bigint, at bigint, watch text, chat bigint, message bigint, to_chat bigint, to_message bigint")
            + " ON CONFLICT (bot, chat, message, watch) DO UPDATE SET at = greatest(sent.at, excluded.at),"
            + " to_chat = excluded.to_chat, to_message = excluded.to_message";

    private static final String ADD =
            Rows.insert("sent", "bot bigint, at bigint, watch text, chat bigint, message bigint")
                    + " ON CONFLICT DO NOTHING RETURNING watch, chat, message";

    private record Key(String watch, long chat, long message) {}

    private final Session session;
    private final long bot;
    private final int maxRows;

    PostgresSentTable(Session session, long bot, int maxRows) {
        this.session = session;
        this.bot = bot;
        this.maxRows = maxRows;
    }

    @Override
    public BitSet add(List<Job> jobs, long now) {
        List<Key> keys = new ArrayList<>();
        for (Job job : jobs) {
            if (SentTable.isRemembered(job)) {
                Payload.Relay relay = (Payload.Relay) job.payload();
                keys.add(new Key(job.watch(), relay.chatId(), relay.messageId()));
            }
        }
        Set<Key> added = keys.isEmpty() ? Set.of() : insert(keys, now);
        BitSet fresh = new BitSet(jobs.size());
        int next = 0;
        for (int i = 0; i < jobs.size(); i++) {
            fresh.set(i, !SentTable.isRemembered(jobs.get(i)) || added.remove(keys.get(next++)));
        }
        return fresh;
    }

    private Set<Key> insert(List<Key> keys, long now) {
        return new HashSet<>(session.list(
                Table.SENT,
                ADD,
                row -> new Key(row.getString(1), row.getLong(2), row.getLong(3)),
                Rows.values(keys.stream()
                        .map(key -> new Object[] {bot, now, key.watch, key.chat, key.message})
                        .toList())));
    }

    @Override
    public void add(Copy copy, long now) {
        session.put(
                Table.SENT,
                new Key(copy.watch(), copy.chatId(), copy.messageId()),
                PUT,
                bot,
                now,
                copy.watch(),
                copy.chatId(),
                copy.messageId(),
                copy.toChatId(),
                copy.toMessageId());
    }

    @Override
    public Optional<Copy> copyOf(String watch, long chatId, int messageId, long since) {
        return session.first(
                Table.SENT,
                "SELECT to_chat, to_message FROM sent WHERE bot = ? AND chat = ? AND message = ? AND watch = ?"
                        + " AND at >= ? AND to_message IS NOT NULL",
                row -> new Copy(watch, chatId, messageId, row.getLong(1), row.getInt(2)),
                bot,
                chatId,
                messageId,
                watch,
                since);
    }

    /** Left to {@link #sweep}: here it would be asked with each transaction. */
    @Override
    public void trim() {}

    @Override
    public int sweep(long before, int limit) {
        long tooMany = session.first(
                        Table.SENT,
                        "SELECT at FROM sent WHERE bot = ? ORDER BY at DESC OFFSET ? LIMIT 1",
                        row -> row.getLong(1),
                        bot,
                        maxRows)
                .map(at -> at + 1)
                .orElse(Long.MIN_VALUE);
        return session.update(
                Table.SENT,
                "DELETE FROM sent WHERE ctid = ANY (ARRAY (SELECT ctid FROM sent WHERE bot = ? AND at < ?"
                        + " ORDER BY at LIMIT ?))",
                bot,
                Math.max(before, tooMany),
                limit);
    }
}
