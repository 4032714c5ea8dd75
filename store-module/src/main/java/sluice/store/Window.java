package sluice.store;

import java.util.List;
import java.util.Optional;
import sluice.api.Delivery;
import sluice.store.Head.Pin;

/**
 * What of the queue is in memory: the first deliveries of those lanes whose turn comes first, and what is under way. This
 * class is thread-safe.
 *
 * <p>All lanes whose turn is before the horizon are here; from the horizon on, lanes may be on the disk only. So the
 * first one here is the first of all as long as it is before the horizon. Lanes are added by the writer thread alone; it
 * withdraws a lane before it changes it, so that nobody takes what is about to change.
 */
final class Window {

    private final int maxJobs;
    private final Heads heads = new Heads();
    private final Works works = new Works();
    private final RunBook runs = new RunBook(this, heads, works);
    private Turn horizon = Turn.FIRST;
    private boolean paused;

    Window(int maxJobs) {
        this.maxJobs = maxJobs;
    }

    /** Those of the lanes here that were claimed together. */
    RunBook runs() {
        return runs;
    }

    /** The next delivery, if it is here and ready. */
    synchronized Optional<Delivery> take(long now) {
        Head next = paused ? null : first();
        if (next == null || next.turn().readyAt() > now) {
            return Optional.empty();
        }
        heads.remove(next);
        return Optional.of(works.begin(next).delivery());
    }

    /** The first lane, if it is certain that none on the disk is before it; else null. */
    private Head first() {
        Head head = heads.first();
        return head != null && head.turn().isBefore(horizon) ? head : null;
    }

    /** Whether a lane that is on the disk only may be ready. */
    synchronized boolean hidesReady(long now) {
        return !paused && first() == null && horizon.readyAt() <= now;
    }

    /** Whether the next lane is on the disk only, if there is one. */
    boolean hidesNext() {
        return hidesReady(Long.MAX_VALUE - 1);
    }

    /** When the next lane is ready that is not busy; {@link Turn#LAST} when there is none. */
    synchronized Turn next() {
        Head first = first();
        return paused ? Turn.LAST : first != null ? first.turn() : horizon;
    }

    /** Hands out nothing while the store cannot write. */
    synchronized void pause(boolean on) {
        paused = on;
    }

    /** The delivery under way of this number. */
    synchronized UnderWay find(Delivery delivery) {
        return works.find(delivery);
    }

    /** The same, for the one who ends it: nobody else finds it after that. */
    synchronized UnderWay end(Delivery delivery) {
        return works.end(delivery);
    }

    /** Puts back what was not begun, without a trace on the disk; {@code false} when that cannot be done. */
    synchronized boolean putBack(UnderWay work, Pin pin) {
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
     * @param work what is under way
     * @param run what that was claimed with
     * @param ended what has ended in that run and the disk does not know
     * @param freedAt when the lane was free the last time in that run
     */
    record Grip(Optional<Head> head, Optional<UnderWay> work, Optional<Run> run, List<Run.Done> ended, long freedAt) {}

    /**
     * Takes a lane out, since it is about to change; its first delivery stays known if it is under way.
     *
     * @param cut whether nothing may follow what is under way, since that is about to change too
     */
    synchronized Grip withdraw(long lane, boolean cut) {
        Optional<Head> head = heads.of(lane);
        head.ifPresent(heads::remove);
        Optional<UnderWay> work = works.of(lane);
        Optional<Run> run = head.flatMap(Head::run).or(() -> work.flatMap(UnderWay::run));
        if (cut) {
            run.ifPresent(Run::cut);
        }
        return new Grip(
                head,
                work,
                run,
                run.map(Run::done).orElse(List.of()),
                run.map(Run::freedAt).orElse(Times.NEVER_BEFORE));
    }

    /** Puts back what was withdrawn for a change that is undone; what the disk has as well is read from there. */
    synchronized void restore(Head head) {
        if (head.run().isPresent()) {
            heads.add(head);
        }
    }

    /** Whether a lane with this turn belongs here rather than on the disk only. */
    synchronized boolean reaches(Turn turn) {
        return turn.isBefore(horizon);
    }

    /** Shows what a transaction has changed, after it is kept. */
    synchronized void publish(List<UnderWay> ended, List<Head> changed) {
        ended.forEach(works::free);
        changed.forEach(this::admit);
    }

    private void admit(Head head) {
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
        Optional<Head> last = heads.jobs() > jobs ? heads.lastOnDisk() : Optional.empty();
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
     * @return how many jobs are here no more
     */
    synchronized int giveUp(double share) {
        int before = heads.jobs();
        shrink(before - (int) Math.ceil(share * before));
        return before - heads.jobs();
    }

    synchronized boolean isKnown(long lane) {
        return works.of(lane).isPresent() || heads.of(lane).isPresent();
    }

    /** How many jobs more may be here; at least one, so that there is always a next one. */
    synchronized int room() {
        return Math.max(1, maxJobs - heads.jobs() - works.jobs() - runs.jobs());
    }

    /** How many lanes are here or under way. */
    synchronized int lanes() {
        return heads.size() + works.size();
    }

    /** How many jobs are here or under way. */
    synchronized int jobs() {
        return heads.jobs() + works.jobs() + runs.jobs();
    }

    /** Adds lanes from the disk, which are all that are before the new horizon. */
    synchronized void extend(List<Head> more, Turn newHorizon) {
        more.stream().filter(head -> !isKnown(head.lane())).forEach(heads::add);
        horizon = newHorizon;
    }

    /** Forgets all but what is under way, because it may not be what is on the disk. */
    synchronized void reset() {
        heads.clear();
        horizon = Turn.FIRST;
    }

    /** Whether it has forgotten which lanes come first. */
    synchronized boolean isReset() {
        return horizon.equals(Turn.FIRST);
    }

    /** The lanes put back after a time, which is in the future when the clock was set back. */
    synchronized List<Long> freedAfter(long now) {
        return heads.freedAfter(now);
    }
}
