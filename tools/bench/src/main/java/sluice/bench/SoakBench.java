package sluice.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/**
 * Hours of mixed traffic with faults and restarts of the server. It fails when memory, threads or files grow, and when a message is
 * lost or doubled.
 */
record SoakBench(Transport transport, SoakOptions options) {

    private static final Path TARGET = Path.of("tools", "bench", "target");
    private static final Duration TICK = Duration.ofMillis(100);
    private static final Duration TROUBLE_EVERY = Duration.ofSeconds(5);
    private static final int RESTARTS = 6;

    /** The exit code after SIGTERM, see {@code docs/server.md}. */
    private static final int STOPPED = 143;

    /** More than the longest cooldown of a chat. */
    private static final Duration DRAIN = Duration.ofMinutes(5);

    /** Whether all went well. */
    boolean run() throws IOException {
        try (Scene scene = new Scene(transport, Shape.NOTHING, SoakTraffic.KEPT)) {
            SoakTraffic traffic = new SoakTraffic(scene.telegram);
            Sluice sluice =
                    new Sluice("soak", "modules.queue: sqlite\nqueue.max-dead-letters: 1000000", "", traffic.watches());
            try (Run run = new Run(sluice, scene)) {
                List<SoakSample> samples = soak(run, traffic);
                traffic.revive();
                drain(run);
                int exit = run.stop();
                List<String> faults = new ArrayList<>(Growth.faults(samples));
                note(faults, traffic.lost(run.dir.resolve("data")), "messages lost");
                note(faults, scene.telegram.ledger().doubled(), "messages doubled");
                if (exit != STOPPED) {
                    faults.add("the exit code is " + exit);
                }
                write(samples, traffic.posts(), faults);
                return faults.isEmpty();
            }
        }
    }

    private List<SoakSample> soak(Run run, SoakTraffic traffic) throws IOException {
        run.until("the first poll", () -> run.scene.telegram.count("getUpdates") > 0);
        SoakFaults faults = new SoakFaults(run.scene.telegram);
        List<SoakSample> samples = new ArrayList<>();
        Every sample = new Every(options.every());
        Every trouble = new Every(TROUBLE_EVERY);
        Every restart = new Every(options.length().dividedBy(RESTARTS));
        try (BufferedWriter csv = Files.newBufferedWriter(TARGET.resolve("soak.csv"))) {
            csv.write(SoakSample.HEADER + "\n");
            while (run.sinceStart().compareTo(options.length()) < 0) {
                traffic.post((int) (run.sinceStart().toMillis() * options.rate() / 1000 - traffic.posts()));
                if (trouble.due(run)) {
                    faults.trouble();
                }
                if (restart.due(run)) {
                    Bench.progress("the server is away");
                    faults.restart();
                }
                if (sample.due(run)) {
                    run.requireAlive();
                    samples.add(SoakSample.of(run));
                    Bench.progress("%s", samples.getLast());
                    csv.write(samples.getLast().csv() + "\n");
                    csv.flush();
                }
                LockSupport.parkNanos(TICK.toNanos());
            }
        }
        return samples;
    }

    /** Something that is done again and again. */
    private static final class Every {

        private final Duration interval;
        private Duration next;

        Every(Duration interval) {
            this.interval = interval;
            next = interval;
        }

        boolean due(Run run) {
            if (run.sinceStart().compareTo(next) < 0) {
                return false;
            }
            next = next.plus(interval);
            return true;
        }
    }

    private static void drain(Run run) throws IOException {
        run.scene.telegram.clearFaults();
        long end = System.nanoTime() + DRAIN.toNanos();
        while (run.scene.telegram.pendingUpdates() > 0 || SoakSample.of(run).pending() > 0) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("after " + DRAIN + " messages still wait: " + SoakSample.of(run));
            }
            LockSupport.parkNanos(TICK.toNanos());
        }
    }

    private static void note(List<String> faults, long count, String what) {
        if (count != 0) {
            faults.add(count + " " + what);
        }
    }

    private void write(List<SoakSample> samples, long posts, List<String> faults) throws IOException {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("machine", Bench.machine());
        json.put("protocol", transport.toString());
        json.put("minutes", options.length().toMinutes());
        json.put("posts", posts);
        json.put("faults", faults);
        json.put("samples", samples.stream().map(SoakSample::json).toList());
        Path file = TARGET.resolve("soak.json");
        Files.writeString(
                file, new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(json));
        List<SoakSample> late = samples.subList(samples.size() / 2, samples.size());
        if (late.size() > 1) {
            System.out.printf("resident memory over the last half: %+.1f %%%n", 100 * Growth.grown(late));
        }
        System.out.println(posts + " messages posted; " + (faults.isEmpty() ? "all is well" : "FAILED: " + faults));
        System.out.println("machine: " + Bench.machine() + "; over " + transport + "; all samples: " + file);
    }
}
