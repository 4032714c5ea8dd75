package sluice.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import sluice.api.Copy;

/**
 * What of the {@link Window} was claimed together: which deliveries follow which, and what has ended without the disk knowing it. This
 * class is thread-safe; its lock is the window's.
 */
final class RunBook {

    private final Window window;
    private final Heads heads;
    private final Works works;
    private int jobs;
    private int ended;

    RunBook(Window window, Heads heads, Works works) {
        this.window = window;
        this.heads = heads;
        this.works = works;
    }

    /** How many jobs are here only because they follow what is under way, or first in its lane. */
    int jobs() {
        synchronized (window) {
            return jobs;
        }
    }

    /** What is under way was claimed with others, which are to follow it. Only for the writer thread. */
    void lead(UnderWay work, Run run) {
        synchronized (window) {
            work.leads(run);
            jobs += run.after();
        }
    }

    /** None is to follow what is under way. */
    void cut(UnderWay work) {
        synchronized (window) {
            work.run().ifPresent(Run::cut);
        }
    }

    /** Ends what is under way and lets the next one of its run follow; {@code false} when there is none. */
    boolean advance(UnderWay work, Optional<Copy> copy, long now) {
        synchronized (window) {
            Run run = work.run().orElseThrow();
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
    void applied(Run run, int count) {
        synchronized (window) {
            run.applied(count);
            ended -= count;
        }
    }

    /** What was claimed together is so no more. */
    void over(Run run) {
        synchronized (window) {
            jobs -= run.after();
        }
    }

    /** How many have ended without the disk knowing it. */
    int ended() {
        synchronized (window) {
            return ended;
        }
    }

    /** The same in one lane. */
    List<Run.Done> ended(long lane) {
        synchronized (window) {
            return heads.of(lane)
                    .flatMap(Head::run)
                    .or(() -> works.of(lane).flatMap(UnderWay::run))
                    .map(Run::done)
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
