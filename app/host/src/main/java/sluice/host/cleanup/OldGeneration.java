package sluice.host.cleanup;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryNotificationInfo;
import java.lang.management.MemoryPoolMXBean;
import java.util.Optional;

/**
 * The old generation of the serial collector. The JVM compares it with the threshold at the end of each young collection and calls
 * on a thread of its own.
 */
final class OldGeneration implements OldGenMonitor.Generation {

    /** The serial collector's name of the old generation. The others collect before they grow, each in its own way. */
    private static final String NAME = "Tenured Gen";

    private final MemoryPoolMXBean pool;

    private OldGeneration(MemoryPoolMXBean pool) {
        this.pool = pool;
    }

    /** Looks after it from now on, when there is one. */
    static Optional<OldGenMonitor> watch() {
        Optional<OldGenMonitor> monitor = ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getName().equals(NAME))
                .findFirst()
                .map(pool -> new OldGenMonitor(new OldGeneration(pool)));
        monitor.ifPresent(growth -> {
            JvmHeap.on(MemoryNotificationInfo.MEMORY_THRESHOLD_EXCEEDED, growth::collect);
            growth.start();
        });
        return monitor;
    }

    @Override
    public long used() {
        return pool.getUsage().getUsed();
    }

    @Override
    public long max() {
        long max = pool.getUsage().getMax();
        return max < 0 ? Long.MAX_VALUE : max;
    }

    @Override
    public void collect() {
        System.gc();
    }

    @Override
    public void callFrom(long bytes) {
        pool.setUsageThreshold(bytes);
    }
}
