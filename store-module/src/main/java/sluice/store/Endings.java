package sluice.store;

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

    void keep(long lane, List<Run.Done> ended) {
        if (ended.isEmpty()) {
            return;
        }
        // They follow each other in the lane: what is put between those of a run cuts it, and takes away what has ended
        // first.
        Place first = ended.getFirst().entry().place();
        Place last = ended.getLast().entry().place();
        int gone = tables.jobs().delete(lane, first, last);
        if (gone != ended.size()) {
            throw new IllegalStateException(ended.size() + " have ended, but " + gone + " stand in their place");
        }
        long now = Times.nanos(clock.instant());
        for (Run.Done done : ended) {
            figures.present().free(done.job());
            if (done.copy().isPresent()) {
                tables.sent().add(done.copy().get(), now);
            }
        }
    }

    /** What was claimed together is kept; no trace of it is needed any more. */
    void over(Run run) {
        claims.release(run.block());
    }
}
