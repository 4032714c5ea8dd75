package sluice.host.cleanup;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryNotificationInfo;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.List;
import java.util.Optional;
import javax.management.NotificationEmitter;
import sluice.api.Bounded;

/**
 * The heap as the JVM's memory pools tell of it. Of the pools those count that have a threshold for what is in use after a
 * collection and keep what lives long: with the serial collector the old generation. The young one is empty after each
 * collection, and says nothing. This class is thread-safe.
 */
final class JvmHeap implements Heap {

    @Bounded("the heap's pools")
    private final List<MemoryPoolMXBean> pools = ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP)
            .filter(MemoryPoolMXBean::isCollectionUsageThresholdSupported)
            .filter(JvmHeap::keepsWhatLivesLong)
            .toList();

    /** Other collectors give back by themselves, as their options say. */
    private final Optional<OldGenMonitor> growth = OldGeneration.watch();

    private volatile Runnable listener = () -> {};

    JvmHeap() {
        on(MemoryNotificationInfo.MEMORY_COLLECTION_THRESHOLD_EXCEEDED, () -> listener.run());
    }

    /** Runs an action at each memory notification of a type, on a thread of the JVM. */
    static void on(String type, Runnable action) {
        ((NotificationEmitter) ManagementFactory.getMemoryMXBean())
                .addNotificationListener(
                        (_, _) -> action.run(), event -> event.getType().equals(type), null);
    }

    @Override
    public double usedAfterCollection() {
        return pools.stream()
                .map(MemoryPoolMXBean::getCollectionUsage)
                .mapToDouble(JvmHeap::part)
                .max()
                .orElse(0.0);
    }

    @Override
    public void watch(double threshold, Runnable above) {
        listener = above;
        for (MemoryPoolMXBean pool : pools) {
            long max = pool.getUsage().getMax();
            if (max > 0) {
                pool.setCollectionUsageThreshold((long) (threshold * max));
            }
        }
    }

    @Override
    public void giveBack() {
        growth.ifPresent(OldGenMonitor::collect);
    }

    private static boolean keepsWhatLivesLong(MemoryPoolMXBean pool) {
        return !pool.getName().contains("Eden") && !pool.getName().contains("Survivor");
    }

    private static double part(MemoryUsage usage) {
        return usage == null || usage.getMax() <= 0 ? 0.0 : (double) usage.getUsed() / usage.getMax();
    }
}
