package sluice.queue.sqlite;

import java.time.Clock;
import java.util.List;

/** Writes down what has ended without the store having been asked. For the writer thread only. */
final class Endings {

    private final Tables tables;
    private final Figures figures;
    private final ClaimFile claims;
    private final Clock clock;

    Endings(Tables tables, Figures figures, ClaimFile claims, Clock clock) {
        this.tables = tables;
        this.figures = figures;
        this.claims = claims;
        this.clock = clock;
    }

    void keep(long lane, List<ClaimedBatch.Done> ended) {
        long now = Times.nanos(clock.instant());
        for (ClaimedBatch.Done done : ended) {
            tables.jobs().delete(lane, done.entry().place());
            figures.present().free(done.job());
            if (done.copy().isPresent()) {
                tables.sent().add(done.copy().get(), now);
            }
        }
    }

    /** Releases the claims of a finished batch: its outcomes are kept. */
    void over(ClaimedBatch run) {
        claims.release(run.block());
    }
}
