package sluice.queue.sqlite;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import sluice.api.Album;
import sluice.api.Bounded;
import sluice.api.Job;
import sluice.api.Payload;
import sluice.queue.sqlite.JobTable.Entry;

/** The lanes that the present transaction changes, from their withdrawal to the day when all may see them again. */
final class LaneUnitOfWork {

    /** The most lanes read in one go, so that other work does not wait long. */
    private static final int REFILL = 256;

    private final JobTable jobs;
    private final LaneTable lanes;
    private final AlbumTable albums;
    private final Endings endings;
    private final LaneWindow window;

    @Bounded("the jobs that one transaction is about")
    private final Map<Long, LaneState> touched = new HashMap<>();

    @Bounded("the jobs that one transaction is about")
    private final List<LaneHead> changed = new ArrayList<>();

    @Bounded("the deliveries that one transaction ends")
    private final List<InFlight> ended = new ArrayList<>();

    @Bounded("the jobs that one transaction is about")
    private final List<ClaimedBatch> over = new ArrayList<>();

    LaneUnitOfWork(Tables tables, Endings endings, LaneWindow window) {
        this.jobs = tables.jobs();
        this.lanes = tables.lanes();
        this.albums = tables.albums();
        this.endings = endings;
        this.window = window;
    }

    void begin() {
        touched.clear();
        changed.clear();
        ended.clear();
        over.clear();
    }

    /** Restores the withdrawn lanes after a rollback. */
    void rolledBack() {
        touched.values().forEach(state -> state.head().ifPresent(window::restore));
        begin();
    }

    /** The lane as it stands in this transaction. It is not handed out until the transaction is over. */
    LaneState touch(long lane) {
        LaneState known = touched.get(lane);
        if (known != null) {
            return known;
        }
        LaneState state = new LaneState(lane, lanes);
        touched.put(lane, state);
        grip(state, false);
        return state;
    }

    /** Takes away what the runs of all lanes have done until now: there may be too little room for something else. */
    void renew() {
        for (long lane : window.runs().inRuns()) {
            LaneState state = touch(lane);
            state.run().ifPresent(_ -> grip(state, false));
        }
    }

    /** Returns the lane when more than added deliveries may change: its batch ends after the delivery in flight. */
    LaneState stop(long lane) {
        LaneState state = touch(lane);
        state.run().ifPresent(run -> {
            grip(state, true);
            run.cut();
        });
        return state;
    }

    /** Withdraws a lane and applies what its batch has done since the last time. */
    private void grip(LaneState state, boolean cut) {
        if (state.isOver()) {
            // Until the transaction is kept, what has ended seems to be under way.
            return;
        }
        LaneWindow.Grip grip = window.withdraw(state.lane(), cut);
        if (grip.run().isPresent()) {
            state.run(grip.run().get(), grip.freedAt());
            List<ClaimedBatch.Done> more =
                    grip.ended().subList(state.applied(), grip.ended().size());
            endings.keep(state.lane(), more);
            state.applied(more.size());
        }
        if (grip.work().isPresent()) {
            state.underWay(grip.work().get());
        }
        if (grip.head().isPresent()) {
            LaneHead first = grip.head().get();
            state.head(first);
            first.pin().ifPresent(pin -> keep(state, first, pin));
        }
    }

    /** The current number of jobs in a lane. */
    int jobs(long lane) {
        LaneState known = touched.get(lane);
        int applied = known == null ? 0 : known.applied();
        return jobs.count(lane) + applied - window.runs().ended(lane).size();
    }

    /** Writes down what was only in memory, since the lane changes anyway. */
    private void keep(LaneState state, LaneHead head, LaneHead.Pin pin) {
        if (head.isRetriedInMemory()) {
            jobs.retry(state.lane(), head.place());
        }
        albums.close(state.lane(), head.place().entry());
        state.hold(pin.until());
        state.freed(pin.freedAt());
    }

    /** Frees a lane of what was under way. */
    LaneState end(InFlight work, long now) {
        LaneState state = stop(work.lane());
        state.ended(now);
        ended.add(work);
        return state;
    }

    /** Moves all that waits for a chat to another one, in its order; what is under way stays where it is. */
    void move(long from, long to) {
        if (from == to) {
            return;
        }
        LaneState source = stop(from);
        LaneState target = stop(to);
        target.underWay().ifPresent(InFlight::overtaken);
        albums.close(from, source.busyEntry());
        albums.close(to, target.busyEntry());
        albums.move(from, to);
        jobs.move(from, to, source.busyEntry());
        source.changed();
        target.changed();
    }

    void beforeCommit() {
        for (LaneState state : touched.values()) {
            if (state.underWay().isEmpty() && !state.isFirstUnchanged()) {
                state.run().ifPresent(over::add);
            }
            if (state.isFirstUnchanged()) {
                state.head().ifPresent(changed::add);
            } else {
                turn(state);
            }
        }
    }

    /** Writes down when it is the lane's turn, going by what is first in it now. */
    private void turn(LaneState state) {
        Entry first = jobs.first(state.lane()).orElse(null);
        if (first == null) {
            lanes.delete(state.lane());
            return;
        }
        LaneHead head = head(first, state.notBefore(), state.freedAt());
        lanes.put(state, head.turn());
        if (window.reaches(head.turn())) {
            changed.add(head);
        }
    }

    private LaneHead head(Entry first, long notBefore, long freedAt) {
        long readyAt = Math.max(first.place().due(), Math.max(notBefore, freedAt));
        Job job = first.jobs().getFirst();
        if (job.payload() instanceof Payload.Relay relay && relay.album().isPresent()) {
            Album album = relay.album().get();
            readyAt = Math.max(
                    readyAt,
                    albums.waitsUntil(first.lane(), album, first.place().entry()));
        }
        Turn turn = new Turn(readyAt, first.place().entry());
        return new LaneHead(first.lane(), first.place(), List.copyOf(first.jobs()), turn);
    }

    void committed() {
        touched.values()
                .forEach(state -> state.run().ifPresent(run -> window.runs().applied(run, state.applied())));
        window.publish(ended, changed);
        over.forEach(window.runs()::over);
        over.forEach(endings::over);
        begin();
    }

    /** Reads those lanes into memory whose turn comes next. */
    void refill() {
        int room = Math.min(window.room(), REFILL);
        List<LaneHead> more = new ArrayList<>();
        for (LaneTable.Listed listed : lanes.inOrder(window.lanes() + room + 1)) {
            if (window.isKnown(listed.lane())) {
                continue;
            }
            if (room <= 0) {
                window.extend(more, listed.turn());
                return;
            }
            Entry first = jobs.first(listed.lane()).orElseThrow();
            more.add(new LaneHead(listed.lane(), first.place(), List.copyOf(first.jobs()), listed.turn()));
            room -= first.jobs().size();
        }
        window.extend(more, Turn.LAST);
    }
}
