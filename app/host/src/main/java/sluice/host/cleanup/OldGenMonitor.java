package sluice.host.cleanup;

/**
 * Keeps the old generation near what really lives in it. The serial collector lets it grow to the limit of the heap before it
 * looks through it for the first time; with a heap for the worst case most of that is garbage, and resident. So it is collected when
 * it has grown by a step since the last time. A step is a share of what lives, so that the work stays in proportion to it.
 * This class is thread-safe.
 */
final class OldGenMonitor {

    /** The size in bytes below which nothing is collected; a small bot may stay under it for hours. */
    static final long FREE = 8L << 20;

    /** The least step, in bytes: smaller ones cost more processor time than the memory is worth. */
    static final long STEP = 4L << 20;

    /** The old generation, or what stands for it. */
    interface Generation {

        /** Bytes in use, garbage among them. */
        long used();

        /** The most that it may have, in bytes. */
        long max();

        /** Collects all of the heap, and returns after that. */
        void collect();

        /** Sets the number of bytes from which {@link OldGenMonitor#collect} is called; 0 for never. */
        void callFrom(long bytes);
    }

    private final Generation generation;

    OldGenMonitor(Generation generation) {
        this.generation = generation;
    }

    synchronized void start() {
        callNext();
    }

    /** Collects: the generation has grown to the set size, or nothing else is to be done. */
    synchronized void collect() {
        generation.collect();
        callNext();
    }

    /** Close to the limit the collector does it by itself. */
    private void callNext() {
        long used = generation.used();
        long next = Math.max(FREE, used + Math.max(STEP, used / 4));
        generation.callFrom(next < generation.max() ? next : 0);
    }
}
