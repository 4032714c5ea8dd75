package sluice.store;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.sqlite.SQLiteErrorCode;

/** What keeps changes from being made, and since when. Noted by the writer thread, asked by any. */
final class Trouble {

    private static final Logger LOG = System.getLogger(Trouble.class.getName());

    /** A full disk has little room now and then; the log is not to be filled by that. */
    private static final Duration WARN_EVERY = Duration.ofMinutes(1);

    private final Duration retry;
    private final AtomicLong failures = new AtomicLong();
    private volatile String problem = "";
    private boolean full;
    private long triedAt;
    private long warnedAt;

    /**
     * No trouble yet.
     *
     * @param retry how long to wait before it is tried again
     */
    Trouble(Duration retry) {
        this.retry = retry;
    }

    /** Something could not be kept or read. */
    void failed(StoreException reason) {
        boolean first = failures.incrementAndGet() == 1;
        triedAt = System.nanoTime();
        if (first || triedAt - warnedAt >= WARN_EVERY.toNanos()) {
            warnedAt = triedAt;
            LOG.log(
                    Level.WARNING,
                    "the store cannot be written ({0}); nothing is taken in and nothing is sent until it can",
                    reason.getMessage());
        }
        problem = reason.getMessage();
        full = reason.isOf(SQLiteErrorCode.SQLITE_FULL);
    }

    void over() {
        LOG.log(Level.INFO, "the store can be written again");
        problem = "";
        full = false;
    }

    boolean isPresent() {
        return !problem.isEmpty();
    }

    /** Empty when there is none. */
    String problem() {
        return problem;
    }

    /** Whether it is that no space is left. */
    boolean isFullDisk() {
        return full;
    }

    boolean isTimeToRetry() {
        return isPresent() && System.nanoTime() - triedAt >= retry.toNanos();
    }

    Duration retry() {
        return retry;
    }

    /** How often there was some. */
    long failures() {
        return failures.get();
    }
}
