package sluice.app.demo;

import java.util.ArrayList;
import java.util.List;

/**
 * What the demo is going to do. Immutable.
 *
 * @param size how much
 * @param lanes the channels
 * @param totals what it comes to
 */
record Plan(DemoSize size, List<Lane> lanes, Totals totals) {

    /** Who owns the watches. */
    static final long OWNER = 1_000;

    /** The kinds and troubles of ordinary channels, round and round. */
    private static final List<Kind> KINDS =
            List.of(Kind.BLACKLIST, Kind.WHITELIST, Kind.EXTRACT, Kind.COPY, Kind.FORWARD, Kind.EXPRESSIONS);

    private static final List<Trouble> TROUBLES =
            List.of(Trouble.FLOOD_WAIT, Trouble.SMALL_ALBUM, Trouble.SERVER_ERROR);

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
    Plan {
        lanes = List.copyOf(lanes);
    }

    static Plan of(DemoSize size) {
        List<Lane> lanes = new ArrayList<>();
        lanes.add(ordinary(0, 0));
        lanes.add(new Lane(1, Kind.CHAIN, Trouble.SERVER_ERROR));
        lanes.add(new Lane(2, Kind.KICKED, Trouble.SMALL_ALBUM));
        for (int i = 1; i < size.channels(); i++) {
            lanes.add(ordinary(lanes.size(), i));
        }
        return new Plan(size, lanes, count(new Traffic(size, lanes)));
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

    /** How many destinations there can be. */
    int destinations() {
        return lanes.size() * Lane.MAX_HOPS;
    }
}
