package sluice.simulator;

import java.util.HashMap;
import java.util.Map;

/**
 * A ledger of the messages that arrived: where, how often and in which order. It is small enough for millions. A message is known by its
 * origin: the chat and id at which the chain of forwards and copies began. Messages that the bot wrote itself are not in here.
 *
 * <p>Costs one byte for each arrival when ids are consecutive, at worst 300 for one whose neighbours never come.
 *
 * <p>This class is thread-safe.
 */
public final class Ledger {
    private static final int PAGE = 256;

    /** Arrivals of one origin in one destination. */
    private static final class Track {
        /** Counts by message id, {@value #PAGE} to a page; a count stops at 127. */
        final Map<Long, byte[]> pages = new HashMap<>();

        long arrived;
        long doubled;
        long outOfOrder;
        long highest = Long.MIN_VALUE;

        void add(long id) {
            arrived++;
            byte[] page = pages.computeIfAbsent(Math.floorDiv(id, PAGE), key -> new byte[PAGE]);
            int place = (int) Math.floorMod(id, (long) PAGE);
            if (page[place] > 0) {
                doubled++;
            } else if (id < highest) {
                outOfOrder++;
            }
            if (page[place] < Byte.MAX_VALUE) {
                page[place]++;
            }
            highest = Math.max(highest, id);
        }

        int times(long id) {
            byte[] page = pages.get(Math.floorDiv(id, PAGE));
            return page == null ? 0 : page[(int) Math.floorMod(id, (long) PAGE)];
        }
    }

    private final Map<Long, Map<Long, Track>> tracks = new HashMap<>();
    private long arrived;

    Ledger() {}

    synchronized void add(long destination, long originChat, long originId) {
        tracks.computeIfAbsent(destination, id -> new HashMap<>())
                .computeIfAbsent(originChat, id -> new Track())
                .add(originId);
        arrived++;
    }

    private Track track(long destination, long originChat) {
        Track track = tracks.getOrDefault(destination, Map.of()).get(originChat);
        return track == null ? new Track() : track;
    }

    /** {@return the number of arrivals in all} */
    public synchronized long arrived() {
        return arrived;
    }

    /**
     * {@return the number of arrivals in this chat}
     *
     * @param destination a chat's id
     */
    public synchronized long arrived(long destination) {
        return tracks.getOrDefault(destination, Map.of()).values().stream()
                .mapToLong(track -> track.arrived)
                .sum();
    }

    /**
     * {@return the number of arrivals of one message, at most 127}
     *
     * @param destination the destination chat's id
     * @param originChat where it was written
     * @param originId its id there
     */
    public synchronized int times(long destination, long originChat, long originId) {
        return track(destination, originChat).times(originId);
    }

    /**
     * {@return the number of messages of a range that have not arrived}
     *
     * @param destination the destination chat's id
     * @param originChat where they were written
     * @param first the first id
     * @param last the last id, inclusive
     */
    public synchronized long missing(long destination, long originChat, long first, long last) {
        Track track = track(destination, originChat);
        long missing = 0;
        for (long id = first; id <= last; id++) {
            if (track.times(id) == 0) {
                missing++;
            }
        }
        return missing;
    }

    /**
     * {@return the number of arrivals from this chat that were not the first of their message}
     *
     * @param destination the destination chat's id
     * @param originChat where they were written
     */
    public synchronized long doubled(long destination, long originChat) {
        return track(destination, originChat).doubled;
    }

    /** {@return the number of arrivals in all that were not the first of their message in that chat} */
    public synchronized long doubled() {
        return tracks.values().stream()
                .flatMap(origins -> origins.values().stream())
                .mapToLong(track -> track.doubled)
                .sum();
    }

    /**
     * {@return the number of first arrivals from this chat that came after one with a higher id}
     *
     * @param destination the destination chat's id
     * @param originChat where they were written
     */
    public synchronized long outOfOrder(long destination, long originChat) {
        return track(destination, originChat).outOfOrder;
    }

    /** {@return the number of first arrivals in all that came after one with a higher id} */
    public synchronized long outOfOrder() {
        return tracks.values().stream()
                .flatMap(origins -> origins.values().stream())
                .mapToLong(track -> track.outOfOrder)
                .sum();
    }

    /** {@return the totals in one line} */
    @Override
    public String toString() {
        return "Ledger[arrived=" + arrived() + ", doubled=" + doubled() + ", outOfOrder=" + outOfOrder() + "]";
    }
}
