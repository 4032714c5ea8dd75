package sluice.store;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import sluice.api.Bounded;
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

    @Bounded("queue.max-size: each has a job")
    private final TreeMap<Turn, Head> heads = new TreeMap<>();

    @Bounded("the heads")
    private final Map<Long, Head> byLane = new HashMap<>();

    /** What the host has taken and not ended; it decides how much that may be. */
    @Bounded("the deliveries that the host has under way")
    private final Map<Long, UnderWay> busy = new HashMap<>();

    @Bounded("the deliveries that the host has under way")
    private final Map<Long, UnderWay> ending = new HashMap<>();

    private Turn horizon = Turn.FIRST;
    private int headJobs;
    private int pinnedJobs;
    private int busyJobs;
    private long deliveries;
    private boolean paused;

    Window(int maxJobs) {
        this.maxJobs = maxJobs;
    }

    /** The next delivery, if it is here and ready. */
    Optional<Delivery> take(long now) {
        lock.lock();
        try {
            Head head = first();
            if (paused || head == null || head.turn().readyAt() > now) {
                return Optional.empty();
            }
            remove(head);
            UnderWay work = new UnderWay(head, ++deliveries);
            busy.put(head.lane(), work);
            busyJobs += head.jobs().size();
            return Optional.of(work.delivery());
        } finally {
            lock.unlock();
        }
    }

    /** The first lane, if it is certain that none on the disk is before it. */
    private Head first() {
        return heads.isEmpty() || !heads.firstKey().isBefore(horizon)
                ? null
                : heads.firstEntry().getValue();
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
            Head head = first();
            return paused ? Turn.LAST : head == null ? horizon : head.turn();
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
            UnderWay work = busy.get(delivery.destination());
            if (work == null || work.delivery().id() != delivery.id() || ending.containsKey(delivery.destination())) {
                throw new IllegalArgumentException("delivery " + delivery.id() + " is not under way");
            }
            return work;
        } finally {
            lock.unlock();
        }
    }

    /** The same, for the one who ends it: nobody else finds it after that. */
    UnderWay end(Delivery delivery) {
        lock.lock();
        try {
            UnderWay work = find(delivery);
            ending.put(work.lane(), work);
            return work;
        } finally {
            lock.unlock();
        }
    }

    /** Puts back what was not begun, without a trace on the disk; {@code false} when that cannot be done. */
    boolean putBack(UnderWay work, Pin pin) {
        lock.lock();
        try {
            int jobs = work.head().jobs().size();
            if (work.begun() || !work.isFirst() || pinnedJobs + jobs > maxJobs / 2) {
                return false;
            }
            free(work);
            add(work.head().putBack(pin));
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Takes a lane out, since it is about to change; its first delivery stays known if it is under way. */
    Optional<Head> withdraw(long lane) {
        lock.lock();
        try {
            Head head = byLane.get(lane);
            if (head != null) {
                remove(head);
            }
            return Optional.ofNullable(head);
        } finally {
            lock.unlock();
        }
    }

    Optional<UnderWay> underWay(long lane) {
        lock.lock();
        try {
            return Optional.ofNullable(busy.get(lane));
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
            ended.forEach(this::free);
            changed.forEach(this::admit);
        } finally {
            lock.unlock();
        }
    }

    private void admit(Head head) {
        // A delivery may have been put back meanwhile; it stays the first of its lane.
        if (isKnown(head.lane()) || !head.turn().isBefore(horizon)) {
            return;
        }
        add(head);
        while (isOverfull()) {
            Head last = lastOnDisk();
            if (last == null) {
                return;
            }
            remove(last);
            horizon = last.turn();
        }
    }

    private boolean isOverfull() {
        return heads.size() > 1 && headJobs + busyJobs > maxJobs;
    }

    /** The last of those that need not be here, unless it is the first of all. */
    private Head lastOnDisk() {
        for (Head head : heads.descendingMap().values()) {
            if (head.pin().isEmpty()) {
                return head.turn().equals(heads.firstKey()) ? null : head;
            }
        }
        return null;
    }

    boolean isKnown(long lane) {
        lock.lock();
        try {
            return busy.containsKey(lane) || byLane.containsKey(lane);
        } finally {
            lock.unlock();
        }
    }

    /** How many jobs more may be here; at least one, so that there is always a next one. */
    int room() {
        lock.lock();
        try {
            return Math.max(1, maxJobs - headJobs - busyJobs);
        } finally {
            lock.unlock();
        }
    }

    /** How many lanes are here or under way. */
    int lanes() {
        lock.lock();
        try {
            return heads.size() + busy.size();
        } finally {
            lock.unlock();
        }
    }

    /** How many jobs are here or under way. */
    int jobs() {
        lock.lock();
        try {
            return headJobs + busyJobs;
        } finally {
            lock.unlock();
        }
    }

    /** Adds lanes from the disk, which are all that are before the new horizon. */
    void extend(List<Head> more, Turn newHorizon) {
        lock.lock();
        try {
            more.stream().filter(head -> !isKnown(head.lane())).forEach(this::add);
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
            byLane.clear();
            headJobs = 0;
            pinnedJobs = 0;
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
            return heads.values().stream()
                    .filter(head ->
                            head.pin().filter(pin -> pin.freedAt() > now).isPresent())
                    .map(Head::lane)
                    .toList();
        } finally {
            lock.unlock();
        }
    }

    private void add(Head head) {
        heads.put(head.turn(), head);
        byLane.put(head.lane(), head);
        headJobs += head.jobs().size();
        pinnedJobs += head.pin().isPresent() ? head.jobs().size() : 0;
    }

    private void remove(Head head) {
        heads.remove(head.turn());
        byLane.remove(head.lane());
        headJobs -= head.jobs().size();
        pinnedJobs -= head.pin().isPresent() ? head.jobs().size() : 0;
    }

    private void free(UnderWay work) {
        busy.remove(work.lane());
        ending.remove(work.lane());
        busyJobs -= work.head().jobs().size();
    }
}
