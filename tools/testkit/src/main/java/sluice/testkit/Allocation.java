package sluice.testkit;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** Measures what code takes from the heap. */
public final class Allocation {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private Allocation() {}

    /**
     * Measures the allocation of one run. Measure the same work once before, so that what the first run loads and links is not counted.
     *
     * @param work what is to be measured; it runs once, in the calling thread
     * @return bytes allocated by this thread, those of the measuring itself taken off; collected or not
     */
    public static long bytes(Runnable work) {
        measure(() -> {});
        long measuring = measure(() -> {});
        return measure(work) - measuring;
    }

    private static long measure(Runnable work) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        work.run();
        return THREADS.getCurrentThreadAllocatedBytes() - before;
    }
}
