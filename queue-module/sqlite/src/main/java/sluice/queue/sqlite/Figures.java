package sluice.queue.sqlite;

/** The figures of the queue: those of the present transaction, which only the writer thread may use, and those on the disk. */
final class Figures {

    private QueueCounters present;
    private volatile QueueCounters kept;

    Figures(int maxPlaces) {
        present = new QueueCounters(maxPlaces);
        kept = present.copy();
    }

    QueueCounters present() {
        return present;
    }

    /** The counters as they are on the disk; for any thread, and not to be changed. */
    QueueCounters kept() {
        return kept;
    }

    void committed() {
        kept = present.copy();
    }

    void rolledBack() {
        present = kept.copy();
    }
}
