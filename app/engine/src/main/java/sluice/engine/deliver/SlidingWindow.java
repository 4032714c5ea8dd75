package sluice.engine.deliver;

import java.time.Duration;
import java.time.Instant;
import sluice.config.Rate;

/**
 * Keeps a pace: never more than so many permits in any period, as Telegram counts. A sliding window, not an average, so that
 * a burst after a pause may use what is allowed and no more. Not thread-safe.
 */
final class SlidingWindow {

    /** Beyond this many permits the period is cut down instead: 640/s is kept as 64 in every 100 ms. */
    private static final int MAX_KEPT = 64;

    private final Duration period;
    private final Instant[] used;
    private int next;

    SlidingWindow(Rate rate) {
        int kept = Math.min(rate.permits(), MAX_KEPT);
        period = rate.period().multipliedBy(kept).dividedBy(rate.permits());
        used = new Instant[kept];
    }

    /** The time at which the next permit is free; may be past. */
    Instant free() {
        return used[next] == null ? Instant.MIN : used[next].plus(period);
    }

    /** Uses the next permit at a time not before {@link #free}; calls must be in time order. */
    void use(Instant now) {
        used[next] = now;
        next = (next + 1) % used.length;
    }

    /** Gives back a permit that was used at a time, for nothing. */
    void giveBack(Instant at) {
        int last = (next + used.length - 1) % used.length;
        int place = last;
        for (int i = 1; i < used.length && !at.equals(used[place]); i++) {
            place = (place + used.length - 1) % used.length;
        }
        if (at.equals(used[place])) {
            while (place != last) {
                int later = (place + 1) % used.length;
                used[place] = used[later];
                place = later;
            }
            used[last] = null;
            next = last;
        }
    }

    /** True if every permit is free again, so that forgetting the window changes nothing. */
    boolean idle(Instant now) {
        Instant last = used[(next + used.length - 1) % used.length];
        return last == null || !last.plus(period).isAfter(now);
    }
}
