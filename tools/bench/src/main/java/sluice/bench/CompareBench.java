package sluice.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import sluice.simulator.Answer;

/**
 * The same work by the image and by programs made of what one would take instead, in turn, against the same server: posts copied
 * from one channel to one and from 100 to 100, and many updates while each send takes its time.
 */
record CompareBench(Transport transport, int messages, int rounds, int heldUpdates, Duration heldFor) {

    private static final List<Shape> SHAPES = List.of(Shape.plain(1, 1), Shape.plain(100, 1));
    private static final Duration SLOW_SEND = Duration.ofMillis(20);

    /** So many messages that were received and not sent can still be one batch, or a bounded queue. */
    private static final long FEW_HELD = 10_000;

    /** By so much the memory may be above the one without slow sends. */
    private static final double MUCH_MORE = 1.25;

    private static final String HELD = "held: ";
    private static final String OUT_OF_ORDER = "out of order";

    /** Of these the greater is the better. */
    private static final String RATE = "forwards/s";

    private static final List<String> COMPARED =
            List.of(RATE, "peak resident, MB", "CPU s per 1,000", "start to first, s");

    private static final Subject OURS = Sluice.with("sqlite");

    private static List<Subject> subjects() {
        return Stream.concat(Stream.of(OURS), Stream.of(Peer.values())).toList();
    }

    List<Measurement> run() throws IOException {
        List<Measurement> all = new ArrayList<>();
        Map<Subject, Measurement> one = Map.of();
        for (Shape shape : SHAPES) {
            Map<Subject, Measurement> measured = measure(shape);
            all.addAll(measured.values());
            one = one.isEmpty() ? measured : one;
        }
        for (Subject subject : subjects()) {
            all.add(held(subject, one.get(subject).median("peak resident, MB")));
        }
        return all;
    }

    private Map<Subject, Measurement> measure(Shape shape) throws IOException {
        Map<Subject, Measurement> measured = new LinkedHashMap<>();
        subjects().forEach(subject -> measured.put(subject, new Measurement(shape + ": " + subject.title())));
        warmUp(shape);
        for (int round = 0; round < rounds; round++) {
            for (Subject subject : subjects()) {
                Bench.progress("%s, round %d of %d: %s", shape, round + 1, rounds, subject.title());
                copy(subject, shape, messages, measured.get(subject));
            }
        }
        addRatios(measured);
        return measured;
    }

    /** The server is of Java too: the first bot would find a slower one than the last. */
    private void warmUp(Shape shape) throws IOException {
        Bench.progress("%s: the server warms up", shape);
        copy(Peer.TELEGRAF, shape, messages, new Measurement("unused"));
    }

    private void copy(Subject subject, Shape shape, int messages, Measurement measurement) throws IOException {
        try (Scene scene = new Scene(transport, shape, messages)) {
            scene.post(messages);
            try (Run run = new Run(subject, scene)) {
                run.measure(measurement);
                measurement.count(OUT_OF_ORDER, scene.telegram.ledger().outOfOrder());
                measurement.count("lost", scene.lost());
                measurement.count("doubled", scene.telegram.ledger().doubled());
                if (subject.equals(OURS)) {
                    scene.check();
                }
            }
        }
    }

    /** Many updates, while each send takes its time: who takes in all that there is, and what memory does that take? */
    private Measurement held(Subject subject, double usualPeak) throws IOException {
        Bench.progress("%,d updates, each send takes %d ms: %s", heldUpdates, SLOW_SEND.toMillis(), subject.title());
        Measurement measurement = new Measurement(HELD + subject.title());
        try (Scene scene = new Scene(transport, Shape.plain(1, 1), heldUpdates)) {
            scene.telegram.on("copyMessage").always().answer(Answer.slow(SLOW_SEND));
            scene.post(heldUpdates);
            try (Run run = new Run(subject, scene)) {
                run.until("the first message", () -> scene.arrived() > 0);
                Duration sent = run.until(
                        "the end", () -> run.sinceStart().compareTo(heldFor) > 0 || scene.arrived() == heldUpdates);
                // A batch is confirmed by the next poll, which may come when all of it is sent.
                long waiting = Math.max(0, heldUpdates - scene.telegram.pendingUpdates() - scene.arrived());
                double peak = run.peakMegabytes();
                measurement.add(RATE, scene.arrived() / Bench.seconds(sent));
                measurement.count("confirmed, not sent", waiting);
                measurement.add("peak resident, MB", peak);
                measurement.add("times its usual peak", peak / usualPeak);
                measurement.add("bounded (1: yes)", waiting > FEW_HELD && peak > MUCH_MORE * usualPeak ? 0 : 1);
            }
        }
        return measurement;
    }

    /** Sluice's figure in parts of each peer's, and of the best peer's. */
    private static void addRatios(Map<Subject, Measurement> measured) {
        Measurement ours = measured.get(OURS);
        for (String figure : COMPARED) {
            List<Double> peers = new ArrayList<>();
            measured.forEach((subject, measurement) -> {
                if (!subject.equals(OURS)) {
                    peers.add(measurement.median(figure));
                    measurement.add("Sluice's: " + figure, ours.median(figure) / measurement.median(figure));
                }
            });
            double best = peers.stream()
                    .reduce(figure.equals(RATE) ? Math::max : Math::min)
                    .orElseThrow();
            ours.add("of the best: " + figure, ours.median(figure) / best);
        }
    }

    /** One table of each kind of work, and one of ratios. */
    static String tables(List<Measurement> all) {
        StringBuilder tables = new StringBuilder();
        for (Shape shape : SHAPES) {
            List<Measurement> same = all.stream()
                    .filter(one -> one.name().startsWith(shape + ":"))
                    .toList();
            tables.append(Measurement.table(same, name -> !isRatio(name))).append("%n%n".formatted());
            tables.append(Measurement.table(same, CompareBench::isRatio)).append("%n%n".formatted());
        }
        tables.append(Measurement.table(
                all.stream().filter(one -> one.name().startsWith(HELD)).toList()));
        return tables.toString();
    }

    private static boolean isRatio(String figure) {
        return figure.startsWith("Sluice's: ") || figure.startsWith("of the best: ");
    }
}
