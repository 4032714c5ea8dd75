package sluice.demo;

import java.util.ArrayList;
import java.util.List;

/**
 * The plan of a demo. Immutable.
 *
 * @param size the channels and messages asked for
 * @param lanes the source channels and where their messages go
 * @param totals what it comes to
 */
record DemoPlan(DemoSize size, List<Lane> lanes, Totals totals) {

    /** The owner of the watches. */
    static final long OWNER = 1_000;

    /** The kinds and troubles of ordinary channels, round and round. */
    private static final List<Kind> KINDS =
            List.of(Kind.BLACKLIST, Kind.WHITELIST, Kind.EXTRACT, Kind.COPY, Kind.FORWARD, Kind.EXPRESSIONS);

    private static final List<DemoFaults> TROUBLES =
            List.of(DemoFaults.FLOOD_WAIT, DemoFaults.SMALL_ALBUM, DemoFaults.SERVER_ERROR);

    /**
     * Counts of the traffic.
     *
     * @param expected messages that must arrive, over all hops
     * @param filtered messages that must not
     * @param repeated messages of which Telegram tells twice
     * @param kicked whether something is posted for the chat that does not let the bot in
     */
    record Totals(int expected, int filtered, int repeated, boolean kicked) {}

    /** Takes a copy. */
    DemoPlan {
        lanes = List.copyOf(lanes);
    }

    static DemoPlan of(DemoSize size) {
        List<Lane> lanes = new ArrayList<>();
        lanes.add(ordinary(0, 0));
        lanes.add(new Lane(1, Kind.CHAIN, DemoFaults.SERVER_ERROR));
        lanes.add(new Lane(2, Kind.KICKED, DemoFaults.SMALL_ALBUM));
        for (int i = 1; i < size.channels(); i++) {
            lanes.add(ordinary(lanes.size(), i));
        }
        return new DemoPlan(size, lanes, count(new Traffic(size, lanes)));
    }

    private static Lane ordinary(int number, int i) {
        return new Lane(number, KINDS.get(i % KINDS.size()), TROUBLES.get(i % TROUBLES.size()));
    }

    private static Totals count(Traffic traffic) {
        int expected = 0;
        int filtered = 0;
        int repeated = 0;
        boolean kicked = false;
        while (traffic.hasNext()) {
            Item item = traffic.next();
            expected += item.expected();
            filtered += item.passes() ? 0 : item.members();
            repeated += item.repeated() ? 1 : 0;
            kicked |= item.lane().kind() == Kind.KICKED;
        }
        return new Totals(expected, filtered, repeated, kicked);
    }

    /** The traffic from its beginning. */
    Traffic traffic() {
        return new Traffic(size, lanes);
    }

    /** The most destinations that there can be. */
    int destinations() {
        return lanes.size() * Lane.MAX_HOPS;
    }
}
