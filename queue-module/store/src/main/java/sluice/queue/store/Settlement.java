package sluice.queue.store;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import sluice.api.DeadLetter.Reason;
import sluice.api.Effects;
import sluice.api.Job;
import sluice.api.Outcome;
import sluice.api.Payload;
import sluice.queue.store.tables.Place;
import sluice.queue.store.tables.Tables;
import sluice.queue.store.tables.Times;

/** Applies the outcome of a delivery when it ends. For the writer thread only. */
final class Settlement {

    private final Tables tables;
    private final LaneUnitOfWork lanes;
    private final QueueCounters counters;
    private final Placement placement;

    Settlement(Tables tables, LaneUnitOfWork lanes, QueueCounters counters, Placement placement) {
        this.tables = tables;
        this.lanes = lanes;
        this.counters = counters;
        this.placement = placement;
    }

    private static boolean isOfAlbum(Job job) {
        return job.payload() instanceof Payload.Relay relay && relay.album().isPresent();
    }

    /** Ends a delivery in the way that its outcome says, with all that follows from it. */
    void settle(InFlight work, Outcome outcome, long now) {
        LaneState lane = lanes.end(work, now);
        if (work.head().jobs().stream().anyMatch(Settlement::isOfAlbum)) {
            tables.albums().close(lane.lane(), work.place().entry());
        }
        switch (outcome) {
            case Outcome.Done done -> {
                placement.remove(lane, work.place(), work.head().jobs());
                apply(done.effects(), now);
            }
            case Outcome.Retry retry -> {
                placement.remove(lane, work.place(), work.head().jobs());
                again(lane, work.place(), retry);
                apply(retry.effects(), now);
            }
            case Outcome.Moved moved -> {
                tables.jobs().stop(lane.lane(), work.place());
                if (work.head().isRetriedInMemory()) {
                    tables.jobs().retry(lane.lane(), work.place());
                }
                lanes.move(lane.lane(), moved.chatId());
            }
            case Outcome.Dead dead -> {
                placement.remove(lane, work.place(), work.head().jobs());
                work.head().jobs().forEach(job -> placement.bury(job, dead.reason(), dead.detail()));
                placement.trim();
            }
        }
    }

    private void again(LaneState lane, Place was, Outcome.Retry retry) {
        Place place = new Place(Place.RETRIED, was.due(), was.entry());
        List<Job> next = new ArrayList<>(retry.jobs().size());
        store(retry.jobs(), next::add);
        for (int part = 0; part < next.size(); part++) {
            placement.insert(lane, place, part, next.get(part));
        }
        lane.hold(Times.nanos(retry.at()));
    }

    private void apply(Effects effects, long now) {
        store(effects.followers(), follower -> placement.admit(List.of(follower), now));
        effects.copies().forEach(copy -> tables.sent().add(copy, now));
    }

    /** Takes places for the first jobs that have room and hands them on. The others become dead letters. */
    private void store(List<Job> wanted, Consumer<Job> taker) {
        placement.makeRoom(wanted);
        boolean full = false;
        for (Job job : wanted) {
            full = full || !counters.take(job);
            if (full) {
                placement.bury(job, Reason.QUEUE_FULL, "no room in the queue");
            } else {
                taker.accept(job);
            }
        }
        placement.trim();
    }
}
