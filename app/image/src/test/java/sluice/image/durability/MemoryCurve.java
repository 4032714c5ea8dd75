package sluice.image.durability;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a process has resident over time, looked at while something else is waited for. For one thread. */
final class MemoryCurve {

    private record Sample(double minutes, double megabytes) {}

    private static final double KILOBYTES = 1024;
    private static final double NANOS_PER_MINUTE = 60e9;

    private final ImageProcess process;
    private final long interval;
    private final long start = System.nanoTime();
    private final List<Sample> samples = new ArrayList<>();
    private long next = start;

    MemoryCurve(ImageProcess process, Duration interval) {
        this.process = process;
        this.interval = interval.toNanos();
    }

    /** Takes a sample when it is time for one. */
    void look() {
        long now = System.nanoTime();
        if (now - next >= 0) {
            next = now + interval;
            samples.add(new Sample((now - start) / NANOS_PER_MINUTE, process.residentKilobytes() / KILOBYTES));
        }
    }

    /** How many samples there are. */
    int size() {
        return samples.size();
    }

    /** The slope of the line that fits the samples from one on best, by least squares, in megabytes a minute. */
    double slopeFrom(int first) {
        List<Sample> fitted = samples.subList(first, samples.size());
        double x = fitted.stream().mapToDouble(Sample::minutes).average().orElseThrow();
        double y = fitted.stream().mapToDouble(Sample::megabytes).average().orElseThrow();
        double xy = fitted.stream()
                .mapToDouble(sample -> (sample.minutes() - x) * (sample.megabytes() - y))
                .sum();
        double xx = fitted.stream()
                .mapToDouble(sample -> (sample.minutes() - x) * (sample.minutes() - x))
                .sum();
        return xy / xx;
    }

    /** How much that line rises over these samples, in megabytes. */
    double growthFrom(int first) {
        return slopeFrom(first)
                * (samples.getLast().minutes() - samples.get(first).minutes());
    }

    /** About so many points of the curve, as seconds and megabytes. */
    String points(int count) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < samples.size(); i += Math.max(1, samples.size() / count)) {
            Sample sample = samples.get(i);
            line.append(String.format(Locale.ROOT, " %.0fs:%.1f", sample.minutes() * 60, sample.megabytes()));
        }
        return line.toString().strip();
    }
}
