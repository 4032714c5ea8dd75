package sluice.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** How many messages a second the image copies, what memory and processor time it takes, and how soon the first one arrives. */
record ForwardBench(int messages, int rounds) {

    private record Work(String queue, int channels) {}

    private static final List<Work> WORK =
            List.of(new Work("sqlite", 1), new Work("bounded", 1), new Work("sqlite", 100), new Work("bounded", 100));

    List<Measurement> run() throws IOException {
        List<Measurement> measurements = new ArrayList<>(WORK.stream()
                .map(work -> new Measurement(work.queue() + ", " + work.channels() + " to " + work.channels()))
                .toList());
        for (int round = 0; round < rounds; round++) {
            for (int i = 0; i < WORK.size(); i++) {
                forward(WORK.get(i), measurements.get(i));
            }
            Bench.progress("round %d of %d", round + 1, rounds);
        }
        return measurements;
    }

    private void forward(Work work, Measurement measurement) throws IOException {
        try (ImageRun run = new ImageRun(work.channels())) {
            run.post(messages);
            run.start("modules.queue: " + work.queue());
            run.until("the first message", () -> run.telegram.ledger().arrived() > 0);
            Duration first = run.sinceStart();
            Duration rest =
                    run.until("all messages", () -> run.telegram.ledger().arrived() >= messages);
            run.check();
            measurement.add("forwards/s", messages / Bench.seconds(rest));
            measurement.add("peak resident, MB", run.peakMegabytes());
            measurement.add("CPU s per 1,000", run.cpuSeconds() * 1000 / messages);
            measurement.add("start to first, s", Bench.seconds(first));
        }
    }
}
