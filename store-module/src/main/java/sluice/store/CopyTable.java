package sluice.store;

import java.util.Optional;
import sluice.api.Copy;

/** Which message became which. */
final class CopyTable {

    private final Query insert;
    private final Query find;

    CopyTable(Database database) {
        insert = database.query("INSERT OR REPLACE INTO copies (at, watch, chat, message, to_chat, to_message)"
                + " VALUES (?, ?, ?, ?, ?, ?)");
        find = database.query(
                "SELECT to_chat, to_message FROM copies" + " WHERE watch = ? AND chat = ? AND message = ? AND at >= ?");
    }

    void add(Copy copy, long now) {
        insert.update(now, copy.watch(), copy.chatId(), copy.messageId(), copy.toChatId(), copy.toMessageId());
    }

    /** A copy that was made since a time. */
    Optional<Copy> find(String watch, long chatId, int messageId, long since) {
        return find.first(
                row -> new Copy(watch, chatId, messageId, row.longAt(1), row.intAt(2)),
                watch,
                chatId,
                messageId,
                since);
    }
}
