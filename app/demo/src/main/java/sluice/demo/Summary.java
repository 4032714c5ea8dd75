package sluice.demo;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import sluice.api.Bounded;
import sluice.base.text.Figures;

/** The table at the end: a figure in each line, with its name before it and a remark behind it. Not thread-safe. */
final class Summary {

    private record Row(String name, String value, String remark) {}

    @Bounded("the figures of the demo")
    private final List<Row> rows = new ArrayList<>();

    Summary add(String name, long value, String remark) {
        return add(name, Figures.grouped(value), remark);
    }

    Summary add(String name, String value, String remark) {
        rows.add(new Row(name, value, remark));
        return this;
    }

    /** Names to the left, values to the right, remarks behind. */
    String text() {
        int names = rows.stream().mapToInt(row -> row.name().length()).max().orElse(0);
        int values = rows.stream().mapToInt(row -> row.value().length()).max().orElse(0);
        StringBuilder text = new StringBuilder();
        for (Row row : rows) {
            text.append(row.name()).append(" ".repeat(names - row.name().length() + 2));
            text.append(" ".repeat(values - row.value().length())).append(row.value());
            text.append(row.remark().isEmpty() ? "" : "  " + row.remark()).append('\n');
        }
        return text.toString().stripTrailing();
    }

    static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
    }

    /** In megabytes of 1,048,576 bytes, as other tools show memory. */
    static String megabytes(long bytes) {
        return bytes == 0 ? "?" : Figures.megabytes(bytes, 1) + " MB";
    }
}
