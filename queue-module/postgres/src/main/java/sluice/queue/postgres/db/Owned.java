package sluice.queue.postgres.db;

/** A bot that this process owns, or owned. This class is thread-safe. */
public final class Owned {

    private final long bot;
    private final long epoch;
    private final long clockStep;
    private volatile boolean lost;

    /**
     * A bot that was taken.
     *
     * @param bot its number
     * @param epoch which owner of it this is
     * @param clockStep by how much the clock of this process is ahead of the last owner's, in nanoseconds
     */
    public Owned(long bot, long epoch, long clockStep) {
        this.bot = bot;
        this.epoch = epoch;
        this.clockStep = clockStep;
    }

    public long bot() {
        return bot;
    }

    public long epoch() {
        return epoch;
    }

    public long clockStep() {
        return clockStep;
    }

    /** Another process may own it from now on. */
    public void lost() {
        lost = true;
    }

    public boolean isLost() {
        return lost;
    }
}
