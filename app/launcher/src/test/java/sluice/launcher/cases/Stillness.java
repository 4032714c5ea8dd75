package sluice.launcher.cases;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

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
    private static final Duration BETWEEN_LOOKS = Duration.ofNanos(500_000);

    /** Looks in a row that show that nothing has moved. */
    private static final int QUIET_LOOKS = 4;

    /** Looks at the process as a whole; after them it is looked at thread by thread, to leave out those of the JVM. */
    private static final int CHEAP_LOOKS = 20;

    /** Threads of the JVM that work by themselves, and for whom nobody waits; the names are cut at 15 letters by the kernel. */
    private static final Set<String> OF_THE_JVM =
            Set.of("C1 CompilerThre", "C2 CompilerThre", "VM Periodic Tas", "Monitor Deflati", "Service Thread");

    private Stillness() {}

    /** Waits, in real time, until all is at rest. */
    static void await() {
        if (!KNOWN) {
            LockSupport.parkNanos(WITHOUT_KERNEL.toNanos());
            return;
        }
        if (isSoonQuiet()) {
            return;
        }
        long end = System.nanoTime() + LIMIT.toNanos();
        Map<String, String> before = look();
        int quiet = 0;
        while (true) {
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
            Map<String, String> now = look();
            // Two looks are needed: between the first thread looked at and the last, one may have woken the other. And
            // more, since on a busy machine the kernel takes its time to hand over what was sent, while everybody
            // sleeps.
            Optional<String> busy = moved(before, now);
            quiet = busy.isEmpty() ? quiet + 1 : 0;
            if (quiet == QUIET_LOOKS) {
                busy = now.keySet().stream().filter(Stillness::isBusy).findFirst();
                if (busy.isEmpty()) {
                    return;
                }
                quiet = 0;
            }
            if (System.nanoTime() - end > 0) {
                throw new AssertionError("still at work after " + LIMIT + ": " + busy.map(id -> read(id, "stat")));
            }
            before = now;
        }
    }

    /** Looks at the process as a whole, which is hundreds of times cheaper than to look at its threads. */
    private static boolean isSoonQuiet() {
        int quiet = 0;
        for (int i = 0; i < CHEAP_LOOKS; i++) {
            long before = ProcessSwitches.count();
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
            long now = ProcessSwitches.count();
            // One is that of this thread.
            quiet = now - before <= 1 ? quiet + 1 : 0;
            // One that ran all the time has not gone to sleep. If it does so meanwhile, it may have woken another one.
            if (quiet >= QUIET_LOOKS
                    && look().keySet().stream().noneMatch(Stillness::isBusy)
                    && ProcessSwitches.count() == now) {
                return true;
            }
        }
        return false;
    }

    /** How long and how often each thread has had a processor, by its number. This is a fifth of the price of its state. */
    private static Map<String, String> look() {
        Map<String, String> runs = new HashMap<>();
        try (DirectoryStream<Path> threads = Files.newDirectoryStream(THREADS)) {
            String self = Files.readSymbolicLink(THIS_THREAD).getFileName().toString();
            for (Path thread : threads) {
                String id = thread.getFileName().toString();
                if (!id.equals(self)) {
                    runs.put(id, read(id, "schedstat"));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return runs;
    }

    /** A thread that has run, begun or ended between two looks. */
    private static Optional<String> moved(Map<String, String> before, Map<String, String> now) {
        return Stream.concat(before.keySet().stream(), now.keySet().stream())
                .filter(id -> !Objects.equals(before.get(id), now.get(id)) && !isOfTheJvm(read(id, "stat")))
                .findFirst();
    }

    private static boolean isBusy(String id) {
        String stat = read(id, "stat");
        return !isOfTheJvm(stat) && !stat.substring(stat.lastIndexOf(')') + 1).startsWith(" S");
    }

    private static boolean isOfTheJvm(String stat) {
        return OF_THE_JVM.contains(
                stat.substring(stat.indexOf('(') + 1, Math.max(stat.indexOf('(') + 1, stat.lastIndexOf(')'))));
    }

    /** What the kernel says of a thread; empty when it has just ended, perhaps after it gave another something to do. */
    private static String read(String id, String file) {
        try {
            return Files.readString(THREADS.resolve(id).resolve(file));
        } catch (IOException e) {
            return "";
        }
    }
}
