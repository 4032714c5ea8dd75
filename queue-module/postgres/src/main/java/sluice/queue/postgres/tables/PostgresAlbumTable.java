package sluice.queue.postgres.tables;

import java.util.List;
import java.util.Optional;
import sluice.api.Album;
import sluice.queue.postgres.db.Rows;
import sluice.queue.postgres.db.Session;
import sluice.queue.postgres.db.Session.Table;
import sluice.queue.store.tables.AlbumTable;
import sluice.queue.store.tables.Place;
import sluice.queue.store.tables.Times;

/** The albums of one bot that may still get members. */
final class PostgresAlbumTable implements AlbumTable {

    private static final String PUT = Rows.insert(
                    "albums",
                    "bot bigint, lane bigint, album text, place_due bigint, entry bigint, members bigint, latest bigint,"
                            + " waits_until bigint")
            + " ON CONFLICT (bot, lane, album) DO UPDATE SET place_due = excluded.place_due, entry = excluded.entry,"
            + " members = excluded.members, latest = excluded.latest, waits_until = excluded.waits_until";
    private static final String CLOSE = Rows.delete("albums", "bot bigint, lane bigint, entry bigint");

    private final Session session;
    private final long bot;

    PostgresAlbumTable(Session session, long bot) {
        this.session = session;
        this.bot = bot;
    }

    @Override
    public Optional<Open> find(long lane, String album) {
        return session.first(
                Table.ALBUMS,
                "SELECT place_due, entry, members, latest FROM albums WHERE bot = ? AND lane = ? AND album = ?",
                row -> new Open(new Place(Place.FRESH, row.getLong(1), row.getLong(2)), row.getInt(3), row.getLong(4)),
                bot,
                lane,
                album);
    }

    @Override
    public void put(long lane, Album album, Open open, long waitsUntil) {
        session.add(
                Table.ALBUMS,
                lane,
                PUT,
                bot,
                lane,
                album.key(),
                open.place().due(),
                open.place().entry(),
                open.members(),
                open.latest(),
                waitsUntil);
    }

    @Override
    public void close(long lane, long entry) {
        session.add(Table.ALBUMS, lane, CLOSE, bot, lane, entry);
    }

    @Override
    public long waitsUntil(long lane, Album album, long entry) {
        return session.first(
                        Table.ALBUMS,
                        "SELECT waits_until FROM albums WHERE bot = ? AND lane = ? AND album = ? AND entry = ?",
                        row -> row.getLong(1),
                        bot,
                        lane,
                        album.key(),
                        entry)
                .orElse(Times.NEVER_BEFORE);
    }

    @Override
    public void move(long lane, long to) {
        session.update(
                Table.ALBUMS,
                "UPDATE albums SET lane = ? WHERE bot = ? AND lane = ? AND NOT EXISTS (SELECT 1 FROM albums AS there"
                        + " WHERE there.bot = albums.bot AND there.lane = ? AND there.album = albums.album)",
                to,
                bot,
                lane,
                to);
        session.update(Table.ALBUMS, "DELETE FROM albums WHERE bot = ? AND lane = ?", bot, lane);
    }

    @Override
    public List<Long> lanesAfter(long lane, int limit) {
        return session.list(
                Table.ALBUMS,
                "SELECT DISTINCT lane FROM albums WHERE bot = ? AND lane > ? ORDER BY lane LIMIT ?",
                row -> row.getLong(1),
                bot,
                lane,
                limit);
    }

    @Override
    public void stopWaiting() {
        session.update(Table.ALBUMS, "UPDATE albums SET waits_until = ? WHERE bot = ?", Times.NEVER_BEFORE, bot);
    }
}
