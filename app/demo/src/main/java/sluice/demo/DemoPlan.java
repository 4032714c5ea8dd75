package sluice.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import sluice.control.part.AdminChat;

/**
 * The plan of one bot of a demo. Immutable.
 *
 * @param options its share of the channels and messages asked for
 * @param lanes the source channels and where their messages go
 * @param round the number of posts in a round of the {@link Poster}
 */
record DemoPlan(DemoOptions options, List<Lane> lanes, Totals totals, int round) {

    /** The owner of the watches. */
    static final long OWNER = 1_000;

    /** The posts of all bots in a round. */
    private static final int ROUND = 1_500;

    /** The fewest posts of a bot in a round: some albums. */
    private static final int SHORTEST_ROUND = 50;

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
     * @param repeated messages that Telegram sends twice
     * @param kicked true if something is posted for the chat that does not let the bot in
     */
    record Totals(int expected, int filtered, int repeated, boolean kicked) {}

    /** Takes a copy. */
    DemoPlan {
        lanes = List.copyOf(lanes);
    }

    /**
     * The plans of all bots, each with its share. Their chats have the same ids, and different watches: so it shows if one bot did
     * what is another's. The more bots, the less is under way of each, so that memory depends on them as little as possible.
     */
    static List<DemoPlan> each(DemoOptions options) {
        int round = Math.max(ROUND / options.bots(), SHORTEST_ROUND);
        return IntStream.range(0, options.bots())
                .mapToObj(bot -> of(options.share(bot), bot, round))
                .toList();
    }

    private static DemoPlan of(DemoOptions options, int firstKind, int round) {
        List<Lane> lanes = new ArrayList<>();
        lanes.add(ordinary(0, firstKind));
        lanes.add(new Lane(1, Kind.CHAIN, DemoFaults.SERVER_ERROR));
        lanes.add(new Lane(2, Kind.KICKED, DemoFaults.SMALL_ALBUM));
        for (int i = 1; i < options.channels(); i++) {
            lanes.add(ordinary(lanes.size(), firstKind + i));
        }
        return new DemoPlan(options, lanes, count(new Traffic(options, lanes)), round);
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
        return new Traffic(options, lanes);
    }

    /** The notices that the owner must get: one, if a chat does not let the bot in and the image has a chat. */
    int notices() {
        return totals.kicked() && AdminChat.find().isPresent() ? 1 : 0;
    }

    /** The most destinations that there can be. */
    int destinations() {
        return lanes.size() * Lane.MAX_HOPS;
    }
}
