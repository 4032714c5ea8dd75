package sluice.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** Judges whether a process has grown, by what was seen of it in the last half of its time. */
final class Growth {

    /** By so much of itself the memory may have grown over the last half. */
    static final double TOLERANCE = 0.05;

    /** So many threads, and so many files, more than in the first half are no leak. */
    static final int MORE = 5;

    /** With fewer samples nothing can be said. */
    private static final int ENOUGH = 10;

    private Growth() {}

    /** What is wrong; nothing when all is right. */
    static List<String> faults(List<SoakSample> samples) {
        List<SoakSample> early = samples.subList(0, samples.size() / 2);
        List<SoakSample> late = samples.subList(samples.size() / 2, samples.size());
        if (late.size() < ENOUGH) {
            return List.of("too few samples to tell growth: " + samples.size());
        }
        List<String> faults = new ArrayList<>();
        double part = grown(late);
        if (part > TOLERANCE) {
            faults.add(String.format(Locale.ROOT, "resident memory has grown by %.1f %% in the last half", part * 100));
        }
        check("threads", early, late, SoakSample::threads, faults);
        check("open files", early, late, SoakSample::files, faults);
        return faults;
    }

    /** By what part of its median the resident memory has grown over these samples, going by the median of all slopes. */
    static double grown(List<SoakSample> samples) {
        List<Double> slopes = new ArrayList<>();
        for (int i = 0; i < samples.size(); i++) {
            for (int j = i + 1; j < samples.size(); j++) {
                SoakSample one = samples.get(i);
                SoakSample other = samples.get(j);
                slopes.add((other.resident() - one.resident()) / (other.minutes() - one.minutes()));
            }
        }
        double minutes = samples.getLast().minutes() - samples.getFirst().minutes();
        return median(slopes)
                * minutes
                / median(samples.stream().map(SoakSample::resident).toList());
    }

    private static void check(
            String what,
            List<SoakSample> early,
            List<SoakSample> late,
            ToDoubleFunction<SoakSample> figure,
            List<String> faults) {
        double before = early.stream().mapToDouble(figure).max().orElseThrow();
        double after = late.stream().mapToDouble(figure).max().orElseThrow();
        if (after > before + MORE) {
            faults.add(String.format(
                    Locale.ROOT, "%s: at most %.0f in the first half, %.0f in the last", what, before, after));
        }
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }
}
