package sluice.queue.sqlite;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import sluice.api.Copy;

/**
 * The claimed batches of the {@link LaneWindow}: which deliveries follow which, and what has ended without the disk
 * knowing it. This class is thread-safe; its lock is the window's.
 */
final class ClaimedBatches {

    private final LaneWindow window;
    private final LaneHeads heads;
    private final InFlightDeliveries works;
    private int jobs;
    private int ended;

    ClaimedBatches(LaneWindow window, LaneHeads heads, InFlightDeliveries works) {
        this.window = window;
        this.heads = heads;
        this.works = works;
    }

    /** The number of jobs in memory only because they follow, in a batch, what is in flight or first in its lane. */
    int jobs() {
        synchronized (window) {
            return jobs;
        }
    }

    /** Starts a batch with the delivery in flight; the others of the batch follow it. Only for the writer thread. */
    void lead(InFlight work, ClaimedBatch run) {
        synchronized (window) {
            work.leads(run);
            jobs += run.after();
        }
    }

    /** Ends the batch after the delivery in flight. */
    void cut(InFlight work) {
        synchronized (window) {
            work.run().ifPresent(ClaimedBatch::cut);
        }
    }

    /** Ends what is under way and lets the next one of its run follow; {@code false} when there is none. */
    boolean advance(InFlight work, Optional<Copy> copy, long now) {
        synchronized (window) {
            ClaimedBatch run = work.run().orElseThrow();
            if (!run.goesOn()) {
                return false;
            }
            works.free(work);
            heads.add(run.next(copy, now));
            jobs--;
            ended++;
            return true;
        }
    }

    /** The disk knows of what has ended in a run. */
    void applied(ClaimedBatch run, int count) {
        synchronized (window) {
            run.applied(count);
            ended -= count;
        }
    }

    /** Removes a batch that is over. */
    void over(ClaimedBatch run) {
        synchronized (window) {
            jobs -= run.after();
        }
    }

    /** The number of deliveries that have ended without the disk knowing it. */
    int ended() {
        synchronized (window) {
            return ended;
        }
    }

    /** The deliveries of one lane that have ended without the disk knowing it. */
    List<ClaimedBatch.Done> ended(long lane) {
        synchronized (window) {
            return heads.of(lane)
                    .flatMap(LaneHead::run)
                    .or(() -> works.of(lane).flatMap(InFlight::run))
                    .map(ClaimedBatch::done)
                    .orElse(List.of());
        }
    }

    /** A copy that the disk does not know yet. */
    Optional<Copy> copyOf(String watch, long chatId, int messageId) {
        synchronized (window) {
            return ended == 0
                    ? Optional.empty()
                    : inRuns().stream()
                            .flatMap(lane -> ended(lane).stream())
                            .flatMap(done -> done.copy().stream())
                            .filter(copy -> copy.watch().equals(watch)
                                    && copy.chatId() == chatId
                                    && copy.messageId() == messageId)
                            .findFirst();
        }
    }

    /** The lanes in which deliveries follow each other. */
    List<Long> inRuns() {
        synchronized (window) {
            List<Long> lanes = new ArrayList<>(heads.inRuns());
            lanes.addAll(works.inRuns());
            return lanes;
        }
    }
}
