package sluice.queue.store;

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
import sluice.queue.store.claims.Claim;
import sluice.queue.store.claims.ClaimSizer;
import sluice.queue.store.tables.StoreException;
import sluice.queue.store.tables.Times;

/** Lets deliveries of a lane follow each other without the disk being asked for each. This class is thread-safe. */
final class ClaimedDeliveries {

    private static final Logger LOG = System.getLogger(ClaimedDeliveries.class.getName());

    private final ReadAhead readAhead;
    private final StoreCore core;
    private final Writer writer;
    private final Clock clock;
    private final Ticker ticker;
    private final ClaimSizer sizer = new ClaimSizer();

    ClaimedDeliveries(ReadAhead readAhead, StoreCore core, Writer writer, Clock clock, Ticker ticker) {
        this.readAhead = readAhead;
        this.core = core;
        this.writer = writer;
        this.clock = clock;
        this.ticker = ticker;
    }

    /** Records that a delivery is about to be sent; {@code false} when the store has to. */
    boolean begin(InFlight work) {
        Optional<ClaimedBatch> batch = work.batch();
        if (batch.isPresent()) {
            return batch.get().step(Claim.State.BEGUN, 0);
        }
        if (!core.claims()) {
            return false;
        }
        long now = ticker.nanos();
        int wanted = sizer.next(work.lane(), now);
        int claimed = wanted > 1 && writer.problem().isEmpty() ? claim(work, wanted) : 0;
        sizer.took(work.lane(), now, Math.max(1, claimed));
        return claimed > 0;
    }

    private int claim(InFlight work, int wanted) {
        try {
            int claimed = writer.read(() -> core.claim(work, wanted));
            // Here and not by the writer thread: what others claim meanwhile is flushed with it.
            if (claimed > 0 && !core.flushClaims()) {
                readAhead.cut(work);
                return 0;
            }
            return claimed;
        } catch (StoreException e) {
            LOG.log(Level.DEBUG, "cannot read the next messages: {0}", e.getMessage());
            return 0;
        }
    }

    /** Ends a delivery and lets the next one of its batch follow; {@code false} when the store has to end it. */
    boolean end(InFlight work, Outcome outcome) {
        Optional<ClaimedBatch> batch = work.batch();
        if (batch.isEmpty()) {
            return false;
        }
        if (outcome instanceof Outcome.Done(var effects)
                && effects.followers().isEmpty()
                && effects.copies().size() <= 1) {
            Copy copy = effects.copies().isEmpty() ? null : effects.copies().getFirst();
            if (copy == null || copy.toChatId() == work.lane()) {
                return batch.get().step(Claim.State.DONE, copy == null ? 0 : copy.toMessageId())
                        && readAhead.advance(work, Optional.ofNullable(copy), Times.nanos(clock.instant()));
            }
        }
        if (outcome instanceof Outcome.Moved || (outcome instanceof Outcome.Retry retry && isWhole(work, retry))) {
            // Known not to have been sent. Only a process that ends before the store knows it too would read this.
            batch.get().step(Claim.State.CLAIMED, 0);
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
