package sluice.app.deliver;

import java.time.Duration;
import sluice.api.Ticker;
import sluice.app.time.Alarm;

/**
 * How many calls may be under way at a time. Each takes memory, and where a call takes a fraction of a millisecond a few of them
 * send all that can be sent; where it takes long, many are needed. So it begins with a few, and twice as many are let in whenever
 * those have ended fewer calls in a short while than they are. For the dispatcher's thread, but for {@link #present}.
 */
final class Breadth {

    /** How long those under way are watched. With calls of 50 ms, 4 become 64 within 40 ms. */
    static final Duration WHILE = Duration.ofMillis(10);

    private final int least;
    private final int most;
    private final Ticker ticker;
    private volatile int present;
    private boolean watching;
    private long since;
    private long endedBefore;

    /**
     * The least.
     *
     * @param least how many calls are always let in
     * @param most how many are at most
     * @param ticker the time
     */
    Breadth(int least, int most, Ticker ticker) {
        this.least = least;
        this.most = most;
        this.ticker = ticker;
        this.present = least;
    }

    /** How many calls may be under way now. Called from any thread. */
    int present() {
        return present;
    }

    /**
     * So many are under way, and there is more to do.
     *
     * @param ended how many calls have ended so far
     * @return after how long to ask again; zero when it is to be seen anew at once
     */
    Duration untilWider(long ended) {
        if (present == most) {
            return Alarm.FOREVER;
        }
        long now = ticker.nanos();
        if (!watching) {
            watching = true;
            since = now;
            endedBefore = ended;
            return WHILE;
        }
        Duration left = WHILE.minusNanos(now - since);
        if (left.isPositive()) {
            return left;
        }
        watching = false;
        if (ended - endedBefore < present) {
            present = Math.min(most, 2 * present);
        }
        return Duration.ZERO;
    }

    /** There is no more to do than what is under way. */
    void narrow(int underWay) {
        watching = false;
        present = Math.clamp(underWay, least, most);
    }
}
