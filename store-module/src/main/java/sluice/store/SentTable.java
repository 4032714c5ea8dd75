package sluice.store;

import sluice.api.Job;
import sluice.api.Payload;

/** Which messages were taken in for which watch, so that none is taken in twice. Notices have no watch and no key. */
final class SentTable {

    private final Query insert;

    SentTable(Database database) {
        insert = database.query("INSERT OR IGNORE INTO sent (at, watch, chat, message) VALUES (?, ?, ?, ?)");
    }

    /** Remembers a job; {@code false} when the same message was taken in for the same watch before. */
    boolean add(Job job, long now) {
        return job.watch().isEmpty()
                || !(job.payload() instanceof Payload.Relay relay)
                || insert.update(now, job.watch(), relay.chatId(), relay.messageId()) > 0;
    }
}
