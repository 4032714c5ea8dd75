package sluice.host.cleanup;

/** The heap use after a collection: what is left then is in use, and not only not yet collected. */
public interface Heap {

    /**
     * The used part of the heap's room for long-lived objects after its last collection, from 0.0 to 1.0; 0.0 before
     * the first.
     */
    double usedAfterCollection();

    /**
     * Calls back after each collection that leaves more than a part in use. A second call replaces the first.
     *
     * @param threshold that part, from 0.0 to 1.0
     * @param above called on a thread of the JVM; must be quick
     */
    void watch(double threshold, Runnable above);

    /**
     * Gives memory back to the system that the heap does not need any more, as after a flood. It takes a collection, some 20 ms in a
     * small heap. Called by one thread after each regular cleanup.
     */
    void giveBack();

    /** The heap of this process, as the JVM reports it. */
    static Heap ofProcess() {
        return new JvmHeap();
    }
}
