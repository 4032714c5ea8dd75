package sluice.store;

/** What goes with each transaction. All of it is called by the writer thread. */
interface Session {

    /** A transaction is about to begin. */
    void begin();

    /** All changes are made; what is to be kept with them is written now. */
    void beforeCommit();

    /** The transaction is on the disk. */
    void committed();

    /** The transaction is undone, by a fault of the disk or of ours. */
    void rolledBack();

    /** After what was asked for beside a transaction, before it is answered. */
    void beforeAnswers();

    /** Changes something that does not matter, to learn whether the disk takes it. */
    void probe();

    /** Whether changes are kept has changed. */
    void writable(boolean now);
}
