package sluice.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the image takes of a machine that forwards for 100 channels: memory after some messages and after very many, room on the
 * disk, and how many classes it loads.
 */
record FootprintBench(Transport transport, int updates) {

    private static final int FORWARDS = 20_000;
    private static final Shape SHAPE = Shape.plain(100, 1);
    private static final Path TARGET = Path.of("app", "target");
    private static final double MEGABYTE = 1e6;

    List<Measurement> run() throws IOException {
        Measurement memory = new Measurement("sqlite, " + SHAPE);
        try (Scene scene = new Scene(transport, SHAPE, FORWARDS);
                Run run = new Run(Sluice.with("sqlite"), scene)) {
            double early = peakAfter(FORWARDS, run);
            memory.add("peak MB after " + FORWARDS, early);
            double late = peakAfter(updates, run);
            memory.add("after " + updates + " more", late);
            memory.add("late/early", late / early);
            memory.add("resident MB at the end", run.residentMegabytes());
            memory.count("threads", run.threads());
            scene.check();
        }
        memory.count("classes loaded", classes());
        memory.add("image, MB", size(Sluice.IMAGE) / MEGABYTE);
        memory.add("archive, MB", archive() / MEGABYTE);
        return List.of(memory);
    }

    private static double peakAfter(int messages, Run run) throws IOException {
        long before = run.scene.expected();
        run.scene.post(messages);
        while (run.scene.arrived() < run.scene.expected()) {
            long seen = run.scene.arrived();
            run.untilNoMoreArrives();
            if (run.scene.arrived() == seen) {
                throw new IllegalStateException("of " + messages + " only " + (seen - before) + " have arrived");
            }
        }
        Bench.progress("%,d messages have arrived: peak %.1f MB", run.scene.arrived(), run.peakMegabytes());
        return run.peakMegabytes();
    }

    /** In a run of its own: telling of them takes memory too. */
    private long classes() throws IOException {
        try (Scene scene = new Scene(transport, SHAPE, FORWARDS)) {
            scene.post(FORWARDS);
            Path list = Files.createTempFile("sluice-bench-", ".classes");
            Sluice telling =
                    new Sluice("telling", "modules.queue: sqlite", "-Xlog:class+load:file=" + list + "::filecount=0");
            try (Run run = new Run(telling, scene)) {
                run.until("the first message", () -> scene.arrived() > 0);
                run.untilNoMoreArrives();
                try (Stream<String> lines = Files.lines(list)) {
                    return lines.filter(line -> line.contains(" source: ")).count();
                }
            } finally {
                Files.delete(list);
            }
        }
    }

    private static long archive() throws IOException {
        try (Stream<Path> files = Files.list(TARGET)) {
            Path archive = files.filter(file -> file.getFileName().toString().matches("sluice-[0-9.]+\\.tar\\.gz"))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("no archive in " + TARGET));
            return Files.size(archive);
        }
    }

    private static long size(Path folder) throws IOException {
        long bytes = 0;
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                bytes += Files.size(file);
            }
        }
        return bytes;
    }
}
