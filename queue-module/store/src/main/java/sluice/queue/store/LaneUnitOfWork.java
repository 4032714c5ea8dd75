package sluice.queue.store;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import sluice.api.Album;
import sluice.api.Bounded;
import sluice.api.Job;
import sluice.api.Payload;
import sluice.queue.store.claims.ClaimFile;
import sluice.queue.store.tables.JobTable.Entry;
import sluice.queue.store.tables.LaneTable;
import sluice.queue.store.tables.LaneTable.Pause;
import sluice.queue.store.tables.Tables;
import sluice.queue.store.tables.Times;
import sluice.queue.store.tables.Turn;

/** The lanes that the present transaction changes, from their withdrawal until all may see them again. */
final class LaneUnitOfWork {

    /** The most lanes read in one go, so that other work does not wait long. */
    private static final int REFILL = 256;

    private final Tables tables;
    private final QueueCounters counters;
    private final ReadAhead readAhead;
    private final ClaimFile claims;
    private final Clock clock;

    @Bounded("the jobs that one transaction is about")
    private final Map<Long, LaneState> touched = new HashMap<>();

    @Bounded("the jobs that one transaction is about")
    private final List<LaneHead> changed = new ArrayList<>();

    @Bounded("the deliveries that one transaction ends")
    private final List<InFlight> ended = new ArrayList<>();

    @Bounded("the jobs that one transaction is about")
    private final List<ClaimedBatch> over = new ArrayList<>();

    LaneUnitOfWork(Tables tables, QueueCounters counters, ReadAhead readAhead, ClaimFile claims, Clock clock) {
        this.tables = tables;
        this.counters = counters;
        this.readAhead = readAhead;
        this.claims = claims;
        this.clock = clock;
    }

    void begin() {
        touched.clear();
        changed.clear();
        ended.clear();
        over.clear();
    }

    /** Restores the withdrawn lanes after a rollback. */
    void rolledBack() {
        touched.values().forEach(state -> state.head().ifPresent(readAhead::restore));
        begin();
    }

    /** The lane as it stands in this transaction. It is not handed out until the transaction is over. */
    LaneState touch(long lane) {
        LaneState known = touched.get(lane);
        if (known != null) {
            return known;
        }
        LaneState state = new LaneState(lane, tables.lanes());
        touched.put(lane, state);
        withdraw(state, false);
        return state;
    }

    /** Applies what the batches of all lanes have done until now: there may be too little room for something else. */
    void renew() {
        for (long lane : readAhead.lanesInBatches()) {
            LaneState state = touch(lane);
            state.batch().ifPresent(_ -> withdraw(state, false));
        }
    }

    /** Returns the lane when more than added deliveries may change: its batch ends after the delivery in flight. */
    LaneState stop(long lane) {
        LaneState state = touch(lane);
        state.batch().ifPresent(batch -> {
            withdraw(state, true);
            batch.cut();
        });
        return state;
    }

    /** Withdraws a lane and applies what its batch has done since the last time. */
    private void withdraw(LaneState state, boolean cut) {
        if (state.isOver()) {
            // Until the transaction is kept, what has ended seems to be in flight.
            return;
        }
        ReadAhead.Withdrawn found = readAhead.withdraw(state.lane(), cut);
        applyEnded(state.lane(), state.withdrawn(found));
        // What was only in memory is written down, since the lane changes anyway.
        found.head()
                .ifPresent(head -> head.pin().ifPresent(pin -> {
                    if (head.isRetriedInMemory()) {
                        tables.jobs().retry(state.lane(), head.place());
                    }
                    tables.albums().close(state.lane(), head.place().entry());
                    state.hold(pin.until());
                    state.freed(pin.freedAt());
                }));
    }

    /** Writes down deliveries that have ended without the store having been asked. */
    void applyEnded(long lane, List<ClaimedBatch.Done> deliveries) {
        long now = Times.nanos(clock.instant());
        for (ClaimedBatch.Done done : deliveries) {
            tables.jobs().delete(lane, done.entry().place());
            counters.free(done.entry().jobs().getFirst());
            done.copy().ifPresent(copy -> tables.sent().add(copy, now));
        }
    }

    /** The current number of jobs in a lane. */
    int jobs(long lane) {
        LaneState known = touched.get(lane);
        int applied = known == null ? 0 : known.applied();
        return tables.jobs().count(lane) + applied - readAhead.ended(lane).size();
    }

    /** Frees a lane of what was in flight. */
    LaneState end(InFlight work, long now) {
        LaneState state = stop(work.lane());
        state.ended(now);
        ended.add(work);
        return state;
    }

    /** Moves all that waits for a chat to another one, in its order; what is in flight stays where it is. */
    void move(long from, long to) {
        if (from == to) {
            return;
        }
        LaneState source = stop(from);
        LaneState target = stop(to);
        target.inFlight().ifPresent(InFlight::overtaken);
        tables.albums().close(from, source.busyEntry());
        tables.albums().close(to, target.busyEntry());
        tables.albums().move(from, to);
        tables.jobs().move(from, to, source.busyEntry());
        source.changed();
        target.changed();
    }

    void beforeCommit() {
        List<LaneState> dirty = new ArrayList<>();
        for (LaneState state : touched.values()) {
            if (state.isFirstUnchanged()) {
                state.head().ifPresent(changed::add);
                continue;
            }
            if (state.inFlight().isEmpty()) {
                state.batch().ifPresent(over::add);
            }
            dirty.add(state);
        }
        if (!dirty.isEmpty()) {
            writeTurns(dirty);
        }
    }

    private void writeTurns(List<LaneState> states) {
        List<Long> lanes = states.stream().map(LaneState::lane).toList();
        Map<Long, Entry> first = tables.jobs().first(lanes);
        List<LaneState> unread = states.stream()
                .filter(state -> state.mustReadPause() && first.containsKey(state.lane()))
                .toList();
        if (!unread.isEmpty()) {
            Map<Long, Pause> pauses =
                    tables.lanes().find(unread.stream().map(LaneState::lane).toList());
            unread.forEach(state -> state.read(pauses.getOrDefault(state.lane(), Pause.NONE)));
        }
        states.forEach(state -> writeTurn(state, first.get(state.lane())));
    }

    /** Writes down when it is the lane's turn, going by what is first in it now. */
    private void writeTurn(LaneState state, Entry first) {
        if (first == null) {
            tables.lanes().delete(state.lane());
            return;
        }
        Turn turn = new Turn(readyAt(first, state.pause()), first.place().entry());
        tables.lanes().put(state.lane(), state.pause(), turn);
        if (readAhead.reaches(turn)) {
            changed.add(new LaneHead(first, turn));
        }
    }

    private long readyAt(Entry first, Pause pause) {
        long readyAt = Math.max(first.place().due(), Math.max(pause.notBefore(), pause.freedAt()));
        Job job = first.jobs().getFirst();
        if (job.payload() instanceof Payload.Relay relay && relay.album().isPresent()) {
            Album album = relay.album().get();
            return Math.max(
                    readyAt,
                    tables.albums()
                            .waitsUntil(first.lane(), album, first.place().entry()));
        }
        return readyAt;
    }

    void committed() {
        touched.values().forEach(state -> state.batch().ifPresent(batch -> readAhead.applied(batch, state.applied())));
        readAhead.publish(ended, changed, over);
        over.forEach(batch -> claims.release(batch.block()));
        begin();
    }

    /** Reads those lanes into memory whose turn comes next. */
    void refill() {
        int room = Math.min(readAhead.room(), REFILL);
        List<LaneHead> more = new ArrayList<>();
        List<LaneTable.Listed> listed = tables.lanes().inOrder(readAhead.lanes() + room + 1).stream()
                .filter(lane -> !readAhead.isKnown(lane.lane()))
                .toList();
        Map<Long, Entry> heads = tables.jobs()
                .first(listed.stream().limit(room).map(LaneTable.Listed::lane).toList());
        for (LaneTable.Listed next : listed) {
            if (room <= 0) {
                readAhead.extend(more, next.turn());
                return;
            }
            Entry first = heads.get(next.lane());
            more.add(new LaneHead(first, next.turn()));
            room -= first.jobs().size();
        }
        readAhead.extend(more, Turn.LAST);
    }
}
