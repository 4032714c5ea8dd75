package sluice.queue.sqlite;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import sluice.api.ComponentContext;
import sluice.api.Provider;
import sluice.api.Watch;
import sluice.queue.sqlite.store.Database;
import sluice.queue.sqlite.store.StoreFile;
import sluice.queue.sqlite.watches.WatchRows;
import sluice.queue.store.archive.ArchiveDatabase;
import sluice.queue.store.archive.ArchiveTable;
import sluice.queue.store.archive.StoredArchive;
import sluice.queue.store.tables.StorableWatch;

/**
 * The archive of a data directory. The queue is open meanwhile and does nothing: it keeps others out of the directory, and has settled
 * what was claimed.
 */
@Provider(name = "sqlite", section = "queue")
public final class SqliteArchive extends StoredArchive {

    private SqliteQueue queue;
    private StoreFile file;

    @Override
    public void start(ComponentContext context) {
        super.start(context);
        queue = new SqliteQueue();
        queue.start(context);
        file = new StoreFile(context);
    }

    @Override
    public void close() {
        queue.close();
    }

    @Override
    protected ArchiveDatabase open() {
        return new OpenFile(file.openBeside(StoreFile.PATIENCE));
    }

    /** The file, over a connection of its own. */
    private static final class OpenFile extends ArchiveDatabase {

        /** What is remembered is sorted by age, and found by other keys. */
        private static final String CACHE = "PRAGMA cache_size = -32768";

        private static final String LAST = "'" + ArchiveTable.LAST_DEAD_LETTER + "'";

        private final Database database;
        private final WatchRows watches;

        OpenFile(Database database) {
            super(Optional.empty(), "");
            this.database = database;
            this.watches = new WatchRows(database);
            database.execute(CACHE);
        }

        @Override
        protected Connection connection() {
            return database.connection();
        }

        @Override
        protected RuntimeException failure(String sql, SQLException e) {
            return Database.failure(sql, e);
        }

        @Override
        protected void beginReading() {
            database.update("BEGIN DEFERRED");
        }

        @Override
        protected void beginWriting() {
            database.begin();
        }

        @Override
        protected void commit() {
            database.commit();
        }

        @Override
        protected long number(String sql, Object... values) {
            return database.number(sql, values);
        }

        @Override
        protected void update(String sql, Object... values) {
            database.update(sql, values);
        }

        @Override
        protected void updates(String sql, List<Object[]> rows) {
            rows.forEach(row -> database.update(sql, row));
        }

        @Override
        protected String facts() {
            return "(SELECT name, value, at FROM facts WHERE name NOT IN " + ArchiveTable.OWN_FACTS
                    + " UNION ALL SELECT " + LAST
                    + ", seq, 0 FROM sqlite_sequence WHERE name = 'dead_letters' AND seq > 0)";
        }

        @Override
        protected List<Watch> watches() {
            return watches.all();
        }

        @Override
        protected void add(Watch watch) {
            StorableWatch.require(watch);
            watches.save(watch);
        }

        @Override
        protected void clearWatches() {
            watches.clear();
        }

        @Override
        protected void completed() {
            database.update("DELETE FROM sqlite_sequence WHERE name = 'dead_letters'");
            database.update(
                    "INSERT INTO sqlite_sequence (name, seq) SELECT 'dead_letters', value FROM facts WHERE name = "
                            + LAST);
            database.update("DELETE FROM facts WHERE name = " + LAST);
            // It is another store from now on: the file of claims is about the one that was replaced.
            database.update("DELETE FROM facts WHERE name IN ('number', 'run', 'closed')");
            watches.changed();
        }

        @Override
        protected long notes() {
            return database.number("SELECT notes FROM note_totals");
        }

        /** SQLite undoes what was not committed. */
        @Override
        public void close() {
            database.close();
        }
    }
}
