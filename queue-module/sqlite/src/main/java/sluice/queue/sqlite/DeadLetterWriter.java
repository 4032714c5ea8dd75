package sluice.queue.sqlite;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import sluice.api.DeadLetter;
import sluice.api.DeadLetter.Reason;
import sluice.api.Job;
import sluice.queue.sqlite.JobTable.Entry;

/** Makes dead letters, no more than are to be kept. For the writer thread only. */
final class DeadLetterWriter {

    private final Tables tables;
    private final LaneUnitOfWork book;
    private final Figures figures;
    private final int maxLetters;
    private final Clock clock;

    DeadLetterWriter(Tables tables, LaneUnitOfWork book, Figures figures, int maxLetters, Clock clock) {
        this.tables = tables;
        this.book = book;
        this.figures = figures;
        this.maxLetters = maxLetters;
        this.clock = clock;
    }

    void bury(Job job, Reason reason, String detail) {
        tables.letters().add(job, reason, detail, Times.nanos(clock.instant()));
        figures.present().letterAdded();
    }

    /** Makes dead letters of jobs that wait. */
    void bury(Entry entry, Reason reason, String detail) {
        LaneState lane = book.stop(entry.lane());
        tables.jobs().delete(entry.lane(), entry.place());
        tables.albums().close(entry.lane(), entry.place().entry());
        lane.changed();
        figures.present().free(entry.jobs());
        entry.jobs().forEach(job -> bury(job, reason, detail));
    }

    /** Removes the oldest beyond those that are kept. */
    void trim() {
        while (figures.present().deadLetters() > maxLetters) {
            tables.letters().deleteOldest();
            figures.present().letterEvicted();
        }
    }

    List<DeadLetter> list(long afterId, int limit) {
        return tables.letters().list(afterId, limit);
    }

    Optional<DeadLetter> find(long id) {
        return tables.letters().find(id);
    }

    /** Removes one that is retried or not wanted any more; whether it was there. */
    boolean remove(long id) {
        boolean there = tables.letters().delete(id);
        if (there) {
            figures.present().letterGone();
        }
        return there;
    }
}
