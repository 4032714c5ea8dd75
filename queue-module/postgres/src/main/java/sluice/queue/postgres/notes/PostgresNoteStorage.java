package sluice.queue.postgres.notes;

import java.util.function.Function;
import sluice.queue.postgres.db.Owned;
import sluice.queue.postgres.db.Sql;
import sluice.queue.postgres.node.Node;
import sluice.queue.store.notes.NoteFiles;
import sluice.queue.store.notes.NoteSql;
import sluice.queue.store.notes.NoteStorage;
import sluice.queue.store.tables.StoreException;

/** The rows of one bot in the database. A change locks the bot's own row, so that no other process takes the bot before it is kept. */
final class PostgresNoteStorage implements NoteStorage {

    private final Node node;
    private final Owned owned;
    private final NoteFiles files;

    PostgresNoteStorage(Node node, Owned owned, NoteFiles files) {
        this.node = node;
        this.owned = owned;
        this.files = files;
    }

    @Override
    public NoteFiles files() {
        return files;
    }

    /** Only the owner removes files, and a removal that is kept shows that it is this process. */
    @Override
    public boolean removesFilesFirst() {
        return false;
    }

    @Override
    public <T> T read(Function<NoteSql, T> question) {
        return search(question);
    }

    @Override
    public <T> T search(Function<NoteSql, T> question) {
        return transaction("the notes cannot be read", sql -> {
            sql.update("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY");
            return question.apply(new PostgresNoteSql(sql, owned.bot()));
        });
    }

    /** {@code seq} of the bot stays: the queue tells by it whether its own transactions were kept. */
    @Override
    public <T> T change(Function<NoteSql, T> change) {
        return transaction("the notes cannot be changed", sql -> {
            boolean own = sql.first(
                            "SELECT bot FROM bots WHERE bot = ? AND epoch = ? FOR UPDATE",
                            row -> row.getLong(1),
                            owned.bot(),
                            owned.epoch())
                    .isPresent();
            if (!own) {
                throw node.refused(owned);
            }
            return change.apply(new PostgresNoteSql(sql, owned.bot()));
        });
    }

    private <T> T transaction(String failure, Function<Sql, T> work) {
        try {
            return node.connections().ask(sql -> sql.transaction(() -> work.apply(sql)));
        } catch (StoreException e) {
            throw new StoreException(failure + ": " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        node.leave();
    }
}
