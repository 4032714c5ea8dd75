package sluice.queue.sqlite.store;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.sqlite.SQLiteErrorCode;
import sluice.api.ComponentContext;
import sluice.api.SettingsException;
import sluice.queue.store.claims.ClaimFile;
import sluice.queue.store.tables.StoreException;

/** The file {@code sluice.db} in the data directory: checked, brought to this version, and opened. */
public final class StoreFile {

    public static final String NAME = "sluice.db";

    /** The time for which a change waits for another one: far longer than any takes on a disk that works. */
    public static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final Logger LOG = System.getLogger(StoreFile.class.getName());
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    /** The number of tries, each of which waits until somebody else is done. */
    private static final int LOG_TRIES = 10;

    /** The cache of a connection, for the only bot of a process and for one of many. */
    private static final int CACHE_KILOBYTES = 2048;

    private static final int CACHE_KILOBYTES_OF_MANY = 64;

    private final Path file;
    private final Clock clock;
    private final int cacheKilobytes;
    private boolean setAside;
    private volatile Object opened;

    public StoreFile(ComponentContext context) {
        this.file = context.dataDir().resolve(NAME);
        this.clock = context.clock();
        this.cacheKilobytes = context.bot().isEmpty() ? CACHE_KILOBYTES : CACHE_KILOBYTES_OF_MANY;
    }

    /** The reason why the file is gone, if it was removed or replaced since it was opened; else empty. */
    public Optional<String> gone() {
        try {
            return Objects.equals(
                            Files.readAttributes(file, BasicFileAttributes.class)
                                    .fileKey(),
                            opened)
                    ? Optional.empty()
                    : Optional.of(file + " was replaced while the bot runs; start it anew");
        } catch (IOException e) {
            return Optional.of(file + " was removed while the bot runs; put it back, or start the bot anew");
        }
    }

    /** True if a damaged file was found and set aside. */
    public boolean setAside() {
        return setAside;
    }

    public Database open() {
        try {
            if (isWithoutHead()) {
                putAside("is missing or empty, though it was in use");
            }
            Database database = connect();
            requireOwn(database);
            if (isDamaged(database)) {
                // Before it is closed, since closing would put its log away.
                putAside("is damaged");
                database.close();
                database = connect();
            }
            requireKnownVersion(database);
            prepare(database);
            opened = Files.readAttributes(file, BasicFileAttributes.class).fileKey();
            return database;
        } catch (StoreException | IOException e) {
            throw unusable(e);
        }
    }

    /** Shortens the wait for another user of the file: at the start it may be long, while the bot runs it may not. */
    public static void hurry(Database database) {
        database.execute("PRAGMA busy_timeout = 250");
    }

    /**
     * Opens the file for somebody beside the queue, perhaps in another process. Only the queue, which has the directory
     * for itself, may put a damaged file aside.
     *
     * @param patience how long to wait, each time, for somebody else who is changing the file
     */
    public Database openBeside(Duration patience) {
        Database database = null;
        try {
            if (isWithoutHead()) {
                throw damaged();
            }
            database = connect();
            requireOwn(database);
            requireKnownVersion(database);
            prepare(database);
            database.execute("PRAGMA busy_timeout = " + patience.toMillis());
            return database;
        } catch (StoreException e) {
            if (database != null) {
                database.close();
            }
            if (tellsDamage(e)) {
                throw damaged();
            }
            throw unusable(e);
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    private SettingsException damaged() {
        return new SettingsException("`data-dir`: " + file.toAbsolutePath()
                + " is damaged or missing; `sluice run` sets aside what is left of it and begins a new one");
    }

    /** What lies beside the file is there, and the file is not. SQLite would delete the log of changes. */
    private boolean isWithoutHead() throws IOException {
        return size(file) == 0
                && (size(file.resolveSibling(NAME + "-wal")) > 0 || Files.exists(file.resolveSibling(ClaimFile.NAME)));
    }

    /** 0 for a file that is not there, or that another process has just removed. */
    private static long size(Path path) throws IOException {
        try {
            return Files.size(path);
        } catch (NoSuchFileException e) {
            return 0;
        }
    }

    private RuntimeException unusable(Exception e) {
        String problem = "`data-dir`: " + file.toAbsolutePath() + " cannot be used (" + e.getMessage()
                + "); check its owner, the space on its disk, and that no other program has it open";
        return e instanceof SqliteException failure && failure.mayPass()
                ? new StoreException(problem, e)
                : new SettingsException(problem);
    }

    /** Reads nothing yet: whatever does may find that the file is damaged. */
    private Database connect() {
        Database database = Database.open(file);
        database.execute("PRAGMA busy_timeout = 10000");
        return database;
    }

    /** Refuses a file of another program: it is neither changed nor set aside. */
    private void requireOwn(Database database) {
        boolean own;
        try {
            own = Migrations.isStore(database);
        } catch (StoreException e) {
            if (!tellsDamage(e)) {
                throw e;
            }
            own = hasCompanion();
        }
        if (!own) {
            database.close();
            throw new SettingsException("`data-dir`: " + file.toAbsolutePath()
                    + " was not made by Sluice; move it elsewhere, or name another directory");
        }
    }

    /** Of a file that cannot be read, what lies beside it tells whether it was a store. */
    private boolean hasCompanion() {
        return Files.exists(file.resolveSibling(ClaimFile.NAME)) || Files.exists(file.resolveSibling(NAME + "-wal"));
    }

    private static boolean isDamaged(Database database) {
        try {
            return !database.value("PRAGMA quick_check(1)").equals("ok");
        } catch (StoreException e) {
            if (tellsDamage(e)) {
                return true;
            }
            throw e;
        }
    }

    private static boolean tellsDamage(StoreException e) {
        return e instanceof SqliteException failure
                && (failure.isOf(SQLiteErrorCode.SQLITE_CORRUPT) || failure.isOf(SQLiteErrorCode.SQLITE_NOTADB));
    }

    private void putAside(String why) throws IOException {
        String stamp = NAME + ".damaged-" + STAMP.format(clock.instant());
        String name = stamp;
        for (int i = 2; Files.exists(file.resolveSibling(name)); i++) {
            name = stamp + "-" + i;
        }
        boolean any = false;
        for (String part : List.of("", "-wal", "-shm")) {
            Path from = file.resolveSibling(NAME + part);
            if (Files.exists(from)) {
                Files.move(from, file.resolveSibling(name + part));
                any = true;
            }
        }
        setAside = true;
        LOG.log(
                Level.ERROR,
                "{0} {1}; {2}a new one begins. What waited in it is not delivered.",
                file,
                why,
                any ? "it was set aside as " + name + ", and " : "");
    }

    private void requireKnownVersion(Database database) {
        int version = Migrations.versionOf(database);
        if (version > Migrations.current()) {
            database.close();
            throw new SettingsException("`data-dir`: " + file.toAbsolutePath() + " has version " + version
                    + " and this Sluice knows version " + Migrations.current()
                    + " at most; run the newer Sluice, or name another directory");
        }
    }

    /**
     * The cache is small, since memory is to be bounded and the system caches the file anyway. So are the pages: a batch
     * touches one for each lane and each chat, and all of them are written. A commit is on the disk when it returns (a
     * power cut counts like a crash), and the log of changes is cut back after a flood.
     */
    private void prepare(Database database) {
        database.execute("PRAGMA cache_size = -" + cacheKilobytes);
        database.execute("PRAGMA page_size = 2048");
        useLog(database);
        database.execute("PRAGMA synchronous = FULL");
        database.execute("PRAGMA journal_size_limit = 8388608");
        Migrations.migrate(database);
    }

    /**
     * This one change does not wait for its turn when another connection is about the same; a transaction does. As soon
     * as one of them has made it, it is made for all.
     */
    private static void useLog(Database database) {
        for (int tries = 1; ; tries++) {
            try {
                database.execute("PRAGMA journal_mode = WAL");
                return;
            } catch (SqliteException e) {
                if (!e.isOf(SQLiteErrorCode.SQLITE_BUSY) || tries == LOG_TRIES) {
                    throw e;
                }
                database.transaction("IMMEDIATE", () -> true);
            }
        }
    }
}
