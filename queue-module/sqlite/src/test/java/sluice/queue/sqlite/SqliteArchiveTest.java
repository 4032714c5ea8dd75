package sluice.queue.sqlite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import sluice.api.ComponentContext;
import sluice.api.MessageQueue;
import sluice.api.StoreArchive;
import sluice.api.WatchRepository;
import sluice.queue.sqlite.watches.SqliteWatches;
import sluice.testkit.FakeTime;
import sluice.testkit.StoreArchiveContractTest;

class SqliteArchiveTest extends StoreArchiveContractTest {

    @TempDir
    private Path folder;

    @Override
    protected ComponentContext context(int bot, FakeTime time) {
        try {
            return Stores.context(time, Files.createDirectories(folder.resolve("bot" + bot)), 100, 100);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    protected MessageQueue queue() {
        return new SqliteQueue();
    }

    @Override
    protected WatchRepository watches() {
        return new SqliteWatches();
    }

    @Override
    protected StoreArchive archive() {
        return new SqliteArchive();
    }
}
