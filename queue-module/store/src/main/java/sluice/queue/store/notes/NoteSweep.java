package sluice.queue.store.notes;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import sluice.api.Ticker;
import sluice.queue.store.tables.Times;

/** Removes notes that are too old or too much, the oldest first, and files that no note names. */
final class NoteSweep {

    /** The number of notes removed in one transaction, so that others do not wait long. */
    private static final int STEP = 50;

    /** A cleanup should not take longer; it goes on the next time. */
    private static final Duration NOTES_LIMIT = Duration.ofMillis(700);

    private static final Duration FILES_LIMIT = Duration.ofMillis(200);

    private final NoteWriter writer;
    private final NoteFiles files;
    private final NoteLimits limits;
    private final Clock clock;
    private final Ticker ticker;
    private int folder;
    private final AtomicLong orphans = new AtomicLong();

    NoteSweep(NoteWriter writer, NoteFiles files, NoteLimits limits, Clock clock, Ticker ticker) {
        this.writer = writer;
        this.files = files;
        this.limits = limits;
        this.clock = clock;
        this.ticker = ticker;
    }

    /** Removes notes and returns how many. */
    long run() {
        long started = ticker.nanos();
        long removed = 0;
        List<Long> surplus = surplus();
        while (!surplus.isEmpty()) {
            removed += writer.remove(surplus);
            surplus = isOver(started, NOTES_LIMIT) ? List.of() : surplus();
        }
        sweepFiles();
        return removed;
    }

    /** Folder by folder, each in its turn. */
    private void sweepFiles() {
        if (!files.exist()) {
            return;
        }
        long started = ticker.nanos();
        for (int i = 0; i < NoteFiles.FOLDERS && !isOver(started, FILES_LIMIT); i++) {
            orphans.addAndGet(
                    files.sweep(folder, clock.instant(), prefix -> writer.read(table -> table.files(prefix))));
            folder = (folder + 1) % NoteFiles.FOLDERS;
        }
    }

    private boolean isOver(long started, Duration limit) {
        return ticker.nanos() - started >= limit.toNanos();
    }

    private List<Long> surplus() {
        long from = limits.maxAge()
                .map(age -> Times.nanos(clock.instant().minus(age)))
                .orElse(Long.MIN_VALUE);
        long over = writer.totals().bytes() - limits.maxBytes();
        if (writer.totals().notes() == 0) {
            return List.of();
        }
        List<NoteTable.Brief> oldest = writer.read(table -> table.oldest(STEP));
        int count = 0;
        while (count < oldest.size() && (over > 0 || oldest.get(count).at() < from)) {
            over -= oldest.get(count).bytes();
            count++;
        }
        return oldest.subList(0, count).stream().map(NoteTable.Brief::id).toList();
    }

    long orphans() {
        return orphans.get();
    }
}
