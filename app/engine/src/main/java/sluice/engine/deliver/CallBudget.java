package sluice.engine.deliver;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * The calls that the bots of a process may have under way together. Each may always have its share; what others do not use, it may
 * have besides. So the memory for calls is bounded, and bots that wait for a slow server take nothing from the others. This class is
 * thread-safe.
 */
public final class CallBudget {

    /** 30 sends a second of eight bots, each of which takes half a second; more share what there is. */
    private static final int MOST = 128;

    private final AtomicInteger bots = new AtomicInteger();
    private final AtomicInteger underWay = new AtomicInteger();

    /** A bot begins to take part. */
    void join() {
        bots.incrementAndGet();
    }

    /** A bot takes part no more. */
    void leave() {
        bots.decrementAndGet();
    }

    /** Whether a bot that has so many calls under way may begin another. One that has none always may. */
    boolean allowsMore(int own) {
        return own < Math.max(1, MOST / Math.max(1, bots.get())) || underWay.get() < MOST;
    }

    /** A call begins. Returns false if it is one more than all are to have, which the first one of a bot may be. */
    boolean begun() {
        return underWay.incrementAndGet() <= MOST;
    }

    void ended() {
        underWay.decrementAndGet();
    }
}
