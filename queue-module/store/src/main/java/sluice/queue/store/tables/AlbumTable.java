package sluice.queue.store.tables;

import java.util.List;
import java.util.Optional;
import sluice.api.Album;

/** The albums that may still get members: one per lane and key. */
public interface AlbumTable {

    /**
     * An album that may get members.
     *
     * @param place where it stands: where its first member stood
     * @param members how many it has
     * @param latest until when it waits at most
     */
    record Open(Place place, int members, long latest) {

        public Open withMember() {
            return new Open(place, members + 1, latest);
        }
    }

    Optional<Open> find(long lane, String album);

    void put(long lane, Album album, Open open, long waitsUntil);

    /** Lets an entry, if it is an album, get no more members. */
    void close(long lane, long entry);

    /** The time until which an entry waits for members. */
    long waitsUntil(long lane, Album album, long entry);

    /** Moves albums to another lane. Where that has an open part of one already, nothing is left to wait for. */
    void move(long lane, long to);

    /** Lanes that have an open album, in pages. */
    List<Long> lanesAfter(long lane, int limit);

    /** Lets no album wait for members any more. */
    void stopWaiting();
}
