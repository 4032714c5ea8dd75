package sluice.queue.store.archive;

import java.time.Clock;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import sluice.api.ComponentContext;
import sluice.api.StoreArchive;

/** The archive of a queue that is kept in tables. For one thread at a time. */
public abstract class StoredArchive implements StoreArchive {

    private String bot;
    private Clock clock;

    /** Keeps every process from running the bot until it is closed. */
    @Override
    public void start(ComponentContext context) {
        bot = context.bot();
        clock = context.clock();
    }

    /** A connection of its own. */
    protected abstract ArchiveDatabase open();

    @Override
    public final boolean isEmpty() {
        try (ArchiveDatabase database = open()) {
            return database.isEmpty();
        }
    }

    @Override
    public final Stream<String> read() {
        ArchiveDatabase database = open();
        try {
            database.beginReading();
            ArchiveReader reader = new ArchiveReader(database, bot, clock.instant());
            return StreamSupport.stream(reader, false).onClose(database::close);
        } catch (RuntimeException | Error e) {
            database.close();
            throw e;
        }
    }

    @Override
    public final void write(Stream<String> lines) {
        try (ArchiveDatabase database = open()) {
            database.beginWriting();
            database.clear();
            new ArchiveWriter(database).write(lines.iterator());
            database.commit();
        }
    }

    @Override
    public final void clear() {
        try (ArchiveDatabase database = open()) {
            database.beginWriting();
            database.clear();
            database.completed();
            database.commit();
        }
    }
}
