package sluice.queue.sqlite;

import java.util.List;
import java.util.Optional;
import sluice.api.Album;

/** The albums that may still get members: one per lane and key. */
final class AlbumTable {

    private final Database database;

    AlbumTable(Database database) {
        this.database = database;
    }

    /**
     * An album that may get members.
     *
     * @param place where it stands: where its first member stood
     * @param members how many it has
     * @param latest until when it waits at most
     */
    record Open(Place place, int members, long latest) {}

    Optional<Open> find(long lane, String album) {
        return database.first(
                "SELECT place_due, entry, members, latest FROM albums WHERE lane = ? AND album = ?",
                row -> new Open(new Place(Place.FRESH, row.getLong(1), row.getLong(2)), row.getInt(3), row.getLong(4)),
                lane,
                album);
    }

    void put(long lane, Album album, Open open, long waitsUntil) {
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

    /** Lets an entry, if it is an album, get no more members. */
    void close(long lane, long entry) {
        database.update("DELETE FROM albums WHERE lane = ? AND entry = ?", lane, entry);
    }

    /** The time until which an entry waits for members. */
    long waitsUntil(long lane, Album album, long entry) {
        return database.first(
                        "SELECT waits_until FROM albums WHERE lane = ? AND album = ? AND entry = ?",
                        row -> row.getLong(1),
                        lane,
                        album.key(),
                        entry)
                .orElse(Times.NEVER_BEFORE);
    }

    /** Moves albums to another lane. Where that has an open part of one already, nothing is left to wait for. */
    void move(long lane, long to) {
        database.update("UPDATE OR IGNORE albums SET lane = ? WHERE lane = ?", to, lane);
        database.update("DELETE FROM albums WHERE lane = ?", lane);
    }

    /** Lanes that have an open album, in pages. */
    List<Long> lanesAfter(long lane, int limit) {
        return database.list(
                "SELECT DISTINCT lane FROM albums WHERE lane > ? ORDER BY lane LIMIT ?",
                row -> row.getLong(1),
                lane,
                limit);
    }

    /** Lets no album wait for members any more. */
    void letGo() {
        database.update("UPDATE albums SET waits_until = ?", Times.NEVER_BEFORE);
    }
}
