package sluice.queue.sqlite;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import sluice.api.Copy;
import sluice.api.Job;
import sluice.api.Outcome;
import sluice.api.Payload;
import sluice.api.Ticker;

/** Lets deliveries of a lane follow each other without the disk being asked for each. This class is thread-safe. */
final class ClaimedDeliveries {

    private static final Logger LOG = System.getLogger(ClaimedDeliveries.class.getName());

    private final LaneWindow window;
    private final StoreCore core;
    private final Writer writer;
    private final Clock clock;
    private final Ticker ticker;
    private final ClaimSizer appetite = new ClaimSizer();

    ClaimedDeliveries(LaneWindow window, StoreCore core, Writer writer, Clock clock, Ticker ticker) {
        this.window = window;
        this.core = core;
        this.writer = writer;
        this.clock = clock;
        this.ticker = ticker;
    }

    /** Records that a delivery is about to be sent; {@code false} when the store has to. */
    boolean begin(InFlight work) {
        Optional<ClaimedBatch> run = work.run();
        if (run.isPresent()) {
            return run.get().step(Claim.State.BEGUN, 0);
        }
        long now = ticker.nanos();
        int wanted = appetite.next(work.lane(), now);
        int claimed = wanted > 1 && writer.problem().isEmpty() ? claim(work, wanted) : 0;
        appetite.took(work.lane(), now, Math.max(1, claimed));
        return claimed > 0;
    }

    private int claim(InFlight work, int wanted) {
        try {
            int claimed = writer.read(() -> core.claim(work, wanted));
            // Here and not by the writer thread: what others claim meanwhile is flushed with it.
            if (claimed > 0 && !core.flushClaims()) {
                window.runs().cut(work);
                return 0;
            }
            return claimed;
        } catch (StoreException e) {
            LOG.log(Level.DEBUG, "cannot read what comes next: {0}", e.getMessage());
            return 0;
        }
    }

    /** Ends a delivery and lets the next one of its run follow; {@code false} when the store has to end it. */
    boolean end(InFlight work, Outcome outcome) {
        Optional<ClaimedBatch> run = work.run();
        if (run.isEmpty()) {
            return false;
        }
        if (outcome instanceof Outcome.Done(var effects)
                && effects.followers().isEmpty()
                && effects.copies().size() <= 1) {
            Copy copy = effects.copies().isEmpty() ? null : effects.copies().getFirst();
            if (copy == null || copy.toChatId() == work.lane()) {
                return run.get().step(Claim.State.DONE, copy == null ? 0 : copy.toMessageId())
                        && window.runs().advance(work, Optional.ofNullable(copy), Times.nanos(clock.instant()));
            }
        }
        if (outcome instanceof Outcome.Moved || (outcome instanceof Outcome.Retry retry && isWhole(work, retry))) {
            // Known not to have been sent. Only a process that ends before the store knows it too would read this.
            run.get().step(Claim.State.CLAIMED, 0);
        }
        return false;
    }

    /** True if all of it is tried again. Of what has changed, a part may have been sent. */
    private static boolean isWhole(InFlight work, Outcome.Retry retry) {
        return payloads(retry.jobs()).equals(payloads(work.head().jobs()));
    }

    private static List<Payload> payloads(List<Job> jobs) {
        return jobs.stream().map(Job::payload).toList();
    }
}
