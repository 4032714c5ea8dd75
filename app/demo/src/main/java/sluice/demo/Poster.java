package sluice.demo;

import sluice.launcher.bot.Bot;
import sluice.simulator.Draft;
import sluice.simulator.Post;
import sluice.simulator.Simulator;

/**
 * Posts the traffic, no faster than the bot takes it: so the queue never fills, and memory does not depend on how much is
 * posted. For one thread.
 */
final class Poster {

    /** The chat that kicked the bot takes it back after so many items; fewer than the messages that may wait for it. */
    private static final int KICKED_ITEMS = 6;

    private final DemoPlan plan;
    private final Simulator simulator;
    private final Arrivals arrivals;
    private final Bot bot;
    private final Traffic traffic;
    private int[] expected;
    private int[] due;
    private long expectedInAll;
    private int posted;

    /** A round begins when all of the one before the last has arrived: what is still to be copied is never older than two rounds. */
    private int roundEnd;

    /** Messages that are posted and have not arrived; the queue has room for more. */
    private final int mostOpen;

    /** Updates that the bot has not confirmed. */
    private final int mostUnconfirmed;

    private final int mostKicked;
    private int kickedItems;
    private boolean restored;
    private Item next;

    Poster(DemoPlan plan, Simulator simulator, Arrivals arrivals, Bot bot) {
        this.plan = plan;
        this.simulator = simulator;
        this.arrivals = arrivals;
        this.bot = bot;
        this.traffic = plan.traffic();
        this.expected = new int[plan.destinations()];
        this.due = expected.clone();
        this.next = traffic.next();
        roundEnd = plan.round();
        mostOpen = 2 * plan.round() / 5;
        mostUnconfirmed = plan.round() / 5;
        // Albums that wait there must leave room for what makes the bot notice.
        mostKicked = Math.clamp(mostOpen / Traffic.MAX_ALBUM - 1, 1, KICKED_ITEMS);
    }

    int posted() {
        return posted;
    }

    boolean done() {
        return next == null;
    }

    /** True if the bot has taken all that was posted, and has nothing more to do. */
    boolean idle() {
        return (restored || kickedItems == 0) && simulator.pendingUpdates() == 0 && figure("queue", "pending") == 0;
    }

    /** Posts one item, if that is possible now. */
    boolean step() {
        restoreInTime();
        if (next == null || !mayPost()) {
            return false;
        }
        post(next);
        for (int hop = 1; hop <= next.lane().kind().hops() && next.passes(); hop++) {
            expected[next.lane().index(hop)] += next.members();
        }
        expectedInAll += next.expected();
        posted += next.members();
        if (next.lane().kind() == Kind.KICKED) {
            kickedItems++;
        }
        next = traffic.hasNext() ? traffic.next() : null;
        return true;
    }

    private boolean mayPost() {
        if (next.lane().kind() == Kind.KICKED && kickedItems >= mostKicked && !restored) {
            return false;
        }
        boolean calm = expectedInAll - arrivals.total() < mostOpen && simulator.pendingUpdates() < mostUnconfirmed;
        // When messages got lost, waiting for them would be in vain.
        return (calm && inRound()) || idle();
    }

    private boolean inRound() {
        if (posted < roundEnd) {
            return true;
        }
        for (int i = 0; i < due.length; i++) {
            if (arrivals.arrived(i) < due[i]) {
                return false;
            }
        }
        due = expected;
        expected = expected.clone();
        roundEnd = posted + plan.round();
        return true;
    }

    private void restoreInTime() {
        if (restored || kickedItems == 0) {
            return;
        }
        boolean time = kickedItems >= mostKicked
                || posted >= Math.min(plan.round(), plan.options().messages() / 2)
                || done();
        // Not before the bot has noticed and told its owner: it would have nothing to recover from, and nothing to
        // tell.
        if (time && figure("peer", "failed_peers") > 0 && arrivals.notices() >= plan.notices()) {
            plan.lanes().stream()
                    .filter(lane -> lane.kind() == Kind.KICKED)
                    .forEach(lane -> simulator.restore(lane.destination(1)));
            restored = true;
        }
    }

    private long figure(String role, String name) {
        return bot.report().figure(role, name).map(Number::longValue).orElse(0L);
    }

    private void post(Item item) {
        Post last = null;
        for (int i = 0; i < item.members(); i++) {
            // Swapped in pairs, the members come out of order.
            int swapped = (i ^ 1) < item.members() ? i ^ 1 : i;
            last = draft(item, item.shuffled() ? swapped : i).post();
        }
        if (item.repeated()) {
            simulator.redeliver(last);
        }
    }

    private Draft draft(Item item, int member) {
        int id = item.firstId() + member;
        Draft draft = simulator.draft(item.lane().source()).id(id);
        String words = item.lane().kind().text(item.firstId(), item.passes());
        if (!item.photo()) {
            return draft.text(words);
        }
        draft.photo();
        if (item.isAlbum()) {
            draft.mediaGroup("album-" + item.lane().number() + "-" + item.firstId());
        }
        // An album is judged as a whole, on whichever member the caption is.
        return member == Math.min(1, item.members() - 1) ? draft.caption(words) : draft;
    }
}
