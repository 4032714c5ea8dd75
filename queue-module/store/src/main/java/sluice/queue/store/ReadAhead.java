package sluice.queue.store;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import sluice.api.Copy;
import sluice.api.Delivery;
import sluice.queue.store.LaneHead.Pin;
import sluice.queue.store.tables.Times;
import sluice.queue.store.tables.Turn;

/**
 * The part of the queue in memory: the first deliveries of the lanes that are next, and all in flight with the batches that
 * they were claimed in. This class is thread-safe.
 *
 * <p>All lanes whose turn is before the horizon are here; from the horizon on, lanes may be on the disk only. So the
 * first one here is the first of all as long as it is before the horizon. Lanes are added by the writer thread alone; it
 * withdraws a lane before it changes it, so that nobody takes what is about to change.
 */
final class ReadAhead {

    private final int maxJobs;
    private final LaneHeads heads = new LaneHeads();
    private final InFlightDeliveries inFlight = new InFlightDeliveries();

    /** Jobs in memory only because they follow, in a batch, what is in flight or first in its lane. */
    private int followers;

    /** Deliveries that have ended without the disk knowing it. */
    private int ended;

    private Turn horizon = Turn.FIRST;
    private boolean paused;

    ReadAhead(int maxJobs) {
        this.maxJobs = maxJobs;
    }

    /** The next delivery, if it is here and ready. */
    synchronized Optional<Delivery> take(long now) {
        LaneHead next = paused ? null : first();
        if (next == null || next.turn().readyAt() > now) {
            return Optional.empty();
        }
        heads.remove(next);
        return Optional.of(inFlight.begin(next).delivery());
    }

    /** The first lane, if it is certain that none on the disk is before it; else null. */
    private LaneHead first() {
        LaneHead head = heads.first();
        return head != null && head.turn().isBefore(horizon) ? head : null;
    }

    /** True if a lane that is only on disk may be ready. */
    synchronized boolean hidesReady(long now) {
        return !paused && first() == null && horizon.readyAt() <= now;
    }

    /** True if the next lane, if there is one, is only on disk. */
    boolean hidesNext() {
        return hidesReady(Long.MAX_VALUE - 1);
    }

    /** The turn of the next lane that is not busy; {@link Turn#LAST} when there is none. */
    synchronized Turn next() {
        LaneHead first = first();
        return paused ? Turn.LAST : first != null ? first.turn() : horizon;
    }

    /** Hands out nothing while the store cannot write. */
    synchronized void pause(boolean on) {
        paused = on;
    }

    /** The delivery in flight of this number. */
    synchronized InFlight find(Delivery delivery) {
        return inFlight.find(delivery);
    }

    /** Finds a delivery in order to end it: nobody else finds it after that. */
    synchronized InFlight end(Delivery delivery) {
        return inFlight.end(delivery);
    }

    /** Puts back what was not begun, without a trace on the disk; {@code false} when that cannot be done. */
    synchronized boolean putBack(InFlight work, Pin pin) {
        int jobs = work.head().jobs().size();
        if (work.begun() || work.batch().isPresent() || !work.isFirst() || heads.pinnedJobs() + jobs > maxJobs / 2) {
            return false;
        }
        inFlight.free(work);
        heads.add(work.head().putBack(pin));
        return true;
    }

    /**
     * A lane as it stood here.
     *
     * @param head the delivery that was first in it; empty when that is in flight, or not here
     * @param inFlight the delivery in flight
     * @param batch the batch that it was claimed with
     * @param ended what has ended in that batch and the disk does not know
     * @param freedAt when the lane was free the last time in that batch
     */
    record Withdrawn(
            Optional<LaneHead> head,
            Optional<InFlight> inFlight,
            Optional<ClaimedBatch> batch,
            List<ClaimedBatch.Done> ended,
            long freedAt) {}

    /**
     * Takes a lane out, since it is about to change; its first delivery stays known if it is in flight.
     *
     * @param cut whether nothing may follow the delivery in flight, since that is about to change too
     */
    synchronized Withdrawn withdraw(long lane, boolean cut) {
        Optional<ClaimedBatch> batch = batchOf(lane);
        Optional<LaneHead> head = heads.of(lane);
        head.ifPresent(heads::remove);
        if (cut) {
            batch.ifPresent(ClaimedBatch::cut);
        }
        long freedAt = batch.map(ClaimedBatch::freedAt).orElse(Times.NEVER_BEFORE);
        return new Withdrawn(
                head, inFlight.of(lane), batch, batch.map(ClaimedBatch::done).orElse(List.of()), freedAt);
    }

    private Optional<ClaimedBatch> batchOf(long lane) {
        return heads.of(lane)
                .flatMap(LaneHead::batch)
                .or(() -> inFlight.of(lane).flatMap(InFlight::batch));
    }

    /** Puts back what was withdrawn for a change that is undone; what the disk has as well is read from there. */
    synchronized void restore(LaneHead head) {
        if (head.batch().isPresent()) {
            heads.add(head);
        }
    }

    /** True if a lane with this turn belongs in memory rather than only on disk. */
    synchronized boolean reaches(Turn turn) {
        return turn.isBefore(horizon);
    }

    /**
     * Shows what a transaction has changed, after it is kept.
     *
     * @param gone the deliveries that it has ended
     * @param changed the lanes that have another first delivery or turn
     * @param over the batches that are over
     */
    synchronized void publish(List<InFlight> gone, List<LaneHead> changed, List<ClaimedBatch> over) {
        gone.forEach(inFlight::free);
        changed.forEach(this::admit);
        over.forEach(batch -> followers -= batch.after());
    }

    private void admit(LaneHead head) {
        // A delivery may have been put back meanwhile; it stays the first of its lane.
        if (isKnown(head.lane())
                || (!head.turn().isBefore(horizon) && head.batch().isEmpty())) {
            return;
        }
        heads.add(head);
        shrink(maxJobs - inFlight.jobs() - followers);
    }

    /** Leaves to the disk what is there too and whose turn is last, until at most so many jobs are here. */
    private void shrink(int jobs) {
        while (heads.jobs() > jobs) {
            LaneHead last = heads.lastOnDisk();
            if (last == null) {
                return;
            }
            heads.remove(last);
            horizon = last.turn();
        }
    }

    /**
     * Leaves a share of what is here to the disk. Only for the writer thread, since the horizon moves.
     *
     * @param share from 0.0 to 1.0
     * @return the number of jobs removed from memory
     */
    synchronized int giveUp(double share) {
        int before = heads.jobs();
        shrink(before - (int) Math.ceil(share * before));
        return before - heads.jobs();
    }

    synchronized boolean isKnown(long lane) {
        return inFlight.of(lane).isPresent() || heads.of(lane).isPresent();
    }

    /** The number of further jobs that fit in memory; at least one, so that there is always a next one. */
    synchronized int room() {
        return Math.max(1, maxJobs - heads.jobs() - inFlight.jobs() - followers);
    }

    /** The number of lanes in memory or in flight. */
    synchronized int lanes() {
        return heads.size() + inFlight.size();
    }

    /** The number of jobs in memory or in flight. */
    synchronized int jobs() {
        return heads.jobs() + inFlight.jobs() + followers;
    }

    /** Adds lanes from the disk, which are all that are before the new horizon. */
    synchronized void extend(List<LaneHead> more, Turn newHorizon) {
        more.stream().filter(head -> !isKnown(head.lane())).forEach(heads::add);
        horizon = newHorizon;
    }

    /** Forgets all but what is in flight, because it may not be what is on the disk. */
    synchronized void reset() {
        heads.clear();
        horizon = Turn.FIRST;
    }

    /** True if it has forgotten which lanes come first. */
    synchronized boolean isReset() {
        return horizon.equals(Turn.FIRST);
    }

    /** The lanes put back after a time, which is in the future when the clock was set back. */
    synchronized List<Long> freedAfter(long now) {
        return heads.freedAfter(now);
    }

    /** Starts a batch with the delivery in flight; the others of the batch follow it. Only for the writer thread. */
    synchronized void lead(InFlight work, ClaimedBatch batch) {
        work.leads(batch);
        followers += batch.after();
    }

    /** Ends the batch after the delivery in flight. */
    synchronized void cut(InFlight work) {
        work.batch().ifPresent(ClaimedBatch::cut);
    }

    /** Ends a delivery and lets the next one of its batch follow; {@code false} when there is none. */
    synchronized boolean advance(InFlight work, Optional<Copy> copy, long now) {
        ClaimedBatch batch = work.batch().orElseThrow();
        if (!batch.goesOn()) {
            return false;
        }
        inFlight.free(work);
        heads.add(batch.next(copy, now));
        followers--;
        ended++;
        return true;
    }

    /** The disk knows of what has ended in a batch. */
    synchronized void applied(ClaimedBatch batch, int count) {
        batch.applied(count);
        ended -= count;
    }

    /** The number of deliveries that have ended without the disk knowing it. */
    synchronized int ended() {
        return ended;
    }

    /** The deliveries of one lane that have ended without the disk knowing it. */
    synchronized List<ClaimedBatch.Done> ended(long lane) {
        return batchOf(lane).map(ClaimedBatch::done).orElse(List.of());
    }

    /** A copy that the disk does not know yet. */
    synchronized Optional<Copy> copyOf(String watch, long chatId, int messageId) {
        Stream<Copy> copies = ended == 0
                ? Stream.empty()
                : lanesInBatches().stream()
                        .flatMap(lane -> ended(lane).stream())
                        .flatMap(done -> done.copy().stream());
        return copies.filter(
                        copy -> copy.watch().equals(watch) && copy.chatId() == chatId && copy.messageId() == messageId)
                .findFirst();
    }

    /** The lanes in which deliveries of a batch follow each other. */
    synchronized List<Long> lanesInBatches() {
        return Stream.concat(heads.inBatches(), inFlight.inBatches()).toList();
    }
}
