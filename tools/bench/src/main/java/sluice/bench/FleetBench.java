package sluice.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import sluice.simulator.Simulator;
import sluice.simulator.SimulatorOptions;

/** What one process takes with 1, 10, 100 and 1,000 bots of 20 watches each: idle, and after messages through all of them. */
record FleetBench(Transport transport, int forwards, int most) {

    private static final int WATCHES = 20;
    private static final Shape SHAPE = Shape.plain(WATCHES, 1);
    private static final Duration IDLE = Duration.ofSeconds(30);

    /** The interval of the cleanups, and the time in which all bots have theirs. */
    static final Duration CLEANUP = Duration.ofSeconds(330);

    /** The same for all numbers of bots, so that only these differ; far more than a thousand need. */
    private static final String HEAP = "-Xmx1g";

    List<Measurement> run() throws IOException {
        List<Measurement> measurements = new ArrayList<>();
        for (String queue : List.of("sqlite", "bounded")) {
            for (int bots : new int[] {1, 10, 100, 1_000}) {
                if (bots > most) {
                    continue;
                }
                measurements.add(measure(queue, bots));
            }
        }
        return measurements;
    }

    private Measurement measure(String queue, int count) throws IOException {
        Measurement measurement = new Measurement(queue + ", bots: " + count);
        try (Scene scene = new Scene(transport, Shape.NOTHING, 0)) {
            List<Simulator> bots = new ArrayList<>();
            for (int i = 1; i <= count; i++) {
                bots.add(bot(scene.telegram.addBot(SimulatorOptions.madeUpToken(i)), SHAPE));
            }
            try (Run run = new Run(new Several(queue, bots, SHAPE), scene)) {
                run.until("all bots to poll", () -> bots.stream().allMatch(bot -> polled(bot)));
                measurement.add("start, s", Bench.seconds(run.sinceStart()));
                // The first bots ask for their rights meanwhile.
                LockSupport.parkNanos(IDLE.toNanos());
                double before = run.cpuSeconds();
                LockSupport.parkNanos(IDLE.toNanos());
                measurement.add("idle CPU, %", 100 * (run.cpuSeconds() - before) / IDLE.toSeconds());
                measurement.add("idle MB", run.residentMegabytes());
                bots.forEach(bot -> bot.flood(SHAPE.sourceIds(), forwards / count));
                long expected = (long) forwards / count * count;
                run.until("all messages", () -> arrived(bots) >= expected);
                LockSupport.parkNanos(IDLE.toNanos());
                measurement.add("MB after", run.residentMegabytes());
                LockSupport.parkNanos(CLEANUP.toNanos());
                measurement.add("MB after a cleanup", run.residentMegabytes());
                measurement.add("peak MB", run.peakMegabytes());
                measurement.count("threads", run.threads());
                measurement.count("open files", run.openFiles());
                if (arrived(bots) != expected) {
                    throw new IllegalStateException(arrived(bots) + " have arrived of " + expected);
                }
            }
        }
        Bench.progress("%s", Measurement.table(List.of(measurement)));
        return measurement;
    }

    /** Makes the channels of a bot. */
    static Simulator bot(Simulator bot, Shape shape) {
        shape.sourceIds().forEach(source -> bot.channel(source, "source"));
        shape.watches().forEach(watch -> bot.channel(watch.destination(), "destination"));
        return bot;
    }

    static boolean polled(Simulator bot) {
        return bot.count("getUpdates") > 0;
    }

    static long arrived(List<Simulator> bots) {
        return bots.stream().mapToLong(bot -> bot.ledger().arrived()).sum();
    }

    /** The image with a file for each bot. */
    record Several(String queue, List<Simulator> bots, Shape shape) implements Subject {

        @Override
        public String title() {
            return queue;
        }

        @Override
        public ProcessBuilder command(Scene scene, Path dir) throws IOException {
            Path config = Files.writeString(
                    dir.resolve("sluice.yaml"),
                    String.format(Locale.ROOT, """
                bots-dir: bots.d
                telegram.api-url: %s
                admins: [4711]
                data-dir: '%s'
                http.port: 0
                modules.queue: %s
                deliver.pace: {per-chat: 1000000/s, per-group: 1000000/s, global: 1000000/s}
                """, scene.uri(), dir.resolve("data"), queue));
            writeBots(Files.createDirectory(dir.resolve("bots.d")), bots, shape);
            return launcher(scene, config);
        }
    }

    /** Writes a file for each bot. */
    static void writeBots(Path folder, List<Simulator> bots, Shape shape) throws IOException {
        String watches = shape.watches().stream()
                .map(watch -> "  - {source: " + watch.source() + ", destination: " + watch.destination() + "}\n")
                .collect(Collectors.joining("", "watches:\n", ""));
        for (int i = 0; i < bots.size(); i++) {
            Files.writeString(
                    folder.resolve("bot-" + i + ".yaml"),
                    "telegram.token: '" + bots.get(i).token() + "'\n" + watches);
        }
    }

    /** The image with room for many bots. */
    static ProcessBuilder launcher(Scene scene, Path config) {
        ProcessBuilder builder = new ProcessBuilder(
                Sluice.IMAGE.resolve("bin").resolve("sluice").toString(), "run", "--config", config.toString());
        builder.environment().put("SLUICE_JAVA_OPTS", HEAP + " " + String.join(" ", scene.transport.javaOptions()));
        return builder;
    }
}
