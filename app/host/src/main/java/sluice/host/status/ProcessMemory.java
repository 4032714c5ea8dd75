package sluice.host.status;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The memory of this process as the kernel counts it, from {@code /proc/self/status}.
 *
 * @param resident bytes in memory now (VmRSS); 0 where the system does not tell
 * @param peak the most bytes there ever were (VmHWM); 0 where the system does not tell
 */
public record ProcessMemory(long resident, long peak) {

    private static final Path STATUS = Path.of("/proc/self/status");

    public static ProcessMemory now() {
        if (!Files.isReadable(STATUS)) {
            return new ProcessMemory(0, 0);
        }
        try {
            List<String> lines = Files.readAllLines(STATUS);
            return new ProcessMemory(bytes(lines, "VmRSS:"), bytes(lines, "VmHWM:"));
        } catch (IOException e) {
            // The file exists only on Linux, and is there or not; a failure to read it says the same.
            return new ProcessMemory(0, 0);
        }
    }

    private static long bytes(List<String> lines, String label) {
        return lines.stream()
                .filter(line -> line.startsWith(label))
                .map(line ->
                        line.substring(label.length(), line.lastIndexOf(" kB")).strip())
                .mapToLong(kilobytes -> Long.parseLong(kilobytes) << 10)
                .findFirst()
                .orElse(0);
    }
}
