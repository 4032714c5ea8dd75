package sluice.host.cleanup;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import sluice.base.time.Timeline;

/**
 * Decides when memory is so short that it is cleaned before its time. Used by one thread, but for {@link #watch}; what the heap
 * calls back comes from any.
 */
final class Pressure {

    /** A cleanup that frees too little is not helped by another one at once. */
    static final Duration AT_MOST_ONCE_IN = Duration.ofSeconds(10);

    /** The pressure just above the threshold: less would make a cleanup that is hardly worth its time. */
    static final double LEAST = 0.25;

    private final Heap heap;
    private final Timeline timeline;
    private volatile double threshold = 1.0;
    private volatile boolean noticed;
    private Instant cleanedAt = Instant.EPOCH;

    Pressure(Heap heap, Timeline timeline) {
        this.heap = heap;
        this.timeline = timeline;
    }

    /** Takes another threshold, and calls back when there is something to decide. */
    void watch(double changed, Runnable wake) {
        threshold = changed;
        heap.watch(changed, () -> {
            noticed = true;
            wake.run();
        });
    }

    /** The time until {@link #due} may return a value; empty when nothing has been noticed. */
    Optional<Duration> left() {
        return noticed
                ? Optional.of(Duration.between(timeline.now(), cleanedAt.plus(AT_MOST_ONCE_IN)))
                        .map(left -> left.isNegative() ? Duration.ZERO : left)
                : Optional.empty();
    }

    /** The used part of the heap, when a cleanup is due now; then the next one is not before {@link #AT_MOST_ONCE_IN}. */
    Optional<Double> due() {
        if (left().filter(Duration::isZero).isEmpty()) {
            return Optional.empty();
        }
        noticed = false;
        double used = heap.usedAfterCollection();
        if (used < threshold) {
            return Optional.empty();
        }
        cleanedAt = timeline.now();
        return Optional.of(used);
    }

    /** The pressure for a heap use, from {@link #LEAST} at the threshold to 1.0 with nothing left. */
    double of(double used) {
        double beyond = threshold < 1.0 ? (used - threshold) / (1.0 - threshold) : 1.0;
        return Math.clamp(LEAST + (1.0 - LEAST) * beyond, LEAST, 1.0);
    }
}
