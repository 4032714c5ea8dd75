package sluice.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import sluice.api.Copy;

/**
 * What of the {@link Window} was claimed together: which deliveries follow which, and what has ended without the disk knowing it. This
 * class is thread-safe; its lock is the window's.
 */
final class RunBook {

    private final ReentrantLock lock;
    private final Heads heads;
    private final Works works;
    private int jobs;
    private int ended;

    RunBook(ReentrantLock lock, Heads heads, Works works) {
        this.lock = lock;
        this.heads = heads;
        this.works = works;
    }

    /** How many jobs are here only because they follow what is under way, or first in its lane. */
    int jobs() {
        lock.lock();
        try {
            return jobs;
        } finally {
            lock.unlock();
        }
    }

    /** What is under way was claimed with others, which are to follow it. Only for the writer thread. */
    void lead(UnderWay work, Run run) {
        lock.lock();
        try {
            work.leads(run);
            jobs += run.after();
        } finally {
            lock.unlock();
        }
    }

    /** It was not claimed after all, and is not handed out either: who has the work waits for the answer. */
    Run unlead(UnderWay work) {
        lock.lock();
        try {
            Run run = work.unlead();
            jobs -= run.after();
            return run;
        } finally {
            lock.unlock();
        }
    }

    /** Ends what is under way and lets the next one of its run follow; {@code false} when there is none. */
    boolean advance(UnderWay work, Optional<Copy> copy, long now) {
        lock.lock();
        try {
            Run run = work.run().orElseThrow();
            if (!run.goesOn()) {
                return false;
            }
            works.free(work);
            heads.add(run.next(copy, now));
            jobs--;
            ended++;
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** The disk knows of what has ended in a run. */
    void applied(Run run, int count) {
        lock.lock();
        try {
            run.applied(count);
            ended -= count;
        } finally {
            lock.unlock();
        }
    }

    /** What was claimed together is so no more. */
    void over(Run run) {
        lock.lock();
        try {
            jobs -= run.after();
        } finally {
            lock.unlock();
        }
    }

    /** How many have ended without the disk knowing it. */
    int ended() {
        lock.lock();
        try {
            return ended;
        } finally {
            lock.unlock();
        }
    }

    /** The same in one lane. */
    List<Run.Done> ended(long lane) {
        lock.lock();
        try {
            return heads.of(lane)
                    .flatMap(Head::run)
                    .or(() -> works.of(lane).flatMap(UnderWay::run))
                    .map(Run::done)
                    .orElse(List.of());
        } finally {
            lock.unlock();
        }
    }

    /** A copy that the disk does not know yet. */
    Optional<Copy> copyOf(String watch, long chatId, int messageId) {
        lock.lock();
        try {
            return ended == 0
                    ? Optional.empty()
                    : inRuns().stream()
                            .flatMap(lane -> ended(lane).stream())
                            .flatMap(done -> done.copy().stream())
                            .filter(copy -> copy.watch().equals(watch)
                                    && copy.chatId() == chatId
                                    && copy.messageId() == messageId)
                            .findFirst();
        } finally {
            lock.unlock();
        }
    }

    /** The lanes in which deliveries follow each other. */
    List<Long> inRuns() {
        lock.lock();
        try {
            List<Long> lanes = new ArrayList<>(heads.inRuns());
            lanes.addAll(works.inRuns());
            return lanes;
        } finally {
            lock.unlock();
        }
    }
}
