package example.disk;

import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import sluice.api.Bounded;
import sluice.api.Stats;

/**
 * The sizes of files, bounded by count and by age; the one measured longest ago goes first. This class is thread-safe.
 *
 * <p>Moments are readings of a ticker in nanoseconds. They may be negative and overflow, so that they are subtracted and never
 * compared with each other.
 */
final class FileSizes {

    private record Size(long bytes, long measuredAt) {}

    private final int maxFiles;
    private final Duration ttl;
    private long evictions;

    /** Oldest measurement first: what is measured again is taken out and put in anew. */
    @Bounded("max-files, ttl")
    private final Map<String, Size> sizes = new LinkedHashMap<>();

    FileSizes(int maxFiles, Duration ttl) {
        this.maxFiles = maxFiles;
        this.ttl = ttl;
    }

    synchronized void put(String file, long bytes, long now) {
        sizes.remove(file);
        // Room is made before the new one comes in: the bound holds at every moment, not only after a cleanup.
        while (sizes.size() >= maxFiles) {
            removeOldest();
            evictions++;
        }
        sizes.put(file, new Size(bytes, now));
    }

    synchronized void remove(String file) {
        sizes.remove(file);
    }

    /** Returns how many went. */
    synchronized long removeExpired(long now) {
        int before = sizes.size();
        sizes.values().removeIf(size -> now - size.measuredAt() >= ttl.toNanos());
        return before - sizes.size();
    }

    /** Removes a share, from 0.0 to 1.0, the oldest first; returns how many went. */
    synchronized long giveUp(double share) {
        long surplus = (long) Math.ceil(share * sizes.size());
        for (long i = 0; i < surplus; i++) {
            removeOldest();
        }
        return surplus;
    }

    /** The same names at any time: dashboards count on them. */
    synchronized Stats stats() {
        long bytes = 0;
        long largest = 0;
        for (Size size : sizes.values()) {
            bytes += size.bytes();
            largest = Math.max(largest, size.bytes());
        }
        return Stats.empty()
                .with("files", sizes.size())
                .with("max_files", maxFiles)
                .with("bytes", bytes)
                .with("largest_bytes", largest)
                .withSeconds("ttl", ttl)
                .with("evictions", evictions);
    }

    private void removeOldest() {
        Iterator<Size> oldest = sizes.values().iterator();
        oldest.next();
        oldest.remove();
    }
}
