package sluice.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import sluice.simulator.Answer;

/**
 * How many matching updates a second the image receives, from the first poll to the last confirmation, in batches of 100, while
 * no send succeeds: by the durable queue, where each batch is on the disk before it is confirmed, and by the one in memory.
 */
record IntakeBench(Transport transport, int updates, int rounds) {

    private static final int CHANNELS = 100;

    List<Measurement> run() throws IOException {
        Measurement durable = new Measurement("sqlite");
        Measurement memory = new Measurement("bounded");
        for (int round = 0; round < rounds; round++) {
            double one = take("modules.queue: sqlite");
            double other = take("modules.queue: bounded\nqueue.max-size: " + updates);
            durable.add("updates/s", one);
            durable.add("part of bounded", one / other);
            memory.add("updates/s", other);
            Bench.progress("round %d of %d: sqlite %,.0f/s, bounded %,.0f/s", round + 1, rounds, one, other);
        }
        return List.of(durable, memory);
    }

    private double take(String settings) throws IOException {
        try (Scene scene = new Scene(transport, Shape.plain(CHANNELS, 1), updates)) {
            // Nothing but intake is to be measured.
            scene.telegram.on("copyMessage").always().answer(Answer.floodWait(3600));
            scene.post(updates);
            try (Run run = new Run(new Sluice("intake", settings, ""), scene)) {
                run.until("the first poll", () -> scene.telegram.count("getUpdates") > 0);
                Duration took = run.until("all to be received", () -> scene.telegram.pendingUpdates() == 0);
                return updates / Bench.seconds(took);
            }
        }
    }
}
