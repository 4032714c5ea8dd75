package sluice.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import sluice.api.Bounded;
import sluice.simulator.Ledger;

/** Goes through the traffic once more and compares it with what arrived. Used once, by one thread. */
final class Check {

    /** The most findings that are reported in words; the rest are counted. */
    static final int MOST_FINDINGS = 8;

    private final DemoPlan plan;
    private final Ledger ledger;
    private final Arrivals arrivals;

    @Bounded("MOST_FINDINGS")
    private final List<String> findings = new ArrayList<>();

    private final long[] known;
    private final StringBuilder[] albums;
    private long lost;
    private long doubled;
    private long unexpected;

    private Check(DemoPlan plan, Ledger ledger, Arrivals arrivals) {
        this.plan = plan;
        this.ledger = ledger;
        this.arrivals = arrivals;
        known = new long[plan.destinations()];
        albums = Stream.generate(StringBuilder::new).limit(plan.destinations()).toArray(StringBuilder[]::new);
    }

    /** Compares what was posted, which must be all of the plan, with what arrived. */
    static DemoVerdict of(DemoPlan plan, Ledger ledger, Arrivals arrivals) {
        return new Check(plan, ledger, arrivals).verdict();
    }

    private DemoVerdict verdict() {
        Traffic traffic = plan.traffic();
        while (traffic.hasNext()) {
            Item item = traffic.next();
            for (int hop = 1; hop <= item.lane().kind().hops(); hop++) {
                if (item.lane().kind().extracts()) {
                    text(item, hop);
                } else {
                    relayed(item, hop);
                }
            }
        }
        long outOfOrder = 0;
        long splitAlbums = 0;
        long albumCount = 0;
        for (Lane lane : plan.lanes()) {
            for (int hop = 1; hop <= lane.kind().hops(); hop++) {
                surplus(lane, hop);
                outOfOrder += outOfOrder(lane, hop);
                splitAlbums += albumsAreWhole(lane, hop) ? 0 : 1;
                albumCount += arrivals.destination(lane.index(hop)).albums().length();
            }
        }
        foreign();
        return new DemoVerdict(
                plan.totals().expected(),
                arrivals.total(),
                albumCount,
                lost,
                doubled,
                outOfOrder,
                unexpected,
                splitAlbums,
                findings);
    }

    private void relayed(Item item, int hop) {
        Lane lane = item.lane();
        for (int id = item.firstId(); id <= item.lastId(); id++) {
            int times = ledger.times(lane.destination(hop), lane.source(), id);
            judge(item, hop, id, times);
            known[lane.index(hop)] += times;
        }
        if (item.passes() && item.isAlbum()) {
            albums[lane.index(hop)].append((char) item.members());
        }
    }

    private void text(Item item, int hop) {
        int index = item.lane().index(hop);
        int times = arrivals.destination(index).hasText(item.firstId()) ? 1 : 0;
        judge(item, hop, item.firstId(), times);
        known[index] += times;
    }

    private void judge(Item item, int hop, int id, int times) {
        if (item.passes() && times == 0) {
            lost++;
            find("lost: " + name(item.lane(), id) + " did not arrive in "
                    + item.lane().destination(hop));
        } else if (item.passes() && times > 1) {
            doubled += times - 1;
            find("doubled: " + name(item.lane(), id) + " arrived " + times + " times in "
                    + item.lane().destination(hop));
        } else if (!item.passes() && times > 0) {
            unexpected += times;
            find("not filtered: " + name(item.lane(), id) + " arrived in "
                    + item.lane().destination(hop));
        }
    }

    /** Arrivals that are no message of the lane at all, and texts that came twice. */
    private void surplus(Lane lane, int hop) {
        int index = lane.index(hop);
        long surplus = lane.kind().extracts()
                ? arrivals.destination(index).texts() - known[index] + ledger.arrived(lane.destination(hop))
                : ledger.arrived(lane.destination(hop)) - known[index];
        if (surplus > 0) {
            unexpected += surplus;
            find("unexpected: " + surplus + " messages of other sources in " + lane.destination(hop));
        }
        int twice = arrivals.destination(index).doubledTexts();
        if (twice > 0) {
            doubled += twice;
            find("doubled: " + twice + " texts in " + lane.destination(hop) + ", extracted from " + lane.source());
        }
    }

    private long outOfOrder(Lane lane, int hop) {
        long count = ledger.outOfOrder(lane.destination(hop), lane.source())
                + arrivals.destination(lane.index(hop)).textsOutOfOrder();
        if (count > 0) {
            find("out of order: " + count + " messages of " + lane.source() + " in " + lane.destination(hop));
        }
        return count;
    }

    private boolean albumsAreWhole(Lane lane, int hop) {
        String wanted = albums[lane.index(hop)].toString();
        String got = arrivals.destination(lane.index(hop)).albums();
        if (got.equals(wanted)) {
            return true;
        }
        find("albums: in " + lane.destination(hop) + " they had " + sizes(got) + " members instead of "
                + sizes(wanted));
        return false;
    }

    private static String sizes(String albums) {
        List<String> sizes =
                albums.chars().limit(MOST_FINDINGS).mapToObj(Integer::toString).toList();
        return sizes.isEmpty() ? "no" : String.join(", ", sizes);
    }

    private void foreign() {
        if (arrivals.foreign() > 0) {
            unexpected += arrivals.foreign();
            find("unexpected: " + arrivals.foreign() + " calls to chats, or with texts, that nothing asks for");
        }
        int notices = plan.notices();
        if (arrivals.notices() != notices) {
            lost += Math.max(0, notices - arrivals.notices());
            unexpected += Math.max(0, arrivals.notices() - notices);
            find("notices: the owner got " + arrivals.notices() + " instead of " + notices);
        }
    }

    private static String name(Lane lane, int id) {
        return "message " + id + " of " + lane.source();
    }

    private void find(String finding) {
        if (findings.size() < MOST_FINDINGS) {
            findings.add(finding);
        }
    }
}
