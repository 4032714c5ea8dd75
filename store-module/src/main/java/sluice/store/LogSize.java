package sluice.store;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;

/**
 * How long the log of changes may get before SQLite takes it over into the file: on a disk with little space only a part of what
 * is free, since the file may have to grow for it. Otherwise the log would take the last free block, and nothing could ever be
 * taken over to give it back. For the writer thread only.
 */
final class LogSize {

    /** In pages of the file, here and below: 8 MB. */
    static final int MOST = 4_000;

    /** Less would cost a flush of the file for every few commits. */
    static final int LEAST = 64;

    private static final Logger LOG = System.getLogger(LogSize.class.getName());
    private static final int PAGE_BYTES = 2_048;

    /** The log may take one part of so many that are free. */
    private static final int PARTS = 4;

    private static final Duration AGAIN = Duration.ofSeconds(1);

    private final Database database;
    private final Path dir;
    private int pages = MOST;
    private long emptiedAt = System.nanoTime() - AGAIN.toNanos();

    LogSize(Database database, Path dir) {
        this.database = database;
        this.dir = dir;
    }

    /** The most pages where so many bytes are free. */
    static int pages(long freeBytes) {
        return Math.clamp(freeBytes / PARTS / PAGE_BYTES, LEAST, MOST);
    }

    /** Fits it to what is free now; asking costs far less than the commit before. */
    void fit() {
        int fitting = pages(dir.toFile().getUsableSpace());
        if (fitting != pages) {
            pages = fitting;
            database.execute("PRAGMA wal_autocheckpoint = " + fitting);
        }
    }

    /** Takes all of it over and gives its space back, if the full disk has room for what the file grows by. */
    void empty() {
        long now = System.nanoTime();
        if (now - emptiedAt < AGAIN.toNanos()) {
            return;
        }
        emptiedAt = now;
        try {
            database.execute("PRAGMA wal_checkpoint(TRUNCATE)");
        } catch (StoreException e) {
            LOG.log(Level.DEBUG, "the log of changes cannot be put away: {0}", e.getMessage());
        }
    }
}
