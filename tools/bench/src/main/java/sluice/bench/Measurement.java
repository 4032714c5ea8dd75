package sluice.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/** Figures of one thing that was measured several times. Used by one thread. */
public final class Measurement {

    private final String name;
    private final Map<String, List<Double>> figures = new LinkedHashMap<>();

    /**
     * Makes one without figures.
     *
     * @param name of what is measured
     */
    public Measurement(String name) {
        this.name = name;
    }

    /**
     * Adds one value of a figure.
     *
     * @param figure its name, with the unit
     * @param value what was measured in one round
     */
    public void add(String figure, double value) {
        figures.computeIfAbsent(figure, _ -> new ArrayList<>()).add(value);
    }

    /** Adds one value of a figure that is counted. */
    void count(String figure, long value) {
        add(figure, (double) value);
    }

    /** {@return what is measured} */
    public String name() {
        return name;
    }

    /**
     * {@return the middle one of the values; of an even number, the lower one of the middle two}
     *
     * @param figure one that was measured
     */
    public double median(String figure) {
        List<Double> sorted = figures.get(figure).stream().sorted().toList();
        return sorted.get((sorted.size() - 1) / 2);
    }

    /** {@return all values and their medians, for a file} */
    public Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", name);
        figures.forEach((figure, values) -> json.put(figure, Map.of("median", median(figure), "values", values)));
        return json;
    }

    /**
     * {@return a table of medians, in brackets the least and the most}
     *
     * @param measurements one for each line
     */
    public static String table(List<Measurement> measurements) {
        return table(measurements, _ -> true);
    }

    /** A table of some figures. */
    static String table(List<Measurement> measurements, Predicate<String> wanted) {
        Set<String> names = new LinkedHashSet<>();
        measurements.forEach(measurement -> names.addAll(measurement.figures.keySet()));
        names.removeIf(wanted.negate());
        int width = measurements.stream()
                .mapToInt(measurement -> measurement.name.length())
                .max()
                .orElse(0);
        StringBuilder table = new StringBuilder(cell("median (least-most)", width));
        names.forEach(figure -> table.append(right(figure, figure)));
        for (Measurement measurement : measurements) {
            table.append(System.lineSeparator()).append(cell(measurement.name, width));
            names.forEach(figure -> table.append(right(figure, measurement.cell(figure))));
        }
        return table.toString();
    }

    private static String cell(String name, int width) {
        return String.format(Locale.ROOT, "%-" + Math.max(24, width) + "s", name);
    }

    private static String right(String figure, String text) {
        return String.format(Locale.ROOT, "  %" + Math.max(22, figure.length()) + "s", text);
    }

    private String cell(String figure) {
        if (!figures.containsKey(figure)) {
            return "";
        }
        TreeSet<Double> values = new TreeSet<>(figures.get(figure));
        if (values.size() == 1) {
            return number(values.first());
        }
        return number(median(figure)) + " (" + number(values.first()) + "-" + number(values.last()) + ")";
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, value >= 100 || value == 0 ? "%,.0f" : value >= 10 ? "%.1f" : "%.3f", value);
    }
}
