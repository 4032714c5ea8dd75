package sluice.demo;

import java.util.List;
import java.util.Random;
import sluice.api.Bounded;

/**
 * The posts of a demo, in their order. The same plan gives the same traffic, so that it need not be remembered to be checked. For one
 * thread.
 */
final class Traffic {

    private static final long SEED = 20_260_101;

    /** Fixed by Telegram. */
    static final int MAX_ALBUM = 10;

    /** A lane meets its trouble once in so many items, and at most so often. */
    static final int TROUBLE_EVERY = 100;

    static final int MOST_TROUBLES = 5;

    private final Random random = new Random(SEED);

    @Bounded("DemoOptions.MAX_CHANNELS")
    private final List<Lane> lanes;

    private final int[] items;
    private final int[] lastId;
    private int left;
    private int posted;

    Traffic(DemoOptions options, List<Lane> lanes) {
        this.lanes = lanes;
        this.items = new int[lanes.size()];
        this.lastId = new int[lanes.size()];
        this.left = options.messages();
    }

    boolean hasNext() {
        return left > 0;
    }

    Item next() {
        // Each lane gets one first, so that even a small demo shows all it can.
        Lane lane = lanes.get(posted < lanes.size() ? posted : random.nextInt(lanes.size()));
        int before = items[lane.number()]++;
        int members = members(lane, before);
        boolean passes = before == 0 || !lane.kind().filters() || random.nextInt(4) > 0;
        boolean photo = random.nextBoolean() || members > 1;
        boolean shuffled = members > 1 && random.nextBoolean();
        boolean repeated = random.nextInt(30) == 0;
        int firstId = lastId[lane.number()] + 1;
        lastId[lane.number()] += members;
        left -= members;
        posted++;
        return new Item(lane, firstId, members, passes, photo, shuffled, repeated);
    }

    private int members(Lane lane, int before) {
        int small = 2 + random.nextInt(MAX_ALBUM - 2);
        boolean full = random.nextInt(24) == 0 && left >= MAX_ALBUM;
        if (lane.kind().extracts()) {
            return 1;
        }
        boolean due = before % TROUBLE_EVERY == 1 && before < TROUBLE_EVERY * MOST_TROUBLES;
        if (due && lane.trouble() == DemoFaults.SMALL_ALBUM) {
            return Math.min(small, left);
        }
        return full ? MAX_ALBUM : 1;
    }
}
