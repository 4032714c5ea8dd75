package sluice.store;

import java.util.List;
import java.util.Optional;
import sluice.api.Album;

/** The albums that may still get members: one per lane and key. */
final class AlbumTable {

    private final Query find;
    private final Query put;
    private final Query close;
    private final Query waitsUntil;
    private final Query move;
    private final Query closeAll;
    private final Query lanes;
    private final Query letGo;

    AlbumTable(Database database) {
        find = database.query("SELECT place_due, entry, members, latest FROM albums WHERE lane = ? AND album = ?");
        put = database.query("INSERT OR REPLACE INTO albums"
                + " (lane, album, place_due, entry, members, latest, waits_until) VALUES (?, ?, ?, ?, ?, ?, ?)");
        close = database.query("DELETE FROM albums WHERE lane = ? AND entry = ?");
        waitsUntil = database.query("SELECT waits_until FROM albums WHERE lane = ? AND album = ? AND entry = ?");
        move = database.query("UPDATE OR IGNORE albums SET lane = ? WHERE lane = ?");
        closeAll = database.query("DELETE FROM albums WHERE lane = ?");
        lanes = database.query("SELECT DISTINCT lane FROM albums WHERE lane > ? ORDER BY lane LIMIT ?");
        letGo = database.query("UPDATE albums SET waits_until = ?");
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
        return find.first(
                row -> new Open(new Place(Place.FRESH, row.longAt(1), row.longAt(2)), row.intAt(3), row.longAt(4)),
                lane,
                album);
    }

    void put(long lane, Album album, Open open, long waitsUntil) {
        Place place = open.place();
        put.update(lane, album.key(), place.due(), place.entry(), open.members(), open.latest(), waitsUntil);
    }

    /** Lets an entry, if it is an album, get no more members. */
    void close(long lane, long entry) {
        close.update(lane, entry);
    }

    /** Until when an entry waits for members. */
    long waitsUntil(long lane, Album album, long entry) {
        return waitsUntil.first(row -> row.longAt(1), lane, album.key(), entry).orElse(Times.NEVER_BEFORE);
    }

    /** Moves albums to another lane. Where that has an open part of one already, nothing is left to wait for. */
    void move(long lane, long to) {
        move.update(to, lane);
        closeAll.update(lane);
    }

    /** Lanes that have an open album, in pages. */
    List<Long> lanesAfter(long lane, int limit) {
        return lanes.list(row -> row.longAt(1), lane, limit);
    }

    /** Lets no album wait for members any more. */
    void letGo() {
        letGo.update(Times.NEVER_BEFORE);
    }
}
