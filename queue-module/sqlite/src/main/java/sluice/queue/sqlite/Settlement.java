package sluice.queue.sqlite;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import sluice.api.DeadLetter.Reason;
import sluice.api.Effects;
import sluice.api.Job;
import sluice.api.Outcome;

/** Applies the outcome of a delivery when it ends. For the writer thread only. */
final class Settlement {

    private final Tables tables;
    private final LaneUnitOfWork book;
    private final Figures figures;
    private final Placement placement;
    private final DeadLetterWriter burial;

    Settlement(Tables tables, LaneUnitOfWork book, Figures figures, Placement placement, DeadLetterWriter burial) {
        this.tables = tables;
        this.book = book;
        this.figures = figures;
        this.placement = placement;
        this.burial = burial;
    }

    /** Ends a delivery in the way that its outcome says, with all that follows from it. */
    void settle(InFlight work, Outcome outcome, long now) {
        LaneState lane = book.end(work, now);
        tables.albums().close(lane.lane(), work.place().entry());
        switch (outcome) {
            case Outcome.Done done -> {
                remove(lane, work);
                bring(done.effects(), now);
            }
            case Outcome.Retry retry -> {
                remove(lane, work);
                again(lane, work.place(), retry);
                bring(retry.effects(), now);
            }
            case Outcome.Moved moved -> {
                tables.jobs().stop(lane.lane(), work.place());
                if (work.head().isRetriedInMemory()) {
                    tables.jobs().retry(lane.lane(), work.place());
                }
                book.move(lane.lane(), moved.chatId());
            }
            case Outcome.Dead dead -> {
                remove(lane, work);
                work.head().jobs().forEach(job -> burial.bury(job, dead.reason(), dead.detail()));
                burial.trim();
            }
        }
    }

    private void remove(LaneState lane, InFlight work) {
        tables.jobs().delete(lane.lane(), work.place());
        lane.changed();
        figures.present().free(work.head().jobs());
    }

    private void again(LaneState lane, Place was, Outcome.Retry retry) {
        Place place = new Place(Place.RETRIED, was.due(), was.entry());
        List<Job> next = new ArrayList<>(retry.jobs().size());
        takeIn(retry.jobs(), next::add);
        for (int part = 0; part < next.size(); part++) {
            placement.insert(lane, place, part, next.get(part));
        }
        lane.hold(Times.nanos(retry.at()));
    }

    private void bring(Effects effects, long now) {
        takeIn(effects.followers(), follower -> placement.admit(follower, now));
        effects.copies().forEach(copy -> tables.sent().add(copy, now));
    }

    /** Takes places for the first jobs that have room and hands them on. The others become dead letters. */
    private void takeIn(List<Job> wanted, Consumer<Job> taker) {
        if (!figures.present().fit(wanted)) {
            book.renew();
        }
        boolean full = false;
        for (Job job : wanted) {
            full = full || !figures.present().take(job);
            if (full) {
                burial.bury(job, Reason.QUEUE_FULL, "no room in the queue");
            } else {
                taker.accept(job);
            }
        }
        burial.trim();
    }
}
