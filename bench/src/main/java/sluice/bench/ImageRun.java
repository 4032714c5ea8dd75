package sluice.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import sluice.simulator.Answer;
import sluice.simulator.Flood;
import sluice.simulator.Ledger;
import sluice.simulator.Simulator;
import sluice.simulator.SimulatorOptions;

/** One run of the image against a simulator in this process: so many channels, each copied to one of its own. */
final class ImageRun implements AutoCloseable {

    private static final Path LAUNCHER = Path.of("app", "target", "image", "bin", "sluice");
    private static final long FIRST_SOURCE = -1001000000001L;
    private static final long TO_DESTINATION = -1_000_000_000L;

    /** Of the clock in which Linux counts a process's time in {@code /proc/PID/stat}. */
    private static final double TICKS_PER_SECOND = 100;

    private static final Duration LIMIT = Duration.ofMinutes(10);
    private static final Duration LOOK_EVERY = Duration.ofMillis(1);

    private final Path dir;
    private final List<Long> sources;
    final Simulator telegram;
    private Flood flood;
    private Process process;
    private long started;

    ImageRun(int channels) throws IOException {
        dir = Files.createTempDirectory("sluice-bench-");
        telegram = Simulator.start(SimulatorOptions.defaults().lean().withRecordCalls(0));
        sources =
                LongStream.range(0, channels).map(i -> FIRST_SOURCE - i).boxed().toList();
        for (long source : sources) {
            telegram.channel(source, "source");
            telegram.channel(source + TO_DESTINATION, "destination");
        }
    }

    /** Lets every send be answered by 429, so that nothing but intake is measured. */
    void refuseSends() {
        telegram.on("copyMessage").always().answer(Answer.floodWait(3600));
    }

    void post(int messages) {
        flood = telegram.flood(sources, messages);
    }

    void start(String settings) throws IOException {
        String watches = sources.stream()
                .map(source -> "  - {source: " + source + ", destination: " + (source + TO_DESTINATION) + "}\n")
                .collect(Collectors.joining());
        Path config = Files.writeString(
                dir.resolve("sluice.yaml"),
                String.format(Locale.ROOT, """
                telegram: {token: "%s", api-url: %s}
                admins: [4711]
                data-dir: '%s'
                http.port: 0
                deliver.pace: {per-chat: 1000000/s, per-group: 1000000/s, global: 1000000/s}
                %s
                watches:
                """, telegram.token(), telegram.uri(), dir.resolve("data"), settings)
                        + watches);
        ProcessBuilder builder = new ProcessBuilder(LAUNCHER.toString(), "run", "--config", config.toString());
        builder.redirectErrorStream(true).redirectOutput(dir.resolve("log").toFile());
        started = System.nanoTime();
        process = builder.start();
    }

    /** Waits for something of the simulator; how long that took. */
    Duration until(String what, BooleanSupplier condition) throws IOException {
        long since = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (!process.isAlive()) {
                throw new IllegalStateException("the bot ended:\n" + Files.readString(dir.resolve("log")));
            }
            if (System.nanoTime() - since > LIMIT.toNanos()) {
                throw new IllegalStateException("waited for " + what + " in vain");
            }
            LockSupport.parkNanos(LOOK_EVERY.toNanos());
        }
        return Duration.ofNanos(System.nanoTime() - since);
    }

    Duration sinceStart() {
        return Duration.ofNanos(System.nanoTime() - started);
    }

    /** The most memory that the process ever had, in megabytes of a million bytes. */
    double peakMegabytes() throws IOException {
        return Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status")).stream()
                        .filter(line -> line.startsWith("VmHWM:"))
                        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                        .findFirst()
                        .orElseThrow()
                * 1024
                / 1e6;
    }

    /** The processor time that the process has used so far, in seconds. */
    double cpuSeconds() throws IOException {
        String stat = Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS_PER_SECOND;
    }

    /** That every message has arrived, once and in order. */
    void check() {
        Ledger ledger = telegram.ledger();
        long missing = sources.stream()
                .mapToLong(source ->
                        ledger.missing(source + TO_DESTINATION, source, flood.firstId(source), flood.lastId(source)))
                .sum();
        if (missing + ledger.doubled() + ledger.outOfOrder() > 0) {
            throw new IllegalStateException(
                    missing + " lost, " + ledger.doubled() + " doubled, " + ledger.outOfOrder() + " out of order");
        }
    }

    @Override
    public void close() throws IOException {
        if (process != null) {
            process.destroyForcibly().onExit().join();
        }
        telegram.close();
        try (Stream<Path> files = Files.walk(dir)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
