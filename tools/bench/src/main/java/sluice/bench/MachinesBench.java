package sluice.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import sluice.simulator.Simulator;
import sluice.simulator.SimulatorOptions;
import sluice.testkit.server.PrivatePostgres;

/**
 * Processes of the image that share bots by a PostgreSQL server of the run: how many messages a second two of them copy, how soon all bots of
 * one that is killed go on, and what three of them ask of the database while nothing happens.
 */
record MachinesBench(Transport transport, int forwards, int rounds, int idleBots) {

    private static final int KILLED_WITH = 200;
    private static final Duration IDLE = Duration.ofMinutes(1);
    private static final Duration LOOK_EVERY = Duration.ofMillis(500);

    /** Bots of so many watches each. */
    private record Work(int bots, Shape shape) {
        @Override
        public String toString() {
            return bots + (bots == 1 ? " bot, " : " bots, ") + shape;
        }
    }

    private static final List<Work> WORK = List.of(
            new Work(1, Shape.plain(1, 1)), new Work(1, Shape.plain(1_000, 1)), new Work(100, Shape.plain(10, 1)));

    List<Measurement> run() throws IOException {
        if (!PrivatePostgres.isAvailable()) {
            throw new IllegalStateException("needs PostgreSQL's programs, Debian's package postgresql");
        }
        List<Measurement> measurements = new ArrayList<>();
        try (PrivatePostgres postgres = PrivatePostgres.start(Map.of("log_statement", "all"))) {
            postgres.set("log_statement", "none");
            for (Work work : WORK) {
                Measurement measurement = new Measurement(work.toString());
                for (int round = 0; round < rounds; round++) {
                    Bench.progress("round %d of %d: %s", round + 1, rounds, work);
                    forward(postgres, work, measurement);
                }
                measurements.add(measurement);
            }
            measurements.add(killed(postgres));
            postgres.set("log_statement", "all");
            measurements.add(idle(postgres));
        }
        return measurements;
    }

    private void forward(PrivatePostgres postgres, Work work, Measurement measurement) throws IOException {
        try (Site site = new Site(postgres, work.bots(), work.shape());
                Run one = site.start("one");
                Run two = site.start("two")) {
            site.awaitShares(one, 2);
            int each = forwards / work.bots();
            site.bots.forEach(bot -> bot.flood(work.shape().sourceIds(), each));
            one.until("the first message", () -> FleetBench.arrived(site.bots) > 0);
            long expected = (long) each * work.bots();
            Duration rest = one.until("all messages", () -> FleetBench.arrived(site.bots) >= expected);
            two.requireAlive();
            measurement.add("forwards/s", expected / Bench.seconds(rest));
            measurement.add("peak MB of a machine", Math.max(one.peakMegabytes(), two.peakMegabytes()));
            long doubled =
                    site.bots.stream().mapToLong(bot -> bot.ledger().doubled()).sum();
            if (doubled + FleetBench.arrived(site.bots) != expected) {
                throw new IllegalStateException(FleetBench.arrived(site.bots) + " have arrived of " + expected + ", "
                        + doubled + " of them again");
            }
        }
    }

    private Measurement killed(PrivatePostgres postgres) throws IOException {
        Shape shape = Shape.plain(10, 1);
        Measurement measurement = new Measurement("one of two killed, " + KILLED_WITH + " bots");
        Bench.progress("%s", measurement.name());
        try (Site site = new Site(postgres, KILLED_WITH, shape);
                Run one = site.start("one");
                Run two = site.start("two")) {
            site.awaitShares(one, 2);
            measurement.count("bots of the killed one", site.ownedBy("two"));
            two.kill();
            site.bots.forEach(bot -> bot.flood(shape.sourceIds(), 1));
            Duration all = one.until(
                    "a message of each bot",
                    () -> site.bots.stream().allMatch(bot -> bot.ledger().arrived() > 0));
            measurement.add("all have sent after, s", Bench.seconds(all));
            return measurement;
        }
    }

    private Measurement idle(PrivatePostgres postgres) throws IOException {
        Measurement measurement = new Measurement("three idle, " + idleBots + " bots");
        Bench.progress("%s", measurement.name());
        try (Site site = new Site(postgres, idleBots, Shape.plain(20, 1));
                Run one = site.start("one");
                Run two = site.start("two");
                Run three = site.start("three")) {
            measurement.add("shared after, s", Bench.seconds(site.awaitShares(one, 3)));
            // A bot's first cleanup looks for what an earlier owner left; the later ones ask nothing.
            LockSupport.parkNanos(FleetBench.CLEANUP.toNanos());
            long before = postgres.statements();
            List<Run> all = List.of(one, two, three);
            double cpu = cpu(all);
            LockSupport.parkNanos(IDLE.toNanos());
            measurement.add("statements/s", (postgres.statements() - before) / Bench.seconds(IDLE));
            measurement.add("CPU of all, %", 100 * (cpu(all) - cpu) / Bench.seconds(IDLE));
            measurement.add("MB of a machine", one.residentMegabytes());
            return measurement;
        }
    }

    private static double cpu(List<Run> runs) throws IOException {
        double sum = 0;
        for (Run run : runs) {
            sum += run.cpuSeconds();
        }
        return sum;
    }

    /** Machines that share a database, bots' files and plugins. Used by one thread. */
    private final class Site implements AutoCloseable {

        private final PrivatePostgres postgres;
        private final String database;
        private final Scene scene;
        private final Path dir;
        private final List<Simulator> bots = new ArrayList<>();

        Site(PrivatePostgres postgres, int count, Shape shape) throws IOException {
            this.postgres = postgres;
            database = postgres.newDatabase();
            scene = new Scene(transport, Shape.NOTHING, 0);
            dir = Files.createTempDirectory("sluice-bench-site-");
            Bench.unpack(Path.of("queue-module", "postgres", "target"), Files.createDirectory(dir.resolve("plugins")));
            for (int i = 1; i <= count; i++) {
                bots.add(FleetBench.bot(scene.telegram.addBot(SimulatorOptions.madeUpToken(i)), shape));
            }
            FleetBench.writeBots(Files.createDirectory(dir.resolve("bots.d")), bots, shape);
        }

        Run start(String name) throws IOException {
            return new Run(new Machine(name, postgres.url(database), dir), scene);
        }

        /** Waits until all bots poll, and no machine has more than its share of them; how long that took. */
        Duration awaitShares(Run run, int machines) throws IOException {
            return run.until("all bots to poll and to be shared", () -> {
                LockSupport.parkNanos(LOOK_EVERY.toNanos());
                return bots.stream().allMatch(FleetBench::polled) && mostOwned() <= Math.ceilDiv(bots.size(), machines);
            });
        }

        private long mostOwned() {
            return Long.parseLong(postgres.query(
                    database, "SELECT max(n) FROM (SELECT count(*) AS n FROM bots GROUP BY node) AS owned"));
        }

        long ownedBy(String machine) {
            return Long.parseLong(postgres.query(
                    database,
                    "SELECT count(*) FROM bots JOIN nodes USING (node) WHERE nodes.name = '" + machine + "'"));
        }

        @Override
        public void close() throws IOException {
            scene.close();
            Run.delete(dir);
        }
    }

    /** The image with the module in a folder of plugins. */
    private record Machine(String title, String url, Path site) implements Subject {

        @Override
        public ProcessBuilder command(Scene scene, Path dir) throws IOException {
            Path config = Files.writeString(
                    dir.resolve("sluice.yaml"),
                    String.format(
                            Locale.ROOT,
                            """
                bots-dir: '%s'
                plugins-dir: '%s'
                data-dir: '%s'
                telegram.api-url: %s
                admins: [4711]
                http.port: 0
                modules.queue: postgres
                queue: {url: '%s', node: %s}
                deliver.pace: {per-chat: 1000000/s, per-group: 1000000/s, global: 1000000/s}
                """,
                            site.resolve("bots.d"),
                            site.resolve("plugins"),
                            dir.resolve("data"),
                            scene.uri(),
                            url,
                            title));
            return FleetBench.launcher(scene, config);
        }
    }
}
