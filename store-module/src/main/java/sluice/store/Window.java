package sluice.store;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
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
    private final ReentrantLock lock = new ReentrantLock();

    private final Heads heads = new Heads();
    private final Works works = new Works();
    private final RunBook runs = new RunBook(lock, heads, works);
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
    Optional<Delivery> take(long now) {
        lock.lock();
        try {
            Head next = paused ? null : first();
            if (next == null || next.turn().readyAt() > now) {
                return Optional.empty();
            }
            heads.remove(next);
            return Optional.of(works.begin(next).delivery());
        } finally {
            lock.unlock();
        }
    }

    /** The first lane, if it is certain that none on the disk is before it; else null. */
    private Head first() {
        Head head = heads.first();
        return head != null && head.turn().isBefore(horizon) ? head : null;
    }

    /** Whether a lane that is on the disk only may be ready. */
    boolean hidesReady(long now) {
        lock.lock();
        try {
            return !paused && first() == null && horizon.readyAt() <= now;
        } finally {
            lock.unlock();
        }
    }

    /** Whether the next lane is on the disk only, if there is one. */
    boolean hidesNext() {
        return hidesReady(Long.MAX_VALUE - 1);
    }

    /** When the next lane is ready that is not busy; {@link Turn#LAST} when there is none. */
    Turn next() {
        lock.lock();
        try {
            Head first = first();
            return paused ? Turn.LAST : first != null ? first.turn() : horizon;
        } finally {
            lock.unlock();
        }
    }

    /** Hands out nothing while the store cannot write. */
    void pause(boolean on) {
        lock.lock();
        try {
            paused = on;
        } finally {
            lock.unlock();
        }
    }

    /** The delivery under way of this number. */
    UnderWay find(Delivery delivery) {
        lock.lock();
        try {
            return works.find(delivery);
        } finally {
            lock.unlock();
        }
    }

    /** The same, for the one who ends it: nobody else finds it after that. */
    UnderWay end(Delivery delivery) {
        lock.lock();
        try {
            return works.end(delivery);
        } finally {
            lock.unlock();
        }
    }

    /** Puts back what was not begun, without a trace on the disk; {@code false} when that cannot be done. */
    boolean putBack(UnderWay work, Pin pin) {
        lock.lock();
        try {
            int jobs = work.head().jobs().size();
            if (work.begun() || work.run().isPresent() || !work.isFirst() || heads.pinnedJobs() + jobs > maxJobs / 2) {
                return false;
            }
            works.free(work);
            heads.add(work.head().putBack(pin));
            return true;
        } finally {
            lock.unlock();
        }
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
    Grip withdraw(long lane, boolean cut) {
        lock.lock();
        try {
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
        } finally {
            lock.unlock();
        }
    }

    /** Puts back what was withdrawn for a change that is undone; what the disk has as well is read from there. */
    void restore(Head head) {
        lock.lock();
        try {
            if (head.run().isPresent()) {
                heads.add(head);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Whether a lane with this turn belongs here rather than on the disk only. */
    boolean reaches(Turn turn) {
        lock.lock();
        try {
            return turn.isBefore(horizon);
        } finally {
            lock.unlock();
        }
    }

    /** Shows what a transaction has changed, after it is kept. */
    void publish(List<UnderWay> ended, List<Head> changed) {
        lock.lock();
        try {
            ended.forEach(works::free);
            changed.forEach(this::admit);
        } finally {
            lock.unlock();
        }
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
    int giveUp(double share) {
        lock.lock();
        try {
            int before = heads.jobs();
            shrink(before - (int) Math.ceil(share * before));
            return before - heads.jobs();
        } finally {
            lock.unlock();
        }
    }

    boolean isKnown(long lane) {
        lock.lock();
        try {
            return works.of(lane).isPresent() || heads.of(lane).isPresent();
        } finally {
            lock.unlock();
        }
    }

    /** How many jobs more may be here; at least one, so that there is always a next one. */
    int room() {
        lock.lock();
        try {
            return Math.max(1, maxJobs - heads.jobs() - works.jobs() - runs.jobs());
        } finally {
            lock.unlock();
        }
    }

    /** How many lanes are here or under way. */
    int lanes() {
        lock.lock();
        try {
            return heads.size() + works.size();
        } finally {
            lock.unlock();
        }
    }

    /** How many jobs are here or under way. */
    int jobs() {
        lock.lock();
        try {
            return heads.jobs() + works.jobs() + runs.jobs();
        } finally {
            lock.unlock();
        }
    }

    /** Adds lanes from the disk, which are all that are before the new horizon. */
    void extend(List<Head> more, Turn newHorizon) {
        lock.lock();
        try {
            more.stream().filter(head -> !isKnown(head.lane())).forEach(heads::add);
            horizon = newHorizon;
        } finally {
            lock.unlock();
        }
    }

    /** Forgets all but what is under way, because it may not be what is on the disk. */
    void reset() {
        lock.lock();
        try {
            heads.clear();
            horizon = Turn.FIRST;
        } finally {
            lock.unlock();
        }
    }

    /** Whether it has forgotten which lanes come first. */
    boolean isReset() {
        lock.lock();
        try {
            return horizon.equals(Turn.FIRST);
        } finally {
            lock.unlock();
        }
    }

    /** The lanes put back after a time, which is in the future when the clock was set back. */
    List<Long> freedAfter(long now) {
        lock.lock();
        try {
            return heads.freedAfter(now);
        } finally {
            lock.unlock();
        }
    }
}
