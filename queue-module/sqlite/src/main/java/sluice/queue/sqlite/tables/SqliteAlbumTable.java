package sluice.queue.sqlite.tables;

import java.util.List;
import java.util.Optional;
import sluice.api.Album;
import sluice.queue.sqlite.store.Database;
import sluice.queue.store.tables.AlbumTable;
import sluice.queue.store.tables.Place;
import sluice.queue.store.tables.Times;

/** The albums that may still get members: one per lane and key. */
final class SqliteAlbumTable implements AlbumTable {

    private final Database database;

    SqliteAlbumTable(Database database) {
        this.database = database;
    }

    @Override
    public Optional<Open> find(long lane, String album) {
        return database.first(
                "SELECT place_due, entry, members, latest FROM albums WHERE lane = ? AND album = ?",
                row -> new Open(new Place(Place.FRESH, row.getLong(1), row.getLong(2)), row.getInt(3), row.getLong(4)),
                lane,
                album);
    }

    @Override
    public void put(long lane, Album album, Open open, long waitsUntil) {
        Place place = open.place();
        database.update(
                "INSERT OR REPLACE INTO albums (lane, album, place_due, entry, members, latest, waits_until)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?)",
                lane,
                album.key(),
                place.due(),
                place.entry(),
                open.members(),
                open.latest(),
                waitsUntil);
    }

    @Override
    public void close(long lane, long entry) {
        database.update("DELETE FROM albums WHERE lane = ? AND entry = ?", lane, entry);
    }

    @Override
    public long waitsUntil(long lane, Album album, long entry) {
        String sql = "SELECT waits_until FROM albums WHERE lane = ? AND album = ? AND entry = ?";
        return database.find(sql, lane, album.key(), entry).orElse(Times.NEVER_BEFORE);
    }

    @Override
    public void move(long lane, long to) {
        database.update("UPDATE OR IGNORE albums SET lane = ? WHERE lane = ?", to, lane);
        database.update("DELETE FROM albums WHERE lane = ?", lane);
    }

    @Override
    public List<Long> lanesAfter(long lane, int limit) {
        return database.list(
                "SELECT DISTINCT lane FROM albums WHERE lane > ? ORDER BY lane LIMIT ?",
                row -> row.getLong(1),
                lane,
                limit);
    }

    @Override
    public void stopWaiting() {
        database.update("UPDATE albums SET waits_until = ?", Times.NEVER_BEFORE);
    }
}
