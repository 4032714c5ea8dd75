package sluice.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import sluice.simulator.Answer;
import sluice.simulator.Simulator;
import sluice.simulator.SimulatorOptions;

/**
 * What the other bots of a process notice of one that is in trouble: the time from a post to its copy, of 49 bots that get two posts a
 * second each, while the fiftieth has none, then a flood of which every copy is refused for a second, then one whose calls hang.
 */
record IsolationBench(Transport transport, int seconds) {

    private static final int BOTS = 50;
    private static final Shape SHAPE = Shape.plain(20, 1);
    private static final Duration BETWEEN = Duration.ofMillis(500);
    private static final int FLOOD = 20_000;

    /** A bot, and how long its copies took, in nanoseconds. */
    private static final class Fellow {
        private final Simulator telegram;
        private final ConcurrentLinkedQueue<Long> took = new ConcurrentLinkedQueue<>();
        private volatile long posted;

        Fellow(Simulator telegram) {
            this.telegram = telegram;
            telegram.listen(call -> {
                if (call.method().equals("copyMessage")) {
                    took.add(System.nanoTime() - posted);
                }
            });
        }

        void post() {
            posted = System.nanoTime();
            telegram.post(SHAPE.sourceIds().getFirst(), "a post");
        }
    }

    List<Measurement> run() throws IOException {
        try (Scene scene = new Scene(transport, Shape.NOTHING, 0)) {
            List<Simulator> bots = new ArrayList<>();
            for (int i = 1; i <= BOTS; i++) {
                bots.add(FleetBench.bot(scene.telegram.addBot(SimulatorOptions.madeUpToken(i)), SHAPE));
            }
            List<Fellow> others =
                    bots.subList(1, BOTS).stream().map(Fellow::new).toList();
            Simulator troubled = bots.getFirst();
            try (Run run = new Run(new FleetBench.Several("sqlite", bots, SHAPE), scene)) {
                run.until("all bots to poll", () -> bots.stream().allMatch(bot -> bot.count("getUpdates") > 0));
                List<Measurement> measurements = new ArrayList<>();
                measure("warm-up", others);
                measurements.add(measure("calm", others));
                troubled.on("copyMessage").always().answer(Answer.floodWait(1));
                troubled.flood(SHAPE.sourceIds(), FLOOD);
                measurements.add(measure("one is told to wait", others));
                troubled.clearFaults();
                troubled.on("copyMessage").always().answer(Answer.hang());
                measurements.add(measure("one hangs", others));
                troubled.clearFaults();
                measurements.add(measure("one works a flood off", others));
                run.requireAlive();
                return measurements;
            }
        }
    }

    private Measurement measure(String name, List<Fellow> others) {
        others.forEach(fellow -> fellow.took.clear());
        long end = System.nanoTime() + Duration.ofSeconds(seconds).toNanos();
        long gap = BETWEEN.toNanos() / others.size();
        for (int i = 0; System.nanoTime() - end < 0; i++) {
            others.get(i % others.size()).post();
            LockSupport.parkNanos(gap);
        }
        LockSupport.parkNanos(Duration.ofSeconds(2).toNanos());
        List<Long> took =
                others.stream().flatMap(fellow -> fellow.took.stream()).sorted().toList();
        Measurement measurement = new Measurement(name);
        measurement.add("median, ms", took.get(took.size() / 2) / 1e6);
        measurement.add("99 %, ms", took.get(took.size() * 99 / 100) / 1e6);
        measurement.count("copies", took.size());
        Bench.progress("%s", Measurement.table(List.of(measurement)));
        return measurement;
    }
}
