package sluice.store;

/** The figures of the queue: those of the present transaction, which only the writer thread may use, and those on the disk. */
final class Figures {

    private Ledger present;
    private volatile Ledger kept;

    Figures(int maxPlaces) {
        present = new Ledger(maxPlaces);
        kept = present.copy();
    }

    Ledger present() {
        return present;
    }

    /** As they are on the disk; for any thread, and not to be changed. */
    Ledger kept() {
        return kept;
    }

    void committed() {
        kept = present.copy();
    }

    void rolledBack() {
        present = kept.copy();
    }
}
