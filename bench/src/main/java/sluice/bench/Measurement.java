package sluice.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Figures of one thing that was measured several times. Used by one thread. */
final class Measurement {

    private final String name;
    private final Map<String, List<Double>> figures = new LinkedHashMap<>();

    Measurement(String name) {
        this.name = name;
    }

    void add(String figure, double value) {
        figures.computeIfAbsent(figure, _ -> new ArrayList<>()).add(value);
    }

    /** The middle one of the values; of an even number, the lower one of the middle two. */
    double median(String figure) {
        List<Double> sorted = figures.get(figure).stream().sorted().toList();
        return sorted.get((sorted.size() - 1) / 2);
    }

    Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", name);
        figures.forEach((figure, values) -> json.put(figure, Map.of("median", median(figure), "values", values)));
        return json;
    }

    /** Medians, and in brackets the least and the most. */
    static String table(List<Measurement> measurements) {
        Set<String> names = new LinkedHashSet<>();
        measurements.forEach(measurement -> names.addAll(measurement.figures.keySet()));
        StringBuilder table = new StringBuilder(String.format(Locale.ROOT, "%-24s", "median (least-most)"));
        names.forEach(figure -> table.append(String.format(Locale.ROOT, " %28s", figure)));
        for (Measurement measurement : measurements) {
            table.append(String.format(Locale.ROOT, "%n%-24s", measurement.name));
            names.forEach(figure -> table.append(String.format(Locale.ROOT, " %28s", measurement.cell(figure))));
        }
        return table.toString();
    }

    private String cell(String figure) {
        if (!figures.containsKey(figure)) {
            return "";
        }
        TreeSet<Double> values = new TreeSet<>(figures.get(figure));
        return number(median(figure)) + " (" + number(values.first()) + "-" + number(values.last()) + ")";
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, value >= 100 ? "%,.0f" : value >= 10 ? "%.1f" : "%.3f", value);
    }
}
