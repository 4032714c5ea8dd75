package sluice.launcher.cases;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/**
 * Tells when everything in this process has come to rest: the bot, the simulator, and what is between them. Then whoever has
 * something to do waits for time to pass or for the test, and whatever has not happened will not.
 *
 * <p>It asks the kernel: a thread that runs, that waits for a processor on a busy machine, or that waits for the disk is not at
 * rest. Where the kernel cannot be asked, it waits for a while and hopes.
 */
final class Stillness {

    private static final Path THREADS = Path.of("/proc/self/task");
    private static final Path THIS_THREAD = Path.of("/proc/thread-self");
    private static final boolean KNOWN = Files.exists(THIS_THREAD) && Files.exists(THREADS);

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Duration WITHOUT_KERNEL = Duration.ofMillis(50);
    private static final Duration BETWEEN_LOOKS = Duration.ofNanos(200_000);

    /** Looks in a row that show that nothing has moved. */
    private static final int QUIET_LOOKS = 4;

    /** Threads of the JVM that work by themselves, and for whom nobody waits; the names are cut at 15 letters by the kernel. */
    private static final Set<String> OF_THE_JVM =
            Set.of("C1 CompilerThre", "C2 CompilerThre", "VM Periodic Tas", "Monitor Deflati", "Service Thread");

    /** How often each thread has been given a processor, by its number. */
    private record Look(Map<String, String> sendPermits, Optional<String> busy) {}

    private Stillness() {}

    /** Waits, in real time, until all is at rest. */
    static void await() {
        if (!KNOWN) {
            LockSupport.parkNanos(WITHOUT_KERNEL.toNanos());
            return;
        }
        long end = System.nanoTime() + LIMIT.toNanos();
        Look before = look();
        int quiet = 0;
        while (true) {
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
            Look now = look();
            // Two looks are needed: between the first thread looked at and the last, one may have woken the other. And
            // more, since on
            // a busy machine the kernel takes its time to hand over what was sent, while everybody sleeps.
            boolean still = now.busy().isEmpty()
                    && before.busy().isEmpty()
                    && now.sendPermits().equals(before.sendPermits());
            quiet = still ? quiet + 1 : 0;
            if (quiet == QUIET_LOOKS) {
                return;
            }
            if (System.nanoTime() - end > 0) {
                throw new AssertionError("still at work after " + LIMIT + ": " + now.busy());
            }
            before = now;
        }
    }

    private static Look look() {
        Map<String, String> sendPermits = new HashMap<>();
        Optional<String> busy = Optional.empty();
        try (DirectoryStream<Path> threads = Files.newDirectoryStream(THREADS)) {
            String self = Files.readSymbolicLink(THIS_THREAD).getFileName().toString();
            for (Path thread : threads) {
                String id = thread.getFileName().toString();
                if (id.equals(self)) {
                    continue;
                }
                try {
                    String stat = Files.readString(thread.resolve("stat"));
                    String name = stat.substring(stat.indexOf('(') + 1, stat.lastIndexOf(')'));
                    if (OF_THE_JVM.contains(name)) {
                        continue;
                    }
                    if (stat.charAt(stat.lastIndexOf(')') + 2) != 'S') {
                        busy = Optional.of(name);
                    }
                    sendPermits.put(id, Files.readString(thread.resolve("schedstat")));
                } catch (NoSuchFileException e) {
                    // It has just ended, perhaps after it gave another something to do.
                    busy = Optional.of(id);
                }
            }
        } catch (IOException e) {
            // A thread that ends while it is read gives this too.
            busy = Optional.of(String.valueOf(e.getMessage()));
        }
        return new Look(sendPermits, busy);
    }
}
