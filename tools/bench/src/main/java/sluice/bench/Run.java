package sluice.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** One bot at work, as a process. Closing it kills the bot and removes its files. Used by one thread. */
final class Run implements AutoCloseable {

    /** Of the clock in which Linux counts a process's time in {@code /proc/PID/stat}. */
    private static final double TICKS_PER_SECOND = 100;

    private static final Duration LIMIT = Duration.ofMinutes(30);
    private static final Duration LOOK_EVERY = Duration.ofMillis(1);

    /** When nothing has come for so long, nothing will. */
    private static final Duration SILENCE = Duration.ofSeconds(20);

    final Scene scene;
    final Path dir;
    private final Process process;
    private final long started;

    Run(Subject subject, Scene scene) throws IOException {
        this.scene = scene;
        dir = Files.createTempDirectory("sluice-bench-");
        ProcessBuilder builder = subject.command(scene, dir);
        builder.redirectErrorStream(true).redirectOutput(log().toFile());
        started = System.nanoTime();
        process = builder.start();
    }

    Path log() {
        return dir.resolve("log");
    }

    /** Waits until something is so; how long that took. */
    Duration until(String what, BooleanSupplier condition) throws IOException {
        long since = System.nanoTime();
        while (!condition.getAsBoolean()) {
            requireAlive();
            if (System.nanoTime() - since > LIMIT.toNanos()) {
                throw new IllegalStateException("waited for " + what + " in vain");
            }
            LockSupport.parkNanos(LOOK_EVERY.toNanos());
        }
        return Duration.ofNanos(System.nanoTime() - since);
    }

    /** Waits until all has arrived, or nothing more comes; how long it took until the last one came. */
    Duration untilNoMoreArrives() throws IOException {
        long since = System.nanoTime();
        long latest = since;
        long arrived = scene.arrived();
        while (arrived < scene.expected() && System.nanoTime() - latest < SILENCE.toNanos()) {
            requireAlive();
            LockSupport.parkNanos(LOOK_EVERY.toNanos());
            long now = scene.arrived();
            if (now > arrived) {
                arrived = now;
                latest = System.nanoTime();
            }
        }
        return Duration.ofNanos(latest - since);
    }

    void requireAlive() throws IOException {
        if (!process.isAlive()) {
            throw new IllegalStateException("the bot ended:\n" + Files.readString(log()));
        }
    }

    /** Measures from the start of the bot to the last arrival. The figures that all bots have. */
    void measure(Measurement measurement) throws IOException {
        until("the first message", () -> scene.arrived() > 0);
        Duration first = sinceStart();
        Duration rest = untilNoMoreArrives();
        long messages = scene.arrived();
        measurement.add("forwards/s", messages / Bench.seconds(rest));
        measurement.add("peak resident, MB", peakMegabytes());
        measurement.add("CPU s per 1,000", cpuSeconds() * 1000 / messages);
        measurement.add("start to first, s", Bench.seconds(first));
    }

    Duration sinceStart() {
        return Duration.ofNanos(System.nanoTime() - started);
    }

    /** The most memory that the process ever had, in megabytes of a million bytes. */
    double peakMegabytes() throws IOException {
        return status("VmHWM:") * 1024 / 1e6;
    }

    /** The memory that the process has, in megabytes of a million bytes. */
    double residentMegabytes() throws IOException {
        return status("VmRSS:") * 1024 / 1e6;
    }

    long threads() throws IOException {
        return status("Threads:");
    }

    /** How many files, sockets and other handles the process has open. */
    long openFiles() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("/proc", Long.toString(process.pid()), "fd"))) {
            return files.count();
        }
    }

    private long status(String name) throws IOException {
        return Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status")).stream()
                .filter(line -> line.startsWith(name))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElseThrow();
    }

    /** The processor time that the process has used so far, in seconds. */
    double cpuSeconds() throws IOException {
        String stat = Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS_PER_SECOND;
    }

    /** Asks the bot to stop, as an operator does; its files stay until this is closed. */
    int stop() {
        process.destroy();
        return process.onExit().join().exitValue();
    }

    /** Ends the bot as a loss of power does. */
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    @Override
    public void close() throws IOException {
        kill();
        delete(dir);
    }

    /** With all that is in it. */
    static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
