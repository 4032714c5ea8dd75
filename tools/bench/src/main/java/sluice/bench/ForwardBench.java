package sluice.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** How many messages a second the image copies, what memory and processor time it takes, and how soon the first one arrives. */
record ForwardBench(Transport transport, int messages, int rounds) {

    private static final int ALBUM = 5;

    private record Work(String queue, Shape shape) {

        Measurement measurement() {
            return new Measurement(queue + ", " + shape);
        }
    }

    private static final List<Work> WORK = List.of(
            new Work("sqlite", Shape.plain(1, 1)),
            new Work("bounded", Shape.plain(1, 1)),
            new Work("sqlite", Shape.plain(100, 1)),
            new Work("bounded", Shape.plain(100, 1)),
            new Work("sqlite", Shape.plain(1_000, 1)),
            new Work("bounded", Shape.plain(1_000, 1)),
            new Work("sqlite", Shape.plain(1, 100)),
            new Work("bounded", Shape.plain(1, 100)),
            new Work("sqlite", new Shape(1, 1, ALBUM)),
            new Work("sqlite", new Shape(100, 1, ALBUM)),
            new Work("sqlite", new Shape(1_000, 1, ALBUM)));

    List<Measurement> run() throws IOException {
        List<Measurement> measurements =
                new ArrayList<>(WORK.stream().map(Work::measurement).toList());
        for (int round = 0; round < rounds; round++) {
            for (int i = 0; i < WORK.size(); i++) {
                Bench.progress("round %d of %d: %s", round + 1, rounds, WORK.get(i));
                forward(WORK.get(i), measurements.get(i));
            }
        }
        return measurements;
    }

    private void forward(Work work, Measurement measurement) throws IOException {
        try (Scene scene = new Scene(transport, work.shape(), messages)) {
            scene.post(messages);
            try (Run run = new Run(Sluice.with(work.queue()), scene)) {
                run.measure(measurement);
                scene.check();
            }
        }
    }
}
