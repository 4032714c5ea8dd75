package sluice.queue.sqlite;

import java.util.List;
import java.util.Optional;
import sluice.api.Delivery;
import sluice.queue.sqlite.LaneHead.Pin;

/**
 * The part of the queue in memory: the first deliveries of the lanes that are next, and all in flight. This class is
 * thread-safe.
 *
 * <p>All lanes whose turn is before the horizon are here; from the horizon on, lanes may be on the disk only. So the
 * first one here is the first of all as long as it is before the horizon. Lanes are added by the writer thread alone; it
 * withdraws a lane before it changes it, so that nobody takes what is about to change.
 */
final class LaneWindow {

    private final int maxJobs;
    private final LaneHeads heads = new LaneHeads();
    private final InFlightDeliveries works = new InFlightDeliveries();
    private final ClaimedBatches runs = new ClaimedBatches(this, heads, works);
    private Turn horizon = Turn.FIRST;
    private boolean paused;

    LaneWindow(int maxJobs) {
        this.maxJobs = maxJobs;
    }

    /** The claimed batches of the lanes in memory. */
    ClaimedBatches runs() {
        return runs;
    }

    /** The next delivery, if it is here and ready. */
    synchronized Optional<Delivery> take(long now) {
        LaneHead next = paused ? null : first();
        if (next == null || next.turn().readyAt() > now) {
            return Optional.empty();
        }
        heads.remove(next);
        return Optional.of(works.begin(next).delivery());
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

    /** The delivery under way of this number. */
    synchronized InFlight find(Delivery delivery) {
        return works.find(delivery);
    }

    /** Finds a delivery in order to end it: nobody else finds it after that. */
    synchronized InFlight end(Delivery delivery) {
        return works.end(delivery);
    }

    /** Puts back what was not begun, without a trace on the disk; {@code false} when that cannot be done. */
    synchronized boolean putBack(InFlight work, Pin pin) {
        int jobs = work.head().jobs().size();
        if (work.begun() || work.run().isPresent() || !work.isFirst() || heads.pinnedJobs() + jobs > maxJobs / 2) {
            return false;
        }
        works.free(work);
        heads.add(work.head().putBack(pin));
        return true;
    }

    /**
     * A lane as it stands here.
     *
     * @param head what was first in it, and is withdrawn; empty when that is under way, or not here
     * @param work the delivery in flight
     * @param run the batch that it was claimed with
     * @param ended what has ended in that run and the disk does not know
     * @param freedAt when the lane was free the last time in that run
     */
    record Grip(
            Optional<LaneHead> head,
            Optional<InFlight> work,
            Optional<ClaimedBatch> run,
            List<ClaimedBatch.Done> ended,
            long freedAt) {}

    /**
     * Takes a lane out, since it is about to change; its first delivery stays known if it is under way.
     *
     * @param cut whether nothing may follow what is under way, since that is about to change too
     */
    synchronized Grip withdraw(long lane, boolean cut) {
        Optional<LaneHead> head = heads.of(lane);
        head.ifPresent(heads::remove);
        Optional<InFlight> work = works.of(lane);
        Optional<ClaimedBatch> run = head.flatMap(LaneHead::run).or(() -> work.flatMap(InFlight::run));
        if (cut) {
            run.ifPresent(ClaimedBatch::cut);
        }
        return new Grip(
                head,
                work,
                run,
                run.map(ClaimedBatch::done).orElse(List.of()),
                run.map(ClaimedBatch::freedAt).orElse(Times.NEVER_BEFORE));
    }

    /** Puts back what was withdrawn for a change that is undone; what the disk has as well is read from there. */
    synchronized void restore(LaneHead head) {
        if (head.run().isPresent()) {
            heads.add(head);
        }
    }

    /** True if a lane with this turn belongs in memory rather than only on disk. */
    synchronized boolean reaches(Turn turn) {
        return turn.isBefore(horizon);
    }

    /** Shows what a transaction has changed, after it is kept. */
    synchronized void publish(List<InFlight> ended, List<LaneHead> changed) {
        ended.forEach(works::free);
        changed.forEach(this::admit);
    }

    private void admit(LaneHead head) {
        // A delivery may have been put back meanwhile; it stays the first of its lane.
        if (isKnown(head.lane())
                || (!head.turn().isBefore(horizon) && head.run().isEmpty())) {
            return;
        }
        heads.add(head);
        shrink(maxJobs - works.jobs() - runs.jobs());
    }

    /** Leaves to the disk what is there too and whose turn is last, until at most so many jobs are here. */
    private void shrink(int jobs) {
        Optional<LaneHead> last = heads.jobs() > jobs ? heads.lastOnDisk() : Optional.empty();
        while (last.isPresent()) {
            heads.remove(last.get());
            horizon = last.get().turn();
            last = heads.jobs() > jobs ? heads.lastOnDisk() : Optional.empty();
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
        return works.of(lane).isPresent() || heads.of(lane).isPresent();
    }

    /** The number of further jobs that fit in memory; at least one, so that there is always a next one. */
    synchronized int room() {
        return Math.max(1, maxJobs - heads.jobs() - works.jobs() - runs.jobs());
    }

    /** The number of lanes in memory or in flight. */
    synchronized int lanes() {
        return heads.size() + works.size();
    }

    /** The number of jobs in memory or in flight. */
    synchronized int jobs() {
        return heads.jobs() + works.jobs() + runs.jobs();
    }

    /** Adds lanes from the disk, which are all that are before the new horizon. */
    synchronized void extend(List<LaneHead> more, Turn newHorizon) {
        more.stream().filter(head -> !isKnown(head.lane())).forEach(heads::add);
        horizon = newHorizon;
    }

    /** Forgets all but what is under way, because it may not be what is on the disk. */
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
}
