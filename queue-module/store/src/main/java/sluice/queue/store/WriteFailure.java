package sluice.queue.store;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicLong;
import sluice.queue.store.tables.StoreException;

/** The current write failure of the store, and when it began. Noted by the writer thread, asked by any. */
final class WriteFailure {

    private static final Logger LOG = System.getLogger(WriteFailure.class.getName());

    /** A full disk has little room now and then: what follows so soon is the same trouble. */
    private static final Duration SAME = Duration.ofMinutes(1);

    private final Duration retry;
    private final Clock clock;
    private final AtomicLong failures = new AtomicLong();
    private volatile String problem = "";
    private boolean full;
    private long triedAt;
    private long failed;
    private Instant since = Instant.EPOCH;

    /** No failure yet; {@code retry} is the wait before it is tried again. */
    WriteFailure(Duration retry, Clock clock) {
        this.retry = retry;
        this.clock = clock;
    }

    /** Records that a write or read failed. */
    void failed(StoreException reason) {
        boolean first = failures.incrementAndGet() == 1;
        long before = triedAt;
        triedAt = System.nanoTime();
        if (first || triedAt - before >= SAME.toNanos()) {
            since = clock.instant().truncatedTo(ChronoUnit.SECONDS);
            failed = 0;
        }
        failed++;
        // The host writes one line of those that say the same; since when it is tells one trouble from the next.
        LOG.log(
                Level.WARNING,
                "the store cannot be written since {0} ({1}); nothing is received and nothing is sent until it can",
                since,
                reason.getMessage());
        problem = reason.getMessage();
        full = reason.isFull();
    }

    void over() {
        LOG.log(Level.INFO, "the store can be written again after {0} failed tries", failed);
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

    /** True if there is no space left. */
    boolean isFull() {
        return full;
    }

    boolean isTimeToRetry() {
        return isPresent() && System.nanoTime() - triedAt >= retry.toNanos();
    }

    Duration retry() {
        return retry;
    }

    /** The number of write failures. */
    long failures() {
        return failures.get();
    }
}
